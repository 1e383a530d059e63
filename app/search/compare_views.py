"""One question asked of two or more voices, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from app.people import needs
from app.search.asking import ask, build_question
from app.search.facets import build_chips
from app.search.params import SearchParams, read_params
from app.search.reading import read_typed
from app.wiring import Workplace, workplace
from app.words import FACET_TITLES
from indexer.answer import Hit
from indexer.comparison import BY, MOST_COLUMNS, compare
from indexer.many import STANCES

blueprint = Blueprint("compare", __name__)

HITS = 5
"""Hits a column; more stand behind the link to its own search."""

USUAL = ("inspectorate", "council")
"""Whose voices are compared where nobody chose: what inspectors found and what we say."""

CHOICES = 200
"""Values that can be chosen; England has some 150 authorities."""


@dataclass(frozen=True, slots=True)
class StanceShare:
    """How many passages of a column say something, and what part of them that is, 0 to 100."""

    stance: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its voice, how much it says, how it says it, and its best passages."""

    value: str
    label: str
    total: int
    stances: tuple[StanceShare, ...]
    hits: tuple[Hit, ...]
    params: SearchParams


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a column can be of."""

    value: str
    label: str
    count: int


@blueprint.get("/compare")
@needs("reader")
def show() -> str:
    """Show the columns, or where to choose them."""
    place = workplace()
    if place.is_empty:
        return render_template("search/landing.html", page=None, params=SearchParams())
    params = read_params(request.args, place.words)
    by = request.args.get("by", "")
    by = by if by in BY else BY[0]
    params = read_typed(params, place).params
    choices = _choices(params, by, place)
    values = _values(by, choices, request.args.getlist("of"))
    columns = _columns(params, by, values, place)
    return render_template(
        "search/compare.html",
        params=params.drop_facet(by),
        chips=build_chips(params.drop_facet(by), place.words),
        by=by,
        kinds={facet: FACET_TITLES[facet] for facet in BY},
        choices=choices,
        values=values,
        columns=columns,
        most=MOST_COLUMNS,
    )


def _choices(params: SearchParams, by: str, place: Workplace) -> list[Choice]:
    """Return the values that the question finds something of, most first."""
    counts: Mapping[str, int] = ask(params.drop_facet(by), place, limit=0).facets.get(by, {})
    chosen = [value for value in request.args.getlist("of") if value]
    found = dict(counts) | {value: counts.get(value, 0) for value in chosen}
    ranked = sorted(found, key=lambda value: (-found[value], value))[:CHOICES]
    return [Choice(value, place.words.label(by, value), found[value]) for value in ranked]


def _values(by: str, choices: Sequence[Choice], chosen: Sequence[str]) -> list[str]:
    """Return what was chosen or, where nothing was, the two that are compared most."""
    if picked := [value for value in dict.fromkeys(chosen) if value]:
        return picked[:MOST_COLUMNS]
    if by == "speaker":
        return list(USUAL)
    return [choice.value for choice in choices[:2]]


def _columns(
    params: SearchParams, by: str, values: Sequence[str], place: Workplace
) -> list[ShownColumn]:
    question = replace(build_question(params, place), limit=HITS, offset=0)
    found = compare(
        question,
        by,
        values,
        store=place.store,
        engine=place.engine(),
        taxonomy=place.taxonomy,
        meaning=place.meaning,
    )
    return [
        ShownColumn(
            value=column.value,
            label=place.words.label(by, column.value),
            total=column.answer.total,
            stances=_shares(column.answer.facets["stance"]),
            hits=column.answer.hits,
            params=params.set_facet(by, (column.value,)),
        )
        for column in found
    ]


def _shares(counts: Mapping[str, int]) -> tuple[StanceShare, ...]:
    """Return every stance in one order, so that the columns can be read across."""
    found = {stance: counts.get(stance, 0) for stance in STANCES}
    total = sum(found.values()) or 1
    return tuple(
        StanceShare(s, number, round(100 * number / total, 1)) for s, number in found.items()
    )
