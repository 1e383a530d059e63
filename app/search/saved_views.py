"""Saved searches: the list of them, and saving, opening, renaming and removing one."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.forms import form_expired
from app.people import keeps_expired, needs
from app.search.asking import address_of
from app.search.params import SearchParams, read_params
from app.search.reading import read_typed
from app.search.saved import is_own, keep, list_saved, params_of, read_name
from app.wiring import Workplace, workplace
from indexer.store.searches import SavedSearch

blueprint = Blueprint("saved", __name__)

_DONE = {
    "saved": "The search is saved. Each time you come here you see what is new.",
    "renamed": "The search has its new name.",
    "removed": "The saved search was removed. No document was touched.",
    "expired": "That form lay open for so long that it was no longer accepted. Send it again.",
}


@blueprint.get("/searches")
@needs("reader")
def index() -> str:
    """List the saved searches with what is new in each."""
    place = workplace()
    if place.is_empty:
        return render_template("search/landing.html", page=None, params=SearchParams())
    return render_template(
        "search/saved.html",
        searches=list_saved(place),
        done=_DONE.get(request.args.get("done", "")),
    )


@blueprint.post("/searches")
@needs("reader")
@keeps_expired
def save() -> Response:
    """Save a search under a name."""
    place = _allowed()
    if not isinstance(place, Workplace):
        return place
    params = read_typed(read_params(request.form, place.words), place).params
    keep(replace(params, added=None), read_name(request.form.get("name", "")), place)
    return _back("saved")


@blueprint.post("/searches/<int:id_>/open")
@needs("reader")
@keeps_expired
def open_(id_: int) -> Response:
    """Lead to the results of a saved search, and note that it was opened now."""
    place = _allowed()
    if not isinstance(place, Workplace):
        return place
    saved = _own(id_, place)
    place.store.open_search(id_)
    params = params_of(saved, place)
    if request.form.get("only") == "new":
        params = replace(params, added=saved.opened)
    return redirect(address_of(params), 303)


@blueprint.post("/searches/<int:id_>/rename")
@needs("reader")
@keeps_expired
def rename(id_: int) -> Response:
    """Give a saved search another name."""
    place = _allowed()
    if not isinstance(place, Workplace):
        return place
    saved = _own(id_, place)
    name = read_name(request.form.get("name", ""))
    if name:
        place.store.rename_search(saved.id, name)
    return _back("renamed" if name else "")


@blueprint.post("/searches/<int:id_>/remove")
@needs("reader")
@keeps_expired
def remove(id_: int) -> Response:
    """Forget a saved search."""
    place = _allowed()
    if not isinstance(place, Workplace):
        return place
    place.store.remove_search(_own(id_, place).id)
    return _back("removed")


def _own(id_: int, place: Workplace) -> SavedSearch:
    saved = place.store.saved_search(id_)
    if saved is None or not is_own(saved):
        abort(404)
    return saved


def _allowed() -> Workplace | Response:
    """Return the workplace, or where to lead who sent a form that lay open too long."""
    place = workplace()
    if place.is_empty:
        abort(404)
    return _back("expired") if form_expired() else place


def _back(done: str) -> Response:
    return redirect(url_for("saved.index", done=done or None), 303)
