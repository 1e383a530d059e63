"""The search page and its address."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.search.facets import build_chips
from app.search.landing import build_landing
from app.search.params import SearchParams, read_params
from app.search.results import find_mistake, find_results
from app.wiring import workplace
from indexer.errors import QueryError

blueprint = Blueprint("search", __name__)


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
def results() -> str | tuple[str, int]:
    """Show the passages that answer."""
    place = workplace()
    if place.is_empty:
        return render_template("search/landing.html", page=None, params=SearchParams())
    params = read_params(request.args, place.words)
    try:
        found = find_results(params, place)
    except QueryError as error:
        page = render_template(
            "search/mistake.html",
            params=params,
            mistake=find_mistake(params.text, error),
            chips=build_chips(params, place.words),
        )
        return page, 400
    counts = place.store.counts()
    return render_template("search/results.html", params=params, found=found, counts=counts)
