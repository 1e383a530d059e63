"""The results beside the document that one of them opened, and the way to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.search.asking import ask
from app.search.params import PER_PAGE, SearchParams
from app.wiring import Workplace
from indexer.answer import Answer, Hit
from indexer.model import position_of
from indexer.search.base import SearchRequest
from indexer.search.query import Node

Address = Mapping[str, str | list[str]]
"""Arguments of a document's address: ``id_``, ``passage``, and the search it leads back to."""

MOST = 2000
"""Passages of one document that are stepped through; of 494 public papers the longest has 1,028."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A screen of results beside a document.

    Attributes:
        hits: with their ranks, from 1 over all screens.
        current: rank of the passage shown; None where it is none of them.
        total: how many there are to step through.
        previous, next: addresses of the neighbours of the passage shown; None at the ends.
    """

    hits: Sequence[tuple[int, Hit]]
    current: int | None
    total: int
    previous: Address | None
    next: Address | None


@dataclass(frozen=True, slots=True)
class Within:
    """The passages of one document that answer the search, in reading order.

    Attributes:
        count: how many there are.
        at: which of them is shown, from 1; None where none is.
        previous, next: ids of those before and after what is shown; None at the ends.
    """

    count: int
    at: int | None
    previous: str | None
    next: str | None


def find_beside(back: SearchParams, picked: str | None, place: Workplace) -> Beside | None:
    """Put the search again that led to a document; None where none did.

    Raises:
        SearchIndexError: the index is missing or damaged.
    """
    if not (back.text or back.is_filtered):
        return None
    found = ask(back, place)
    if not found.hits:
        return None
    first = (back.page - 1) * PER_PAGE + 1
    hits = [(first + number, hit) for number, hit in enumerate(found.hits)]
    at = next((n for n, (_, hit) in enumerate(hits) if hit.passage.id == picked), None)
    return Beside(
        hits=hits,
        current=None if at is None else hits[at][0],
        total=found.total - found.folded,
        previous=_neighbour(back, found, at, -1, place),
        next=_neighbour(back, found, at, 1, place),
    )


def find_within(
    back: SearchParams, node: Node | None, document: str, place: Workplace, *, shown: float
) -> Within | None:
    """Find the passages of one document that hold what is sought; None without any.

    Args:
        back: the search.
        node: its words, read; None: only filters narrow it.
        document: its id.
        place: where to look.
        shown: position in the document of the passage shown, or between two of them.

    Raises:
        SearchIndexError: the index is missing or damaged.
    """
    if not (back.text or back.is_filtered):
        return None
    request = SearchRequest(
        node=node,
        filters={**back.filters, "document": (document,)},
        since=back.since,
        until=back.until,
        limit=MOST,
        faceted=False,
    )
    found = place.engine().search(request).hits
    if not found:
        return None
    places = sorted(position_of(hit.passage) for hit in found)
    before = [position for position in places if position < shown]
    after = [position for position in places if position > shown]
    return Within(
        count=len(places),
        at=len(before) + 1 if shown in places else None,
        previous=f"{document}-{before[-1]}" if before else None,
        next=f"{document}-{after[0]}" if after else None,
    )


def _neighbour(
    back: SearchParams, found: Answer, at: int | None, step: int, place: Workplace
) -> Address | None:
    """Return the address of the result before or after one, over the edge of the screen too."""
    if at is None:
        # From a passage that is no result, the list is entered at its top.
        return _address(found.hits[0], back) if step > 0 else None
    if 0 <= at + step < len(found.hits):
        return _address(found.hits[at + step], back)
    page = back.page + step
    if page < 1:
        return None
    turned = back.go_to(page)
    hits = ask(turned, place).hits
    return _address(hits[0 if step > 0 else -1], turned) if hits else None


def _address(hit: Hit, back: SearchParams) -> Address:
    return {"id_": hit.document.id, "passage": hit.passage.id, **back.kept()}
