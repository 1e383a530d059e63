"""Search in our own words: what an engine is asked and what it answers.

Engines differ in how they find; they agree on what matches. Nothing of an
engine's own types leaves the module that wraps it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from indexer.search.nodes import FACET_FIELDS, Node

FACETS = FACET_FIELDS
"""Facet names, in the order they are shown."""


class Sort(StrEnum):
    """Order of the hits."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One passage as the engines store it.

    Attributes:
        passage: the passage's id, unique in the index.
        text: the terms of its words, as :func:`indexer.search.fields.indexed_text` makes them.
        heading: those of its heading path; matches count, but less.
        title: those of its document's title; matches count where few passages match without.
        also: other names, as the document explains them, of what the text speaks of; terms as in
            ``text``, one name parted from the next by :data:`indexer.search.fields.NO_TERM`.
        words: the different words of text, heading and title as they are written, parted by
            spaces, as :func:`indexer.search.fields.indexed_words` makes them; for wildcards and
            spelling.
        page: the page it starts on, from 1; None if unknown.
        facets: values for each name in :data:`FACETS`; absent or empty when unknown.
        published: date of the document; None if unknown.
    """

    passage: str
    document: str
    text: str
    heading: str
    facets: Mapping[str, Sequence[str]]
    published: date | None = None
    title: str = ""
    also: str = ""
    words: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question to an engine.

    Attributes:
        node: the parsed query; None matches everything.
        filters: facet name, or "document", to accepted values; values of one are
            alternatives, all filters must hold.
        since, until: bounds on the document's date, both included; a passage
            without a date is left out when either is set.
        limit, offset: which hits to return; 0 hits still counts and facets.
        faceted: whether facets are counted, which takes about as long as finding.
    """

    node: Node | None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    faceted: bool = True


@dataclass(frozen=True, slots=True)
class EngineHit:
    """A matching passage and its score.

    Scores compare within one result only; they are 0 where hits are sorted by date.
    """

    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What an engine found.

    Attributes:
        total: number of all matches, not only those returned.
        facets: facet name to value to count, over all matches, most first; passages
            without a value are in no group. The counts of a facet that is filtered leave
            out its own filter and keep all others, so that each says what choosing that
            value as well would find. What is asked by
            :class:`~indexer.search.nodes.Field` in the query is no filter. Empty where
            the request wants none.
    """

    total: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, Mapping[str, int]]


class SearchEngine(Protocol):
    """A full-text engine over passages, kept in one folder."""

    name: str

    def add(self, records: Iterable[SearchRecord]) -> None:
        """Add passages to the open batch; visible after :meth:`commit`."""

    def remove_document(self, document: str) -> None:
        """Drop every passage of a document; visible after :meth:`commit`."""

    def remove_passages(self, passages: Iterable[str]) -> None:
        """Drop passages of these ids, as they were last committed; visible after :meth:`commit`."""

    def commit(self) -> None:
        """Make the batch durable and visible."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question.

        Raises:
            SearchIndexError: the index is damaged.
        """

    def refresh(self) -> None:
        """See what other processes have committed since the index was opened; cheap if nothing."""

    def count(self) -> int:
        """Number of passages in the index."""

    def words(self, head: str = "") -> Sequence[tuple[str, int]]:
        """Return the words that begin with some letters, and how many passages have each.

        In the order of the alphabet. Passages that were removed may count for a while.
        """

    def close(self) -> None:
        """Release files and locks."""
