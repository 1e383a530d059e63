"""Saving what people say of a passage: by a form, or by the script that keeps what is unsaved."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.people import current_person, needs
from app.people.person import signed_in_person
from app.people.returning import safe_next
from app.tagging.panel import Panel, panel_of
from app.tagging.saying import read_saying, read_sayings
from app.tagging.telling import tell_changes
from app.tagging.words import said_words
from app.wiring import workplace
from indexer.decisions.anchors import words_hash
from indexer.decisions.deciding import DecisionError, NotAsSeen
from indexer.decisions.gestures import make_gesture, take_back
from indexer.decisions.model import Decision
from indexer.model import Passage

blueprint = Blueprint("tagging", __name__)

UNDO = "undo:"

_TYPED = {"theme:yes:": "theme", "note:set:": "note"}
"""What buttons say whose words stand in a field of the form, and that field."""


@blueprint.app_template_global()
def tagging_panel(passage: Passage) -> Panel | None:
    """Return what the tagging panel of a passage shows; for templates."""
    return panel_of(passage)


@blueprint.app_template_global()
def may_tag() -> bool:
    """Tell whether who asks may decide labels; for templates."""
    person = signed_in_person()
    return person is not None and person.may("tagger")


@blueprint.app_template_global()
def form_id() -> str:
    """Return what tells one showing of a form from another."""
    return secrets.token_hex(8)


@blueprint.app_template_global()
def seen_words(passage: Passage) -> str:
    """Return what a form sends along to say which words its passage had; for templates."""
    return words_hash(passage.text)


@blueprint.app_template_global()
def theme_labels() -> list[str]:
    """Return the labels of all themes; for templates."""
    return list(workplace().words.known("theme").values())


@blueprint.get("/passage/<id_>/tag")
@needs("tagger")
def show(id_: str) -> str:
    """Show a passage with its tagging panel; ``part`` asks for the panel alone."""
    return _show(_find(id_))


@blueprint.post("/passage/<id_>/tag")
@needs("tagger")
def save(id_: str) -> str | BaseResponse | tuple[str, int]:
    """Save what one button of the form says, and go back to where the form stood."""
    given = request.form.get("say", "")
    text = given + request.form.get(_TYPED.get(given, ""), "")
    # A form that is sent twice counts once; another button of the same form is another gesture.
    key = hashlib.sha256(f"{request.form.get('form', '')} {text}".encode()).hexdigest()[:24]
    undoes = text.startswith(UNDO)
    says = [] if undoes else [text] if given in _TYPED else text.split(" ")
    try:
        if undoes:
            _save({"key": key, "undo": text.removeprefix(UNDO)})
        else:
            seen = request.form.get("words", "")
            _save({"key": key, "passage": id_, "words": seen, "say": says})
    except NotAsSeen as error:
        return _show_again(error, id_, says), 422
    except DecisionError as error:
        return _show(_find(id_), message=str(error)), 422
    default = url_for("tagging.show", id_=id_)
    return redirect(safe_next(request.form.get("next"), default), 303)


@blueprint.post("/tagging/say")
@needs("tagger")
def say() -> Response | tuple[Response, int]:
    """Save a gesture that a script sends, as JSON, and say how its passages stand now.

    ``{"key": …, "passage": …, "words": …, "say": [...]}``, for what is said see
    :mod:`app.tagging.saying`; ``words`` are those of the passage as the page shows it, see
    :func:`seen_words`. Or ``{"key": …, "undo": key of an earlier gesture}``.

    Refused is what cannot be said, with ``error``, and, where the passage has other words now
    or stands elsewhere, with ``now``: the address where it is shown.
    """
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        return jsonify(error="This is no gesture: a JSON object is expected."), 422
    try:
        made = _save(given)
    except NotAsSeen as error:
        return jsonify(_told_now(error)), 422
    except DecisionError as error:
        return jsonify(error=str(error)), 422
    return jsonify(saved=[one.id for one in made], passages=tell_changes(made))


@blueprint.get("/tagging/words")
@needs("tagger")
def words() -> Response:
    """Give the themes with what they are also called, for choosing by typing."""
    taxonomy = workplace().taxonomy
    themes = [
        {"id": theme.id, "label": theme.label, "terms": [*theme.terms, *theme.abbr]}
        for theme in taxonomy.themes
    ]
    return jsonify(themes=themes)


def _save(given: Mapping[str, Any]) -> list[Decision]:
    place, person = workplace(), current_person()
    key = str(given.get("key", ""))
    if "undo" in given:
        made = take_back(
            place.store,
            place.taxonomy,
            str(given["undo"]),
            who=person.name,
            key=key,
            others=person.may("lead"),
        )
    else:
        said = given.get("say")
        sayings = read_sayings(
            str(given.get("passage", "")),
            said if isinstance(said, list) else [],
            place.words,
            seen=str(given.get("words", "")),
        )
        made = make_gesture(place.store, place.taxonomy, sayings, who=person.name, key=key)
    place.shower.tell()
    return made


def _told_now(error: NotAsSeen) -> dict[str, str]:
    if error.now is None:
        return {"error": str(error)}
    text = shorten(error.now.text, 300, placeholder=" …")
    told = f"{error} It says now: “{text}”"
    return {"error": told, "now": url_for("tagging.show", id_=error.now.id)}


def _show_again(error: NotAsSeen, id_: str, says: list[str]) -> str:
    """Show what was said, and the passage as it is now for saying it again."""
    words = workplace().words
    said = [said_words(read_saying(id_, one, words), words) for one in says]
    if error.now is not None:
        return _show(error.now, message=str(error), said=said)
    return render_template("tagging/gone.html", message=str(error), said=said)


def _show(passage: Passage, message: str | None = None, said: Sequence[str] = ()) -> str:
    if "part" in request.args:
        return render_template("tagging/part.html", passage=passage)
    document = workplace().store.document(passage.document) or abort(404)
    return render_template(
        "tagging/passage.html", passage=passage, document=document, message=message, said=said
    )


def _find(id_: str) -> Passage:
    place = workplace()
    found = None if place.is_empty else place.store.passages_by_id([id_]).get(id_)
    return found or abort(404)
