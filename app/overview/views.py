"""The overview, and a theme over time."""

from flask import Blueprint, abort, render_template, request

from app.overview.grid import build_grid
from app.overview.news import find_news, take_stock
from app.overview.params import read_overview_params
from app.overview.timeline import BAR, FOOT, HEIGHT, build_timeline
from app.people import needs
from app.search.params import SearchParams
from app.wiring import workplace

blueprint = Blueprint("overview", __name__)


@blueprint.get("/overview")
@needs("reader")
def index() -> str:
    """Show the coverage grid, what is new, and what became of the files."""
    place = workplace()
    if place.is_empty:
        return render_template("search/landing.html", page=None, params=SearchParams())
    facts = place.coverage.facts(place.store)
    params = read_overview_params(request.args, place.words, facts)
    return render_template(
        "overview/index.html",
        facts=facts,
        params=params,
        grid=build_grid(facts, params, place),
        news=find_news(facts, params, place),
        intake=take_stock(place),
        counts=place.counts(),
    )


@blueprint.get("/overview/themes/<theme>")
@needs("reader")
def timeline(theme: str) -> str:
    """Show a theme over time."""
    place = workplace()
    if place.is_empty or theme not in place.words.known("theme"):
        abort(404)
    facts = place.coverage.facts(place.store)
    params = read_overview_params(request.args, place.words, facts)
    return render_template(
        "overview/timeline.html",
        theme=next(one for one in place.taxonomy.themes if one.id == theme),
        facts=facts,
        params=params,
        charts=build_timeline(theme, facts, params, place),
        bar=BAR,
        height=HEIGHT,
        foot=FOOT,
    )
