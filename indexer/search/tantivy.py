"""The tantivy engine: the fast one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

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
    ALSO_WEIGHT,
    HEADING_WEIGHT,
    day_bounds,
    day_of,
    facet_values,
    most_first,
)
from indexer.search.query import AllOf, AnyOf, Leaf, Node, Not, Phrase, Word, leaf_terms

# Memory for the batch under way; tantivy wants 15 MB at least. One thread keeps passages in the
# order they are added; a second one makes indexing no cheaper.
_HEAP_BYTES = 50_000_000

# More values than any facet has (authorities: some 150 in England); tantivy refuses over 65,000.
_MOST_VALUES = 10_000

_SPACES = "spaces"
_AS_WRITTEN = {"text": 1.0, "heading": HEADING_WEIGHT}
_WEIGHTS = _AS_WRITTEN | {"also": ALSO_WEIGHT}


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
        query = self._query(request)
        by_date = request.sort is Sort.DATE
        with self._translated():
            searcher = self._index.searcher()
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
        return SearchResult(total=_count(found), hits=hits, facets=_facets(groups))

    def refresh(self) -> None:
        """See what other processes have committed; a tenth of a millisecond if nothing."""
        with self._translated():
            self._index.reload()

    def count(self) -> int:
        """Number of passages in the index."""
        with self._translated():
            return self._index.searcher().num_docs

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

    def _query(self, request: SearchRequest) -> Query:
        """Return the whole question; filters and dates bear no weight."""
        clauses = [Query.all_query() if request.node is None else self._node(request.node)]
        for name, values in request.filters.items():
            accepted = Query.term_set_query(self._schema, name, list(values))
            clauses.append(Query.const_score_query(accepted, 0.0))
        if bounds := day_bounds(request.since, request.until):
            days = Query.range_query(self._schema, "day", tantivy.FieldType.Integer, *bounds)
            clauses.append(Query.const_score_query(days, 0.0))
        return _every(clauses)

    def _node(self, node: Node, *, also: bool = True) -> Query:
        """Translate a query; ``also`` tells whether other names in the document count."""
        match node:
            case Word() | Phrase():
                return self._leaf(node, also=also)
            case AllOf(nodes):
                return _every([self._node(child, also=also) for child in nodes])
            case AnyOf(nodes):
                return _either([self._node(child, also=also) for child in nodes])
            case Not(child):
                everything = Query.const_score_query(Query.all_query(), 0.0)
                return Query.boolean_query(
                    [(Occur.Must, everything), (Occur.MustNot, self._node(child, also=False))]
                )

    def _leaf(self, leaf: Leaf, *, also: bool) -> Query:
        weights = _WEIGHTS if also else _AS_WRITTEN
        return _either(
            [Query.boost_query(self._words(name, leaf), weight) for name, weight in weights.items()]
        )

    def _words(self, field: str, leaf: Leaf) -> Query:
        match leaf_terms(leaf):
            case ():
                return Query.empty_query()
            case (term,):
                return Query.term_query(self._schema, field, term)
            case words:
                return Query.phrase_query(self._schema, field, list(words))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=_SPACES, index_option="position")
    builder.add_text_field("heading", tokenizer_name=_SPACES, index_option="position")
    builder.add_text_field("also", tokenizer_name=_SPACES, index_option="position")
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


def _every(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _either(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
