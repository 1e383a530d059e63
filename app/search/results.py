"""Put a search to the index and gather all the page shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.search.asking import ask
from app.search.facets import Chip, FacetGroup, build_chips, build_facets
from app.search.params import PER_PAGE, SearchParams
from app.search.years import YearChart, build_years
from app.wiring import Workplace
from indexer.answer import Answer
from indexer.errors import QueryError


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results.

    Attributes:
        first, last: ranks of the first and last hit on this page, from 1; 0 if none.
        pages: number of pages of results, at least 1.
        alike: passage id to how many others say the same, or nearly.
    """

    answer: Answer
    facets: tuple[FacetGroup, ...]
    years: YearChart | None
    chips: tuple[Chip, ...]
    first: int
    last: int
    pages: int
    alike: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A query that cannot be read, parted where the mistake starts."""

    before: str
    after: str
    message: str


def find_results(params: SearchParams, place: Workplace) -> Results:
    """Answer a search.

    Raises:
        QueryError: the query cannot be read.
        SearchIndexError: the index is missing or damaged.
    """
    engine = place.engine()
    params = params.go_to(min(params.page, pages_of(engine.count()) + 1))
    found = ask(params, place, engine=engine)
    counts = found.facets
    shown = len(found.hits)
    first = (params.page - 1) * PER_PAGE + 1 if shown else 0
    return Results(
        answer=found,
        facets=build_facets(params, counts, place.words),
        years=build_years(params, counts.get("year", {})),
        chips=build_chips(params, place.words),
        first=first,
        last=first + shown - 1 if shown else 0,
        pages=pages_of(found.total),
        alike=place.store.group_sizes(hit.passage.id for hit in found.hits),
    )


def pages_of(total: int) -> int:
    """Return how many pages so many hits fill, at least one."""
    return max(1, -(-total // PER_PAGE))


def find_mistake(text: str, error: QueryError) -> Mistake:
    """Part a query where its mistake starts, to point at it."""
    at = min(max(error.position, 0), len(text))
    # The message goes on to draw the query with a caret below, for a terminal.
    message = str(error).partition("\n")[0].rstrip(": ")
    return Mistake(text[:at], text[at:], f"{message}.")
