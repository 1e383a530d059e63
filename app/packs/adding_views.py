"""Adding to a pack: a passage with one click from wherever it is shown, findings, searches."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from app.api.problems import Problem, is_api, json_response, show_problem
from app.packs.asking import filled, pack_to_fill
from app.packs.views import show_pack
from app.packs.words import added_words
from app.people.guards import needs
from app.people.person import current_person
from app.search.asking import build_question
from app.search.saved import is_own, params_of
from app.wiring import Workplace
from indexer.answer import Question
from indexer.errors import IndexerError
from indexer.pack import choosing
from indexer.pack.model import Pack

blueprint = Blueprint("packing", __name__, url_prefix="/packs")


@blueprint.post("/add")
@needs("tagger")
def add() -> Response | tuple[str, int]:
    """Add what a form names: passages, findings, a saved search or a theme.

    A script is answered in JSON and stays where it is; others are led to the pack.
    """
    pack = pack_to_fill(request.form.get("pack", type=int))
    try:
        number = _add(pack)
    except IndexerError as error:
        if is_api():
            return show_problem(Problem(422, str(error)))
        return show_pack(pack.id, fault=str(error)), 422
    address = url_for("packs.show", id_=pack.id)
    if is_api():
        told = {"added": number, "pack": pack.name, "address": address}
        return json_response(told | {"words": added_words(number)})
    return redirect(url_for("packs.show", id_=pack.id, added=number, back=_came_from()), 303)


def _add(pack: Pack) -> int:
    place, who, sent = filled(), current_person().name, request.form
    number = choosing.add_passages(place.store, pack.id, sent.getlist("passage"), who=who)
    number += choosing.add_findings(place.store, pack.id, sent.getlist("finding"), who=who)
    for asked in _asked(place):
        number += choosing.add_search(
            place.store,
            pack.id,
            asked,
            place.engine(),
            place.taxonomy,
            who=who,
            meaning=place.meaning,
        )
    return number


def _asked(place: Workplace) -> Iterator[Question]:
    """Yield the searches a form names; a saved one asks what its page asks."""
    if saved := request.form.get("saved", type=int):
        kept = place.store.saved_search(saved)
        if kept is None or not is_own(kept):
            abort(404)
        yield build_question(params_of(kept, place), place)
    if theme := request.form.get("theme", ""):
        yield Question(filters={"theme": [theme]})


def _came_from() -> str | None:
    """Return the page of ours that the form stood on."""
    before = urlsplit(request.referrer or "")
    if before.netloc != request.host or before.path.startswith("/packs"):
        return None
    return before.path + (f"?{before.query}" if before.query else "")
