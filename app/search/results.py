"""Put a search to the index and gather all the page shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.search.facets import Chip, Counts, FacetGroup, build_chips, build_facets
from app.search.params import PER_PAGE, SearchParams
from app.wiring import Workplace
from indexer.answer import Answer, Question, answer
from indexer.errors import QueryError
from indexer.search.base import SearchEngine


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
    found = _ask(params.question(), place, engine)
    counts = _count_alternatives(params, found, place, engine)
    shown = len(found.hits)
    first = (params.page - 1) * PER_PAGE + 1 if shown else 0
    return Results(
        answer=found,
        facets=build_facets(params, counts, place.words),
        chips=build_chips(params, place.words),
        first=first,
        last=first + shown - 1 if shown else 0,
        pages=max(1, -(-found.total // PER_PAGE)),
        alike=place.store.group_sizes(hit.passage.id for hit in found.hits),
    )


def find_mistake(text: str, error: QueryError) -> Mistake:
    """Part a query where its mistake starts, to point at it."""
    at = min(max(error.position, 0), len(text))
    # The message goes on to draw the query with a caret below, for a terminal.
    message = str(error).partition("\n")[0].rstrip(": ")
    return Mistake(text[:at], text[at:], f"{message}.")


def _ask(question: Question, place: Workplace, engine: SearchEngine) -> Answer:
    return answer(question, store=place.store, engine=engine, taxonomy=place.taxonomy)


def _count_alternatives(
    params: SearchParams, found: Answer, place: Workplace, engine: SearchEngine
) -> Counts:
    """Count the values of each chosen facet as if nothing were chosen in it.

    Values of one facet are alternatives: after "Strength" is chosen, "Needs
    improvement" must show how many it would add, not zero.
    """
    counts = dict(found.facets)
    for facet in params.filters:
        question = replace(params.drop_facet(facet).question(), limit=0)
        counts[facet] = _ask(question, place, engine).facets.get(facet, {})
    return counts
