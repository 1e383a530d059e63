"""The page on which one thing is said of many passages: chosen, shown beforehand, done, undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.people import current_person, needs
from app.search.asking import ask_for_all
from app.search.facets import build_chips
from app.search.params import SearchParams, read_params
from app.tagging.saying import read_saying
from app.tagging.words import decision_words, said_words
from app.wiring import Workplace, workplace
from app.words import STANCES
from indexer.decisions.deciding import DecisionError, Word
from indexer.decisions.gestures import find_gesture, take_back
from indexer.decisions.many import Outdated, Plan, carry_out, plan_many, sayings_of
from indexer.decisions.model import Act, Decision
from indexer.model import Document, Passage

blueprint = Blueprint("tagging_many", __name__)

EXAMPLES = 8
"""Passages shown before it is done; the counts say how many there are."""

CHOSEN = 200
"""Chosen passages that an address carries; a page of results has 20."""


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that would change, with its document."""

    passage: Passage
    document: Document


@blueprint.get("/tagging/many")
@needs("tagger")
def show() -> str | tuple[str, int]:
    """Ask what to say of the passages chosen, and show what it would do."""
    return _show(request.args)


@blueprint.post("/tagging/many")
@needs("tagger")
def save() -> str | Response | tuple[str, int]:
    """Say it of all of them."""
    place = workplace()
    key = request.form.get("key", "")
    try:
        plan = _plan(request.form, place)
        if plan is None:
            abort(400)
        mark, who = request.form.get("mark", ""), current_person().name
        carry_out(place.store, place.taxonomy, plan, mark=mark, who=who, key=key)
    except DecisionError as error:
        status = 409 if isinstance(error, Outdated) else 422
        return _show(request.form, message=str(error), status=status)
    place.shower.tell()
    return redirect(url_for("tagging_many.done", key=key, **_back(request.form, place)), 303)


@blueprint.get("/tagging/many/<key>")
@needs("tagger")
def done(key: str) -> str:
    """Show what was said in one go, with the button that takes it back."""
    place = workplace()
    made = _gesture(key, place)
    return render_template(
        "tagging/done.html",
        made=made,
        words=[decision_words(one, place.words) for one in sayings_of(made)],
        is_undoing=all(one.act is Act.WITHDRAW for one in made),
        back=_search(request.args, place),
    )


@blueprint.post("/tagging/many/<key>/undo")
@needs("tagger")
def undo(key: str) -> Response:
    """Take back what was said in one go."""
    place, person = workplace(), current_person()
    _gesture(key, place)
    undoing = request.form.get("key", "")
    try:
        take_back(
            place.store,
            place.taxonomy,
            key,
            who=person.name,
            key=undoing,
            others=person.may("lead"),
        )
    except DecisionError as error:
        abort(403, str(error))
    place.shower.tell()
    return redirect(url_for("tagging_many.done", key=undoing, **_back(request.form, place)), 303)


def _show(
    given: MultiDict[str, str], message: str = "", status: int = 200
) -> str | tuple[str, int]:
    place = workplace()
    params = _search(given, place)
    plan, total = None, 0
    try:
        plan = _plan(given, place)
        total = len(_passages(given, place))
    except DecisionError as error:
        message, status = message or str(error), 422
    page = render_template(
        "tagging/many.html",
        params=params,
        chips=build_chips(params, place.words),
        chosen=_chosen(given),
        total=total,
        sayings=offered(place),
        say=given.get("say", ""),
        overrule="overrule" in given,
        plan=plan,
        said=said_words(plan.saying, place.words) if plan else "",
        examples=_examples(plan, place) if plan else [],
        message=message,
    )
    return page, status


def offered(place: Workplace) -> Mapping[str, Mapping[str, str]]:
    """Return what can be said of many passages, in groups: text as it is sent to its words."""
    themes = place.words.known("theme")
    return {
        "What it says": {f"stance:set:{id_}": label for id_, label in STANCES.items()},
        "Add the theme": {f"theme:yes:{id_}": label for id_, label in themes.items()},
        "Not the theme": {f"theme:no:{id_}": label for id_, label in themes.items()},
        "Inspection area": {
            "areas:set:": "None",
            **{f"areas:set:{id_}": label for id_, label in place.words.known("area").items()},
        },
        "Who speaks": {
            **{f"speaker:set:{id_}": label for id_, label in place.words.known("speaker").items()},
            "speaker:set:": "Cannot be told",
        },
        "Speaks both ways": {"mixed:set:true": "Yes", "mixed:set:false": "No"},
    }


def _plan(given: MultiDict[str, str], place: Workplace) -> Plan | None:
    said = given.get("say", "")
    if not said:
        return None
    saying: Word = read_saying("", said, place.words)
    return plan_many(
        place.store,
        place.taxonomy,
        _passages(given, place),
        saying,
        overrule="overrule" in given,
    )


def _passages(given: MultiDict[str, str], place: Workplace) -> tuple[str, ...]:
    if place.is_empty:
        abort(404)
    if "all" in given:
        return ask_for_all(_search(given, place), place)
    if chosen := _chosen(given):
        return chosen
    raise DecisionError("No passage was chosen. Tick some on the page of results, or take all.")


def _chosen(given: MultiDict[str, str]) -> tuple[str, ...]:
    """Return the passages that were chosen one by one; none where all hits are meant."""
    return () if "all" in given else tuple(dict.fromkeys(given.getlist("id")[:CHOSEN]))


def _search(given: MultiDict[str, str], place: Workplace) -> SearchParams:
    return read_params(given, place.words)


def _back(given: MultiDict[str, str], place: Workplace) -> dict[str, Any]:
    return _search(given, place).args()


def _examples(plan: Plan, place: Workplace) -> list[Example]:
    ids = plan.decides
    found = place.store.passages_by_id(ids[:: max(1, len(ids) // EXAMPLES)][:EXAMPLES])
    examples = []
    for passage in found.values():
        document = place.store.document(passage.document)
        if document:
            examples.append(Example(passage, document))
    return examples


def _gesture(key: str, place: Workplace) -> list[Decision]:
    try:
        made = [] if place.is_empty else find_gesture(place.store, key)
    except DecisionError:
        made = []
    return made or abort(404)
