"""The pages of the codebook."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.forms import form_expired
from app.people import current_person, needs
from app.people.guards import keeps_expired
from app.wiring import workplace
from indexer.codebook.entries import (
    CodebookError,
    build_codebook,
    changed_words,
    find_entry,
    reword,
    shipped_wording,
)
from indexer.codebook.model import Entry, EntryKind, Version, Wording
from indexer.taxonomy.model import Change, Part

blueprint = Blueprint("codebook", __name__, url_prefix="/codebook")

GROUPS = (
    (EntryKind.STANCE, "What it says"),
    (EntryKind.AREA, "Inspection areas"),
    (EntryKind.THEME, "Themes"),
)
PARTS = (
    ("counts", "What belongs to it"),
    ("excludes", "What does not"),
    ("notes", "Where in doubt"),
)

EXPIRED = (
    "The page lay open too long, so nothing was saved. What you typed is still here: send it again."
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A wording beside the one before it: for each part that changed its pieces."""

    who: str
    at: datetime
    why: str
    parts: tuple[tuple[str, list[tuple[str, str]]], ...]


@blueprint.get("/")
@needs("reader")
def index() -> str:
    """Show the whole codebook."""
    entries = _entries()
    groups = [(name, [one for one in entries if one.kind is kind]) for kind, name in GROUPS]
    return render_template("codebook/index.html", groups=groups, parts=PARTS)


@blueprint.get("/<kind>/<name>")
@needs("reader")
def show(kind: str, name: str) -> str:
    """Show one entry with all its versions."""
    entry = _find(kind, name)
    return render_template(
        "codebook/entry.html",
        entry=entry,
        parts=PARTS,
        edits=_edits(entry),
        saved=request.args.get("saved"),
    )


@blueprint.get("/<kind>/<name>/edit")
@needs("lead")
def edit(kind: str, name: str) -> str:
    """Show the form to reword an entry."""
    return _form(_find(kind, name))


@blueprint.post("/<kind>/<name>/edit")
@needs("lead")
@keeps_expired
def save(kind: str, name: str) -> str | Response | tuple[str, int]:
    """Give an entry a new wording, or say why it cannot have it."""
    place, entry = workplace(), _find(kind, name)
    if place.is_empty:
        abort(404)
    if form_expired():
        return _form(entry, EXPIRED), 400
    sent = request.form
    try:
        reword(
            place.store,
            entry,
            _sent(),
            who=current_person().name,
            why=sent.get("why", ""),
            since=sent.get("since", type=int),
        )
    except CodebookError as error:
        return _form(entry, str(error)), 422
    return redirect(url_for(".show", kind=entry.kind, name=entry.name, saved=1), 303)


def _form(entry: Entry, fault: str | None = None) -> str:
    return render_template(
        "codebook/edit.html",
        entry=entry,
        parts=PARTS if entry.kind is not EntryKind.THEME else PARTS[-1:],
        wording=_sent() if fault else entry.wording,
        why=request.form.get("why", ""),
        fault=fault,
    )


def _sent() -> Wording:
    return Wording(**{part: request.form.get(part, "") for part, _ in PARTS})


def _edits(entry: Entry) -> list[Edit]:
    """Return what was changed, newest first; of a theme also what was changed of it there."""
    place = workplace()
    if place.is_empty:
        return []
    edits = list(_reworded(entry, place.store.wordings(entry.kind, entry.name)))
    if entry.kind is EntryKind.THEME:
        edits += _of_theme(place.store.taxonomy_changes(part=Part.THEME, entry=entry.name))
    return sorted(edits, key=lambda edit: edit.at, reverse=True)


def _reworded(entry: Entry, versions: Iterable[Version]) -> Iterator[Edit]:
    before = shipped_wording(workplace().taxonomy, entry.kind, entry.name)
    assert before is not None  # noqa: S101 - tells the type checker
    for one in versions:
        # A version of a theme says only how it is coded where that is in doubt.
        now = one.wording if one.wording.counts else replace(before, notes=one.wording.notes)
        yield Edit(one.who, one.at, one.why, _differing(asdict(before), asdict(now)))
        before = now


def _of_theme(changes: Iterable[Change]) -> Iterator[Edit]:
    for one in changes:
        parts = _differing(one.before, one.after) if one.before and one.after else ()
        if parts:
            yield Edit(one.who, one.at, one.note, parts)


def _differing(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    return tuple(
        (title, changed_words(old, new))
        for part, title in PARTS
        if (old := before.get(part, "")) != (new := after.get(part, ""))
    )


def _entries() -> list[Entry]:
    place = workplace()
    return build_codebook(None if place.is_empty else place.store, place.taxonomy)


def _find(kind: str, name: str) -> Entry:
    return find_entry(_entries(), kind, name) or abort(404)
