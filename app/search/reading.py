"""What was typed into the box, read: fields become the filters they stand for.

A field that is typed and a facet that is clicked are one thing on the page. So a field
that must hold (``stance:strength supervision``) is taken out of the words and set as a
filter, with its chip and its counts. One within OR, NOT or brackets says more than a
filter can, and stays among the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.search.params import SearchParams
from app.search.runs import LONGEST_RUN
from app.wiring import Workplace
from app.words import FACET_TITLES
from indexer.search.choices import choices_for
from indexer.search.describe import describe
from indexer.search.nodes import AllOf, Field, Node
from indexer.search.query import read
from indexer.search.reading import Problem


@dataclass(frozen=True, slots=True)
class Typed:
    """A search with its words read.

    Attributes:
        params: the search, with what was typed of its filters set.
        instead: the nearest valid reading, which is what runs; None where all was well.
        problems: what made no sense.
    """

    params: SearchParams
    instead: str | None = None
    problems: tuple[Problem, ...] = ()


def read_typed(params: SearchParams, place: Workplace) -> Typed:
    """Read the words of a search as well as they can be read."""
    reading = read(params.text, choices_for(params.text, place.taxonomy, place.engine()))
    lifted, rest = _lift(params, reading.node)
    if lifted is not params:
        params = replace(lifted, text=describe(rest), page=params.page)
    instead = describe(rest) if reading.problems else None
    return Typed(params, instead, reading.problems)


def readable(text: str, place: Workplace) -> str:
    """Return the words of a search as the index can read them, mistakes put right."""
    reading = read(text, choices_for(text, place.taxonomy, place.engine()))
    return describe(reading.node) if reading.problems or ":" in text else text


def _lift(params: SearchParams, node: Node | None) -> tuple[SearchParams, Node | None]:
    """Set the fields that must hold as filters; returns the search and the words left."""
    parts: Sequence[Node] = node.nodes if isinstance(node, AllOf) else [node] if node else []
    fields = [part for part in parts if isinstance(part, Field)]
    kept = []
    for part in parts:
        if not isinstance(part, Field) or not _is_filter(part, fields):
            kept.append(part)
        elif set_ := _as_filter(params, part):
            params = set_
        else:
            kept.append(part)
    if not kept:
        return params, None
    return params, kept[0] if len(kept) == 1 else AllOf(tuple(kept))


def _is_filter(part: Field, fields: Sequence[Field]) -> bool:
    """Tell whether a filter can say it: two fields of one name must both hold."""
    return part.name in FACET_TITLES and sum(one.name == part.name for one in fields) == 1


def _as_filter(params: SearchParams, part: Field) -> SearchParams | None:
    values = part.values or _years_between(part)
    if values:
        chosen = params.filters.get(part.name, ())
        return params.set_facet(part.name, tuple(dict.fromkeys([*chosen, *values])))
    if params.since or params.until:
        return None
    since = date(part.first, 1, 1) if _is_year(part.first) and part.first else None
    until = date(part.last, 12, 31) if _is_year(part.last) and part.last else None
    return replace(params, since=since, until=until, page=1) if since or until else None


def _years_between(part: Field) -> tuple[str, ...]:
    """Return the years of a run with two ends that is not too long to list."""
    if part.first is None or part.last is None or part.last - part.first > LONGEST_RUN:
        return ()
    return tuple(str(year) for year in range(part.first, part.last + 1))


def _is_year(number: int | None) -> bool:
    return number is not None and date.min.year <= number <= date.max.year
