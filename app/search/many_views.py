"""A list of questions asked in one go."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request

from app.people import needs
from app.search.facets import build_chips
from app.search.params import LONGEST, SearchParams, read_params
from app.wiring import Workplace, workplace
from indexer.export.counts import counts_csv
from indexer.many import MOST, STANCES, Counted, count_each, read_queries

blueprint = Blueprint("many", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the list: what it finds, and its own search."""

    counted: Counted
    params: SearchParams


@blueprint.get("/questions")
@needs("reader")
def form() -> str:
    """Show where to write or send a list of questions."""
    return _show(read_params(request.args, workplace().words), "", [])


@blueprint.post("/questions")
@needs("reader")
def run() -> str | Response:
    """Ask every question of a list and show how much each finds."""
    place = workplace()
    params = read_params(request.form, place.words)
    text = request.form.get("list", "")
    if file := request.files.get("file"):
        text = file.read().decode("utf-8", "replace") or text
    queries = [query[:LONGEST] for query in read_queries(text)]
    asked = [] if place.is_empty else _ask(queries[:MOST], params, place)
    if request.form.get("format") == "csv":
        response = Response(counts_csv(one.counted for one in asked), mimetype="text/csv")
        response.headers.set("Content-Disposition", "attachment", filename="sightline-counts.csv")
        return response
    return _show(params, "\n".join(queries), asked, left_out=len(queries) - len(queries[:MOST]))


def _ask(queries: list[str], params: SearchParams, place: Workplace) -> list[Asked]:
    counted = count_each(
        queries,
        params.question(),
        store=place.store,
        engine=place.engine(),
        taxonomy=place.taxonomy,
        meaning=place.meaning,
    )
    return [Asked(one, replace(params, text=one.query, page=1)) for one in counted]


def _show(params: SearchParams, text: str, asked: list[Asked], left_out: int = 0) -> str:
    params = replace(params, text="", page=1)
    return render_template(
        "search/many.html",
        params=params,
        chips=build_chips(params, workplace().words),
        text=text,
        asked=asked,
        left_out=left_out,
        most=MOST,
        stances=STANCES,
    )
