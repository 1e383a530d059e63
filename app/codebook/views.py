"""The pages of the codebook."""

from dataclasses import dataclass

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
    """A version beside the one before it: for each part that changed its pieces."""

    version: Version
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
        parts=PARTS,
        wording=_sent() if fault else entry.wording,
        why=request.form.get("why", ""),
        fault=fault,
    )


def _sent() -> Wording:
    return Wording(**{part: request.form.get(part, "") for part, _ in PARTS})


def _edits(entry: Entry) -> list[Edit]:
    place = workplace()
    before = shipped_wording(place.taxonomy, entry.kind, entry.name)
    edits = []
    for version in [] if place.is_empty else place.store.wordings(entry.kind, entry.name):
        assert before is not None  # noqa: S101 - tells the type checker
        changed = tuple(
            (title, changed_words(old, new))
            for part, title in PARTS
            if (old := getattr(before, part)) != (new := getattr(version.wording, part))
        )
        edits.append(Edit(version, changed))
        before = version.wording
    return edits[::-1]


def _entries() -> list[Entry]:
    place = workplace()
    return build_codebook(None if place.is_empty else place.store, place.taxonomy)


def _find(kind: str, name: str) -> Entry:
    return find_entry(_entries(), kind, name) or abort(404)
