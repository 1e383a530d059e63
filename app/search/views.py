"""The search page, its address, and its hits as a file."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.people import needs, record
from app.search.asking import ask_for_all
from app.search.export import FORMATS, send_export
from app.search.landing import build_landing
from app.search.params import SearchParams, read_params
from app.search.results import find_results
from app.wiring import workplace
from indexer.audit import Action
from indexer.export.writers import Format

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
@needs("reader")
def landing() -> str | Response:
    """Show what is here and where to begin."""
    if request.args:
        query = request.query_string.decode("ascii", "replace")
        return redirect(f"{url_for('search.results')}?{query}")
    place = workplace()
    page = None if place.is_empty else build_landing(place)
    return render_template("search/landing.html", page=page, params=SearchParams())


@blueprint.get("/search")
@needs("reader")
def results() -> str:
    """Show the passages that answer."""
    place = workplace()
    if place.is_empty:
        return render_template("search/landing.html", page=None, params=SearchParams())
    params = read_params(request.args, place.words)
    found = find_results(params, place)
    return render_template(
        "search/results.html",
        params=found.typed.params,
        found=found,
        counts=place.counts(),
        formats=FORMATS,
    )


@blueprint.get("/search/export")
@needs("reader")
def export() -> Response:
    """Send all passages that answer as a file."""
    place = workplace()
    if place.is_empty:
        abort(404)
    params = read_params(request.args, place.words)
    try:
        kind = Format(request.args.get("format", Format.CSV))
    except ValueError:
        abort(400)
    ids = ask_for_all(params, place)
    record(Action.EXPORTED, detail={"search": params.args(), "as": kind, "passages": len(ids)})
    return send_export(ids, kind, params, place)
