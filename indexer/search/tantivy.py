"""The tantivy engine: the fast one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

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
from indexer.search.tantivy_query import Translator

# Memory for the batch under way; tantivy wants 15 MB at least. One thread keeps passages in the
# order they are added; a second one makes indexing no cheaper.
_HEAP_BYTES = 50_000_000

# More values than any facet has (authorities: some 150 in England); tantivy refuses over 65,000.
_MOST_VALUES = 10_000

_SPACES = "spaces"


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
            self._index.reload()

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

    def commit(self) -> None:
        """Make the batch durable and visible."""
        writer = self._open_writer()
        with self._translated():
            writer.commit()
            self._index.reload()

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question.

        Raises:
            SearchIndexError: the index is damaged.
        """
        by_date = request.sort is Sort.DATE
        with self._translated():
            searcher = self._index.searcher()
            ask = Translator(self._schema, lambda head: searcher.terms_with_prefix("words", head))
            query = ask.question(request)
            found = searcher.search(
                query,
                limit=max(request.limit, 1),  # tantivy aborts on 0
                offset=request.offset,
                order_by_field="day" if by_date else None,
            )
            hits = tuple(
                EngineHit(searcher.doc(address)["passage"][0], 0.0 if by_date else score)
                for score, address in found.hits[: request.limit]
            )
            groups = searcher.aggregate(query, _AGGREGATIONS)
            for name in FACETS:
                if name in request.filters:
                    rest = ask.question(request, without=name)
                    groups |= searcher.aggregate(rest, {name: _AGGREGATIONS[name]})
        return SearchResult(total=_count(found), hits=hits, facets=_facets(groups))

    def refresh(self) -> None:
        """See what other processes have committed; a tenth of a millisecond if nothing."""
        with self._translated():
            self._index.reload()

    def count(self) -> int:
        """Number of passages in the index."""
        with self._translated():
            return self._index.searcher().num_docs

    def words(self, head: str = "") -> list[tuple[str, int]]:
        """Return the words that begin with some letters, and how many passages have each."""
        with self._translated():
            return sorted(self._index.searcher().terms_with_prefix("words", head))

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

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:
            raise SearchIndexError(
                f"The search index in {self._folder} cannot be used: {error}. "
                "Run `sightline index` again to rebuild it from the store."
            ) from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=_SPACES, index_option="position")
    builder.add_text_field("heading", tokenizer_name=_SPACES, index_option="position")
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


def _facets(groups: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    return {
        name: most_first({b["key"]: b["doc_count"] for b in groups[name]["buckets"]})
        for name in FACETS
    }


def _count(found: Any) -> int:
    return int(found.count)  # there, but missing from tantivy's own type stubs
