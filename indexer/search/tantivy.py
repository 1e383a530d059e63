"""The tantivy engine: the fast one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query

from indexer.errors import SearchIndexError
from indexer.search.base import (
    FACETS,
    EngineHit,
    SearchRecord,
    SearchRequest,
    SearchResult,
    Sort,
)
from indexer.search.fields import (
    NO_PAGE,
    day_of,
    facet_values,
    most_first,
)
from indexer.search.tantivy_query import Translator, others

# Memory for the batch under way; tantivy wants 15 MB at least. One thread keeps passages in the
# order they are added; a second one makes indexing no cheaper.
_HEAP_BYTES = 50_000_000

# More values than any facet has (authorities: some 150 in England); tantivy refuses over 65,000.
_MOST_VALUES = 10_000

_SPACES = "spaces"

Counts = dict[str, dict[str, int]]
"""Facet name to value to number of passages."""


class TantivyEngine:
    """A tantivy index in one folder."""

    name = "tantivy"

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Open or create the index.

        Raises:
            SearchIndexError: it is missing, damaged or of another version.
        """
        self._folder = folder
        self._schema = _schema()
        self._writer: tantivy.IndexWriter | None = None
        with self._translated():
            if create:
                folder.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(self._schema, path=str(folder))
            else:
                self._index = tantivy.Index.open(str(folder))
            spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer(_SPACES, spaces)
            self._index.config_reader(reload_policy="manual")
            self._view = self._look()

    def add(self, records: Iterable[SearchRecord]) -> None:
        """Add passages to the open batch; visible after :meth:`commit`."""
        writer = self._open_writer()
        for record in records:
            with self._translated():
                writer.add_document(_document(record))

    def remove_document(self, document: str) -> None:
        """Drop every passage of a document; visible after :meth:`commit`."""
        writer = self._open_writer()
        with self._translated():
            writer.delete_documents_by_term("document", document)

    def remove_passages(self, passages: Iterable[str]) -> None:
        """Drop passages of these ids; visible after :meth:`commit`."""
        writer = self._open_writer()
        with self._translated():
            for passage in passages:
                writer.delete_documents_by_term("passage", passage)

    def commit(self) -> None:
        """Make the batch durable and visible."""
        writer = self._open_writer()
        with self._translated():
            writer.commit()
            self._view = self._look()

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question.

        Raises:
            SearchIndexError: the index is damaged.
        """
        with self._translated():
            return self._view.search(request)

    def refresh(self) -> None:
        """See what other processes have committed; a few microseconds if nothing."""
        with self._translated():
            if _stamp(self._folder) != self._view.stamp:
                self._view = self._look()

    def count(self) -> int:
        """Number of passages in the index."""
        with self._translated():
            return self._view.searcher.num_docs

    def words(self, head: str = "") -> list[tuple[str, int]]:
        """Return the words that begin with some letters, and how many passages have each."""
        with self._translated():
            return self._view.words(head)

    def close(self) -> None:
        """Let running merges end, and release the lock; what was not committed is lost."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with self._translated():
                writer.wait_merging_threads()

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            with self._translated():
                self._writer = self._index.writer(_HEAP_BYTES, 1)
        return self._writer

    def _look(self) -> "_View":
        # Before the reload: what is committed in between is then seen at the next refresh.
        stamp = _stamp(self._folder)
        self._index.reload()
        return _View(self._index.searcher(), self._schema, stamp)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:
            raise SearchIndexError(
                f"The search index in {self._folder} cannot be used: {error}. "
                "Run `sightline index` again to rebuild it from the store."
            ) from error


class _View:
    """The index as it was at one commit; threads may share it.

    Attributes:
        stamp: what :func:`_stamp` said of it.
    """

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, stamp: object) -> None:
        self.searcher = searcher
        self.stamp = stamp
        self._ask = Translator(schema, self.words)
        self._all: Counts | None = None

    def words(self, head: str) -> list[tuple[str, int]]:
        return sorted(self.searcher.terms_with_prefix("words", head))

    def search(self, request: SearchRequest) -> SearchResult:
        by_date = request.sort is Sort.DATE
        query = self._ask.question(request)
        found = self.searcher.search(
            query,
            limit=max(request.limit, 1),  # tantivy aborts on 0
            offset=request.offset,
            order_by_field="day" if by_date else None,
        )
        hits = tuple(
            EngineHit(self.searcher.doc(address)["passage"][0], 0.0 if by_date else score)
            for score, address in found.hits[: request.limit]
        )
        total = _count(found)
        return SearchResult(
            total, hits, self._facets(request, query, total) if request.faceted else {}
        )

    def _facets(
        self, request: SearchRequest, query: Query, total: int
    ) -> dict[str, Mapping[str, int]]:
        facets = self._counts(query, total)
        for name in FACETS:
            if name in request.filters:
                facets |= self._counted(self._ask.question(request, without=name), [name])
        return {name: most_first(facets[name]) for name in FACETS}

    def _counts(self, query: Query, total: int) -> Counts:
        """Return the counts of all facets; those of the lesser part are what is counted.

        Counting takes time for each match (5.5 ms for 83,000 of 100,000 passages, 1.2 ms
        for the other 17,000), and the counts of the whole index change only with it.
        """
        if 2 * total <= self.searcher.num_docs:
            return self._counted(query, FACETS)
        if self._all is None:
            self._all = self._counted(Query.all_query(), FACETS)
        if total == self.searcher.num_docs:
            return dict(self._all)
        rest = self._counted(others(query), FACETS)
        return {name: _less(self._all[name], rest[name]) for name in FACETS}

    def _counted(self, query: Query, names: Sequence[str]) -> Counts:
        groups = self.searcher.aggregate(query, {name: _AGGREGATIONS[name] for name in names})
        return {name: {b["key"]: b["doc_count"] for b in groups[name]["buckets"]} for name in names}


def _less(whole: Mapping[str, int], part: Mapping[str, int]) -> dict[str, int]:
    rest = {value: number - part.get(value, 0) for value, number in whole.items()}
    return {value: number for value, number in rest.items() if number}


def _stamp(folder: Path) -> object:
    """Return what changes with every commit and merge: tantivy replaces this file."""
    status = (folder / "meta.json").stat()
    return status.st_mtime_ns, status.st_ino, status.st_size


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=_SPACES, index_option="position")
    builder.add_text_field("heading", tokenizer_name=_SPACES, index_option="position")
    builder.add_text_field("title", tokenizer_name=_SPACES, index_option="position")
    builder.add_text_field("also", tokenizer_name=_SPACES, index_option="position")
    builder.add_text_field("words", tokenizer_name=_SPACES, index_option="basic")
    builder.add_integer_field("page", indexed=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(record: SearchRecord) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("passage", record.passage)
    document.add_text("document", record.document)
    document.add_text("text", record.text)
    document.add_text("heading", record.heading)
    if record.title:
        document.add_text("title", record.title)
    if record.also:
        document.add_text("also", record.also)
    document.add_text("words", record.words)
    document.add_integer("page", record.page or NO_PAGE)
    document.add_integer("day", day_of(record.published))
    for name in FACETS:
        for value in facet_values(record, name):
            document.add_text(name, value)
    return document


_AGGREGATIONS: dict[str, Any] = {
    name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in FACETS
}


def _count(found: Any) -> int:
    return int(found.count)  # there, but missing from tantivy's own type stubs
