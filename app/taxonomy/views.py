"""The pages of the taxonomy: list, form with trial, history, labelling anew."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.forms import form_expired
from app.people.guards import keeps_expired, needs
from app.people.person import current_person
from app.taxonomy.differing import differences
from app.taxonomy.form import FIELDS, SPARE, read_entry, values_of
from app.taxonomy.standing import standing, start_labelling
from app.wiring import workplace
from indexer.errors import IndexerError
from indexer.store.repository import Store
from indexer.taxonomy import editing
from indexer.taxonomy.model import Change, EntryChanged, EntryRefused, Part, Raw
from indexer.taxonomy.trying import Trial, try_theme

blueprint = Blueprint("taxonomy", __name__, url_prefix="/taxonomy")

Page = str | Response | tuple[str, int]

_EXPIRED = (
    "This form lay open for so long that it was no longer accepted. Nothing was saved, and what "
    "you typed is still here: save it again."
)
_NEW = "new"
_DONE = {
    "saved": "Saved. It counts from now on.",
    "removed": "Removed. What people decided with it is kept.",
    "restored": "It says again what it said before.",
    "nothing": "Nothing was changed, so there was nothing to save.",
}


@blueprint.get("/")
@needs("lead")
def index() -> str:
    """List themes and frameworks, and say whether the labels are up to date with them."""
    home = workplace().home
    known = {part: editing.entries(home, part) for part in Part}
    shipped = {part: editing.shipped(part) for part in Part}
    return render_template(
        "taxonomy/index.html",
        known=known,
        shipped=shipped,
        removed={part: _gone(known[part], shipped[part]) for part in Part},
        standing=standing(_store()),
        done=_DONE.get(request.args.get("done", "")),
        Part=Part,
    )


@blueprint.get("/<part>/<id_>")
@needs("lead")
def edit(part: str, id_: str) -> str:
    """Show the form of an entry, or of a new one."""
    which = _part(part)
    entry = None if id_ == _NEW else _entry(which, id_)
    return _show(which, id_, entry or {}, opened=editing.digest_of(entry))


@blueprint.post("/<part>/<id_>")
@needs("lead")
@keeps_expired
def send(part: str, id_: str) -> Page:
    """Try what was typed, or save it; what is wrong is told beside its field."""
    which, home = _part(part), workplace().home
    known = editing.entries(home, which)
    entry = read_entry(which, request.form, known.get(id_), known)
    opened = request.form.get("opened", "")
    if form_expired():
        return _show(which, id_, entry, opened=opened, message=_EXPIRED), 400
    faults = editing.faults_of(home, which, entry)
    if faults:
        return _show(which, id_, entry, opened=opened, faults=faults), 422
    if request.form.get("do") == "try":
        trial = try_theme(home, _store(), entry)
        return _show(which, id_, entry, opened=opened, trial=trial)
    note = request.form.get("note", "")[:500]
    try:
        change = editing.save_entry(
            home, _store(), which, entry, who=current_person().name, note=note, opened=opened
        )
    except EntryChanged as error:
        opened = editing.digest_of(editing.entries(home, which).get(id_))
        return _show(which, id_, entry, opened=opened, message=str(error)), 409
    return _after(change, "saved")


@blueprint.post("/<part>/<id_>/remove")
@needs("lead")
def remove(part: str, id_: str) -> Page:
    """Take an entry out."""
    which = _part(part)
    entry = _entry(which, id_)
    try:
        change = editing.remove_entry(
            workplace().home, _store(), which, id_, who=current_person().name
        )
    except EntryRefused as error:
        page = _show(which, id_, entry, opened=editing.digest_of(entry), message=str(error))
        return page, 422
    return _after(change, "removed")


@blueprint.get("/history")
@needs("lead")
def history() -> str:
    """List what was changed, by whom and when, with what it took away and added."""
    part, entry = request.args.get("part", ""), request.args.get("entry")
    which = Part(part) if part in list(Part) else None
    return _show_history(which, entry)


@blueprint.post("/history/<int:id_>/restore")
@needs("lead")
def restore(id_: int) -> Page:
    """Let an entry say again what it said before a change."""
    store = _store()
    change = store.taxonomy_change(id_) or abort(404)
    try:
        done = editing.restore(workplace().home, store, change, who=current_person().name)
    except IndexerError as error:
        return _show_history(change.part, change.entry, problem=str(error)), 422
    return _after(done, "restored")


@blueprint.post("/label")
@needs("lead")
def label() -> Response:
    """Have all passages labelled anew in the background."""
    start_labelling(_store(), who=current_person().name)
    return redirect(url_for("taxonomy.index"), 303)


def _after(change: Change | None, done: str) -> Response:
    """Have passages labelled by what is new, unless that was not wished for, and lead on."""
    if change is None:
        return redirect(url_for("taxonomy.index", done="nothing"), 303)
    if "later" not in request.form:
        start_labelling(_store(), who=current_person().name)
    return redirect(url_for("taxonomy.index", done=done), 303)


def _show(
    part: Part,
    id_: str,
    entry: Raw,
    *,
    opened: str,
    faults: dict[str, str] | None = None,
    message: str | None = None,
    trial: Trial | None = None,
) -> str:
    if faults and "in_force" in faults:
        faults = {**faults, "start": faults["in_force"]}
    return render_template(
        "taxonomy/edit.html",
        part=part,
        id=id_,
        is_new=id_ == _NEW,
        fields=FIELDS[part],
        values=values_of(part, entry),
        entry=entry,
        opened=opened,
        faults=faults or {},
        message=message,
        trial=trial,
        bearing=_bearing(part, id_),
        areas=workplace().words.known("area"),
        note=request.form.get("note", ""),
        spare=SPARE,
        Part=Part,
    )


def _bearing(part: Part, id_: str) -> int | None:
    if part is Part.FRAMEWORK or id_ == _NEW or request.method != "GET":
        return None
    return _store().count_given(id_)


def _show_history(part: Part | None, entry: str | None, problem: str | None = None) -> str:
    changes = _store().taxonomy_changes(part=part, entry=entry)
    return render_template(
        "taxonomy/history.html",
        changes=[(change, differences(change)) for change in changes],
        entry=entry,
        problem=problem,
    )


def _gone(known: dict[str, Raw], shipped: dict[str, Raw]) -> dict[str, Raw]:
    """Return the shipped entries that were removed, by id."""
    return {id_: entry for id_, entry in shipped.items() if id_ not in known}


def _part(name: str) -> Part:
    return Part(name) if name in list(Part) else abort(404)


def _entry(part: Part, id_: str) -> dict[str, Any]:
    entry = editing.entries(workplace().home, part).get(id_)
    return dict(entry) if entry is not None else abort(404)


def _store() -> Store:
    return workplace().ready_store()
