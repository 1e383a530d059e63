"""The Whoosh engine: pure Python, for machines where tantivy cannot be installed.

Whoosh finds and weighs words and phrases; how they combine, filters, facets and
order are worked out in numpy over passage numbers.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.writing import IndexingError

from indexer.errors import SearchIndexError
from indexer.search.base import FACETS, EngineHit, SearchRecord, SearchRequest, SearchResult, Sort
from indexer.search.columns import Columns, Mask
from indexer.search.fields import ALSO_WEIGHT, HEADING_WEIGHT, day_bounds, day_of, facet_values
from indexer.search.query import AllOf, AnyOf, Node, Not, Phrase, Word, leaf_terms

_AS_WRITTEN = {"text": 1.0, "heading": HEADING_WEIGHT}
_WEIGHTS = _AS_WRITTEN | {"also": ALSO_WEIGHT}

# Each takes nine bytes for every passage in the index: 29 MB at 100,000 passages.
_WORDS_KEPT = 32

# What Whoosh and its pickled and packed files raise when a file is missing or damaged.
_FAILURES = (
    whoosh_index.IndexError,
    whoosh_index.LockError,
    IndexingError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
)


class WhooshEngine:
    """A Whoosh index in one folder."""

    name = "whoosh"

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Open or create the index.

        Raises:
            SearchIndexError: it is missing, damaged or of another version.
        """
        self._folder = folder
        self._writer: Any = None
        self._in_batch: set[str] = set()
        self._lock = Lock()  # Whoosh's open files have one reading position for all threads
        with self._translated():
            if create:
                folder.mkdir(parents=True, exist_ok=True)
                self._index = whoosh_index.create_in(str(folder), _schema())
            else:
                self._index = whoosh_index.open_dir(str(folder))
            self._view = _View(self._index)

    def add(self, records: Iterable[SearchRecord]) -> None:
        """Add passages to the open batch; visible after :meth:`commit`."""
        writer = self._open_writer()
        for record in records:
            with self._translated():
                writer.add_document(**_fields(record))
            self._in_batch.add(record.document)

    def remove_document(self, document: str) -> None:
        """Drop every passage of a document; visible after :meth:`commit`."""
        if document in self._in_batch:  # Whoosh deletes only what is written
            self._write()
        writer = self._open_writer()
        with self._translated():
            writer.delete_by_term("document", document)

    def commit(self) -> None:
        """Make the batch durable and visible."""
        self._write()
        self.refresh()

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question.

        Raises:
            SearchIndexError: the index is damaged.
        """
        with self._lock, self._translated():
            return self._view.search(request)

    def refresh(self) -> None:
        """See what other processes have committed; reads all columns again if anything."""
        with self._lock, self._translated():
            if self._index.latest_generation() != self._view.generation:
                old, self._view = self._view, _View(self._index)
                old.close()

    def count(self) -> int:
        """Number of passages in the index."""
        return int(self._view.columns.alive.sum())

    def close(self) -> None:
        """Release files and the lock; what was not committed is lost."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None
        with self._lock:
            self._view.close()

    def _open_writer(self) -> Any:
        if self._writer is None:
            with self._translated():
                self._writer = self._index.writer()
        return self._writer

    def _write(self) -> None:
        writer, self._writer = self._open_writer(), None
        self._in_batch.clear()
        with self._translated():
            writer.commit()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except _FAILURES as error:
            raise SearchIndexError(
                f"The search index in {self._folder} cannot be used: "
                f"{type(error).__name__}: {error}. "
                "Run `sightline index` again to rebuild it from the store."
            ) from error


class _Found(NamedTuple):
    """Which passages match and what each weighs; 0 where it does not match."""

    mask: Mask
    scores: NDArray[np.float64]


class _View:
    """The index as it was at one commit."""

    def __init__(self, index: Any) -> None:
        self._searcher = index.searcher()
        # The next page, or the same question with a filter, asks for the same words again.
        self._leaf = lru_cache(maxsize=_WORDS_KEPT)(self._find)
        reader = self._searcher.reader()
        self.generation = reader.generation()
        self.columns = Columns(
            [
                None if reader.is_deleted(number) else reader.stored_fields(number)
                for number in range(reader.doc_count_all())
            ]
        )

    def close(self) -> None:
        if not self._searcher.is_closed:
            self._searcher.close()

    def search(self, request: SearchRequest) -> SearchResult:
        columns = self.columns
        mask = columns.filtered(request.filters, day_bounds(request.since, request.until))
        scores = np.zeros(columns.size)
        if request.node is not None:
            found = self._node(request.node)
            mask &= found.mask
            scores = found.scores
        if request.sort is Sort.DATE:
            scores = np.zeros(columns.size)
        matches = np.flatnonzero(mask)
        falling = columns.days if request.sort is Sort.DATE else scores
        order = matches[np.argsort(-falling[matches], kind="stable")]
        page = order[request.offset : request.offset + request.limit]
        return SearchResult(
            total=len(matches),
            hits=tuple(EngineHit(columns.passages[n], float(scores[n])) for n in page),
            facets=columns.facets(mask),
        )

    def _node(self, node: Node, *, also: bool = True) -> _Found:
        """Find what matches; ``also`` tells whether other names in the document count."""
        match node:
            case Word() | Phrase():
                return self._leaf(leaf_terms(node), also)
            case AllOf(nodes):
                found = [self._node(child, also=also) for child in nodes]
                mask = np.logical_and.reduce([one.mask for one in found])
                return _Found(mask, sum(one.scores for one in found) * mask)
            case AnyOf(nodes):
                found = [self._node(child, also=also) for child in nodes]
                mask = np.logical_or.reduce([one.mask for one in found])
                return _Found(mask, np.asarray(sum(one.scores for one in found)))
            case Not(child):
                return _Found(~self._node(child, also=False).mask, np.zeros(self.columns.size))

    def _find(self, words: tuple[str, ...], also: bool) -> _Found:
        found = _Found(np.zeros(self.columns.size, np.bool_), np.zeros(self.columns.size))
        if not words:
            return found
        for field, weight in (_WEIGHTS if also else _AS_WRITTEN).items():
            for number, score in self._postings(field, words):
                found.mask[number] = True
                found.scores[number] += weight * score
        return found

    def _postings(self, field: str, words: tuple[str, ...]) -> Iterator[tuple[int, float]]:
        """Yield number and weight of the passages that hold the words side by side."""
        query = (
            whoosh_query.Term(field, words[0])
            if len(words) == 1
            else whoosh_query.Phrase(field, list(words))
        )
        for searcher, first in self._searcher.leaf_searchers():
            matcher = query.matcher(searcher)
            while matcher.is_active():
                yield first + matcher.id(), matcher.score()
                matcher.next()


def _schema() -> Any:
    spaces = SpaceSeparatedTokenizer()
    return Schema(
        document=ID,
        text=TEXT(analyzer=spaces),
        heading=TEXT(analyzer=spaces),
        also=TEXT(analyzer=spaces),
        passage=STORED,
        day=STORED,
        facets=STORED,
    )


def _fields(record: SearchRecord) -> dict[str, Any]:
    return {
        "document": record.document,
        "text": record.text,
        "heading": record.heading,
        "also": record.also,
        "passage": record.passage,
        "day": day_of(record.published),
        "facets": {name: facet_values(record, name) for name in FACETS},
    }
