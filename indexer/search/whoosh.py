"""The Whoosh engine: pure Python, for machines where tantivy cannot be installed.

Whoosh finds and weighs words and phrases; how they combine, filters, facets and
order are worked out in numpy over passage numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.writing import IndexingError

from indexer.errors import SearchIndexError
from indexer.search.base import FACETS, EngineHit, SearchRecord, SearchRequest, SearchResult, Sort
from indexer.search.columns import Columns, Mask
from indexer.search.fields import NO_PAGE, day_bounds, day_of, facet_values
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Boosted,
    Field,
    Ids,
    In,
    Near,
    Node,
    Not,
    Phrase,
    Weighted,
    Wild,
    Word,
    accepted_years,
    leaf_run,
    spread,
)
from indexer.search.whoosh_find import Finder, Found

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

    def remove_passages(self, passages: Iterable[str]) -> None:
        """Drop passages of these ids, as they were last committed; visible after :meth:`commit`."""
        wanted = set(passages)
        self.refresh()
        writer = self._open_writer()
        with self._translated():
            for number, passage in enumerate(self._view.columns.passages):
                if passage in wanted:
                    writer.delete_document(number)

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

    def words(self, head: str = "") -> list[tuple[str, int]]:
        """Return the words that begin with some letters, and how many passages have each."""
        with self._lock, self._translated():
            return self._view.find.words(head)

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


class _View:
    """The index as it was at one commit."""

    def __init__(self, index: Any) -> None:
        self._searcher = index.searcher()
        reader = self._searcher.reader()
        self.generation = reader.generation()
        self.columns = Columns(
            [
                None if reader.is_deleted(number) else reader.stored_fields(number)
                for number in range(reader.doc_count_all())
            ]
        )
        self.find = Finder(self._searcher, self.columns.size)

    def close(self) -> None:
        if not self._searcher.is_closed:
            self._searcher.close()

    def search(self, request: SearchRequest) -> SearchResult:
        columns = self.columns
        found = Found(columns.alive, np.zeros(columns.size))
        if request.node is not None:
            found = self._node(request.node)
        days = columns.between(day_bounds(request.since, request.until))
        matches = columns.alive & found.mask & days
        filters = {name: columns.having(name, v) for name, v in request.filters.items()}
        mask = np.logical_and.reduce([matches, *filters.values()])
        return SearchResult(
            total=int(mask.sum()),
            hits=self._hits(request, mask, found.scores),
            facets=self._facets(mask, matches, filters) if request.faceted else {},
        )

    def _facets(
        self, mask: Mask, matches: Mask, filters: Mapping[str, Mask]
    ) -> Mapping[str, Mapping[str, int]]:
        own = {
            name: [matches, *(other for n, other in filters.items() if n != name)]
            for name in FACETS
            if name in filters
        }
        return self.columns.facets(mask) | {
            name: self.columns.counts(name, np.logical_and.reduce(masks))
            for name, masks in own.items()
        }

    def _hits(
        self, request: SearchRequest, mask: Mask, scores: NDArray[np.float64]
    ) -> tuple[EngineHit, ...]:
        columns = self.columns
        by_date = request.sort is Sort.DATE
        matches = np.flatnonzero(mask)
        falling = columns.days if by_date else scores
        order = matches[np.argsort(-falling[matches], kind="stable")]
        page = order[request.offset : request.offset + request.limit]
        return tuple(
            EngineHit(columns.passages[n], 0.0 if by_date else float(scores[n])) for n in page
        )

    def _node(self, node: Node, place: str | None = None, *, also: bool = True) -> Found:
        """Find what matches; ``also`` tells whether other names in the document count."""
        match node:
            case Word() | Phrase() | Wild():
                return self.find.run(leaf_run(node), place, also)
            case Near():
                return self._near(node, place, also=also)
            case Field() | Ids():
                mask = self._having(node)
                return Found(mask, mask.astype(np.float64))
            case In(inner, child):
                return self._node(child, inner, also=also)
            case Weighted(child, factor):
                inside = self._node(child, place, also=also)
                return Found(inside.mask, inside.scores * factor)
            case _:
                return self._joined(node, place, also=also)

    def _joined(
        self, node: AllOf | AnyOf | Not | Boosted, place: str | None, *, also: bool
    ) -> Found:
        match node:
            case AllOf(nodes):
                found = [self._node(child, place, also=also) for child in nodes]
                mask = np.logical_and.reduce([one.mask for one in found])
                return Found(mask, sum(one.scores for one in found) * mask)
            case AnyOf(nodes):
                found = [self._node(child, place, also=also) for child in nodes]
                mask = np.logical_or.reduce([one.mask for one in found])
                return Found(mask, np.asarray(sum(one.scores for one in found)))
            case Not(child):
                unwanted = self._node(child, place, also=False)
                return Found(~unwanted.mask, np.zeros(self.columns.size))
            case Boosted(must, should):
                inside = self._node(must, place, also=also)
                more = self._node(should, place, also=also).scores * inside.mask
                return Found(inside.mask, inside.scores + more)

    def _near(self, near: Near, place: str | None, *, also: bool) -> Found:
        pair = spread(near)
        if not isinstance(pair, Near):
            return self._node(pair, place, also=also)
        sides = [side for side in (pair.left, pair.right) if isinstance(side, Word | Phrase | Wild)]
        if len(sides) < 2:
            return self.find.nothing()
        left, right = map(leaf_run, sides)
        return self.find.near(left, right, pair.distance, place)

    def _having(self, node: Field | Ids) -> Mask:
        match node:
            case Ids(passages):
                return self.columns.of_passages(passages)
            case Field("document", values):
                return self.columns.of_documents(values)
            case Field("page", values):
                return self.columns.on_pages([int(v) for v in values], node.first, node.last)
            case Field("year"):
                return self.columns.having("year", accepted_years(node))
            case Field(name, values):
                return self.columns.having(name, values)


def _schema() -> Any:
    spaces = SpaceSeparatedTokenizer()
    return Schema(
        document=ID(stored=True),
        text=TEXT(analyzer=spaces),
        heading=TEXT(analyzer=spaces),
        title=TEXT(analyzer=spaces),
        also=TEXT(analyzer=spaces),
        words=TEXT(analyzer=spaces, phrase=False),
        passage=STORED,
        page=STORED,
        day=STORED,
        facets=STORED,
    )


def _fields(record: SearchRecord) -> dict[str, Any]:
    return {
        "document": record.document,
        "text": record.text,
        "heading": record.heading,
        "title": record.title,
        "also": record.also,
        "words": record.words,
        "page": record.page or NO_PAGE,
        "passage": record.passage,
        "day": day_of(record.published),
        "facets": {name: facet_values(record, name) for name in FACETS},
    }
