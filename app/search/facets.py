"""The choices beside the results: what can be narrowed, by how much, and what is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.search.params import SearchParams
from app.search.runs import runs_of
from app.words import FACET_TITLES, Words, date_words, time_words
from nlp.types import Stance

SHOWN = 8
"""Values of a facet shown at once; what follows stands behind "more"."""

OPEN = ("theme", "area", "stance", "speaker")
"""Facets unfolded from the start: the questions a prep lead asks first."""

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice; ``query`` is of the search with it chosen, or without it if it was."""

    label: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The choices of one facet, the chosen and the frequent first.

    Attributes:
        is_main: it stands before the years.
    """

    name: str
    title: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    is_open: bool
    is_main: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the search; ``next`` is the search without it."""

    title: str
    label: str
    next: SearchParams


def build_facets(
    params: SearchParams, counts: Counts, words: Words, ours: str = ""
) -> tuple[FacetGroup, ...]:
    """Build every facet that has something to choose, but for the years.

    Args:
        params: the search.
        counts: passages by facet and value.
        words: the labels of the values.
        ours: the council's own authority, offered before the others.
    """
    listed = (facet for facet in FACET_TITLES if facet != "year")  # that is a chart
    groups = (_build_group(facet, params, counts.get(facet, {}), words, ours) for facet in listed)
    return tuple(group for group in groups if group.values)


def build_chips(params: SearchParams, words: Words, document: str = "one only") -> tuple[Chip, ...]:
    """List what narrows the search, in the order of the facets.

    Args:
        params: the search.
        words: the labels of the facets' values.
        document: the title of the one document that is searched, if it is.
    """
    chips = [
        Chip(FACET_TITLES[facet], words.label(facet, value), params.toggle(facet, value))
        for facet in FACET_TITLES
        if facet != "year"
        for value in params.filters.get(facet, ())
    ]
    chips += _year_chips(params)
    if params.since:
        chips.append(Chip("From", date_words(params.since), params.drop_since()))
    if params.until:
        chips.append(Chip("Until", date_words(params.until), params.drop_until()))
    if params.document:
        chips.append(Chip("Document", document, params.within(None)))
    if params.added:
        chips.append(Chip("Added after", time_words(params.added), params.drop_added()))
    return tuple(chips)


def _build_group(
    facet: str, params: SearchParams, counts: Mapping[str, int], words: Words, ours: str
) -> FacetGroup:
    chosen = params.filters.get(facet, ())
    found = dict.fromkeys(chosen, 0) | dict(counts)
    # Nobody looks for page furniture; it is offered only to whoever has chosen it.
    names = [value for value in found if value != Stance.SKIP or value in chosen]
    first = {*chosen, ours} if facet == "authority" else {*chosen}
    names.sort(key=lambda value: _rank(value, found[value], value in first, words, facet))
    adding = params.adding(facet)
    values = [
        FacetValue(
            label=words.label(facet, value),
            count=found[value],
            chosen=value in chosen,
            query=params.toggle(facet, value).query() if value in chosen else adding(value),
        )
        for value in names
    ]
    shown = max(SHOWN, len(chosen))
    if len(values) == shown + 1:  # a "more" that hides one line saves none
        shown += 1
    return FacetGroup(
        name=facet,
        title=FACET_TITLES[facet],
        values=tuple(values[:shown]),
        more=tuple(values[shown:]),
        is_open=facet in OPEN or bool(chosen),
        is_main=facet in OPEN,
    )


def _year_chips(params: SearchParams) -> list[Chip]:
    """Build a chip for each run of years."""
    years = params.filters.get("year", ())
    chips = []
    for run in runs_of(years):
        label = run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}"
        left = tuple(year for year in years if year not in run)
        chips.append(Chip(FACET_TITLES["year"], label, params.set_facet("year", left)))
    return chips


def _rank(value: str, count: int, first: bool, words: Words, facet: str) -> tuple[bool, int, str]:
    return (not first, -count, words.label(facet, value).casefold())
