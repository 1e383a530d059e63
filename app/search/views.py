"""The search page, its address, and its hits as a file."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.search.asking import ask_for_all
from app.search.export import FORMATS, send_export
from app.search.facets import build_chips
from app.search.landing import build_landing
from app.search.params import SearchParams, read_params
from app.search.results import find_mistake, find_results
from app.search.saved import new_token
from app.wiring import Workplace, workplace
from indexer.errors import QueryError
from indexer.export.writers import Format

blueprint = Blueprint("search", __name__)

Page = str | Response | tuple[str, int]


@blueprint.get("/")
def landing() -> str | Response:
    """Show what is here and where to begin."""
    if request.args:
        query = request.query_string.decode("ascii", "replace")
        return redirect(f"{url_for('search.results')}?{query}")
    place = workplace()
    page = None if place.is_empty else build_landing(place)
    return render_template("search/landing.html", page=page, params=SearchParams())


@blueprint.get("/search")
def results() -> Page:
    """Show the passages that answer."""
    place = workplace()
    if place.is_empty:
        return render_template("search/landing.html", page=None, params=SearchParams())
    params = read_params(request.args, place.words)
    try:
        found = find_results(params, place)
    except QueryError as error:
        return show_mistake(params, error, place)
    return render_template(
        "search/results.html",
        params=params,
        found=found,
        counts=place.counts(),
        token=new_token(place),
        formats=FORMATS,
    )


@blueprint.get("/search/export")
def export() -> Page:
    """Send all passages that answer as a file."""
    place = workplace()
    if place.is_empty:
        abort(404)
    params = read_params(request.args, place.words)
    try:
        kind = Format(request.args.get("format", Format.CSV))
    except ValueError:
        abort(400)
    try:
        ids = ask_for_all(params, place)
    except QueryError as error:
        return show_mistake(params, error, place)
    return send_export(ids, kind, params, place)


def show_mistake(params: SearchParams, error: QueryError, place: Workplace) -> tuple[str, int]:
    """Show where a query cannot be read."""
    page = render_template(
        "search/mistake.html",
        params=params,
        mistake=find_mistake(params.text, error),
        chips=build_chips(params, place.words),
    )
    return page, 400
