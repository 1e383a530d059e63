"""The pages of figures across documents: the list of measures, and one of them."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, render_template, request, url_for

from app.keeping import keep
from app.measures import words
from app.measures.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, draw
from app.measures.export import send_lines
from app.measures.params import MeasureParams, read_measure_params
from app.ours import owned
from app.people import needs
from app.search.params import read_page
from app.wiring import Workplace, workplace
from indexer.council.owning import nameless_of
from indexer.export.sheets import FORMATS
from indexer.export.writers import Format
from indexer.measures.lines import choose, load_lines
from indexer.measures.model import Line
from indexer.measures.saying import conflict_words

blueprint = Blueprint("measures", __name__, url_prefix="/figures")

ROWS = 50
"""Measures on one screen."""
_ANY = "0" * 12 + "-1"
_EDGES = {
    "width": WIDTH,
    "height": HEIGHT,
    "left": LEFT,
    "right": WIDTH - RIGHT,
    "top": TOP,
    "bottom": HEIGHT - BOTTOM,
}


@blueprint.context_processor
def say() -> dict[str, object]:
    """Give the templates of this area their words."""
    return {"words": words, "conflict_words": conflict_words, "edges": _EDGES}


@blueprint.get("/")
@needs("reader")
def index() -> str:
    """List the measures that several papers state."""
    place = workplace()
    params = read_measure_params(request.args)
    if place.is_empty:
        return render_template("measures/list.html", lines=None, params=params)
    every = _lines(place)
    found = _chosen(every, params)
    pages = max(1, -(-len(found) // ROWS))
    page = read_page(params.page, pages)
    return render_template(
        "measures/list.html",
        nameless=nameless_of(owned(place)),
        lines=found[(page - 1) * ROWS : page * ROWS],
        params=params,
        total=len(found),
        every=len(every),
        clashing=sum(bool(line.conflicts) for line in every),
        page=page,
        pages=pages,
        authorities=sorted({line.authority for line in every if line.authority}),
    )


@blueprint.get("/figures.<ending>")
@needs("reader")
def export(ending: str) -> Response:
    """Send the figures of the measures that are listed as a file."""
    place = _filled()
    if ending not in FORMATS:
        abort(404)
    found = _chosen(_lines(place), read_measure_params(request.args))
    before, _, after = url_for("documents.passage", id_=_ANY, _external=True).partition(_ANY)
    return send_lines(found, Format(ending), place, lambda id_: f"{before}{id_}{after}")


@blueprint.get("/<id_>")
@needs("reader")
def show(id_: str) -> str:
    """Show one measure: what does not agree, its course, every figure with its source."""
    line = next((line for line in _lines(_filled()) if line.id == id_), None)
    if line is None:
        abort(404)
    clashes = {id(one): conflict for conflict in line.conflicts for one in conflict.statements}
    return render_template(
        "measures/measure.html",
        line=line,
        chart=draw(line),
        clashes=lambda one: clashes.get(id(one)),
    )


def _lines(place: Workplace) -> Sequence[Line]:
    return keep(place, "figures", lambda: load_lines(place.store), said=place.council.name)


def _chosen(every: Sequence[Line], params: MeasureParams) -> list[Line]:
    return choose(
        every,
        words=params.words,
        authority=params.authority,
        conflicts=bool(params.agree),
        papers=params.least,
    )


def _filled() -> Workplace:
    place = workplace()
    if place.is_empty:
        abort(404)
    return place
