"""What a search is measured beside: the same words in bare tantivy and in SQLite FTS5.

Both get one text field and the facets, and are asked for the first twenty and the counts of all
facets, as the engines of Sightline are; nothing is parsed, expanded, weighted or read from a store.
"""

import sqlite3
from pathlib import Path
from typing import Any, Protocol

import tantivy
from tantivy import Occur, Query

from indexer.search.base import FACETS, SearchRecord
from indexer.search.nodes import AllOf, AnyOf, Node, Not, Phrase, Word, leaf_terms

FIRST = 20


class Reference(Protocol):
    """An engine without Sightline around it."""

    name: str

    def add(self, record: SearchRecord) -> None:
        """Take in a passage."""

    def finish(self) -> None:
        """Make all that was added searchable."""

    def search(self, node: Node | None) -> int:
        """Fetch the first hits and the counts of all facets; return the number of matches."""


class BareTantivy:
    """Tantivy with one text field, facets as fast fields."""

    name = "bare tantivy"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", tokenizer_name="spaces", index_option="position")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("spaces", spaces)
        self._writer = self._index.writer(50_000_000, 1)
        self._counts: dict[str, Any] = {
            name: {"terms": {"field": name, "size": 10_000}} for name in FACETS
        }

    def add(self, record: SearchRecord) -> None:
        """Take in a passage."""
        document = tantivy.Document()
        document.add_text("passage", record.passage)
        document.add_text("text", record.text)
        for name in FACETS:
            for value in record.facets.get(name, ()):
                document.add_text(name, value)
        self._writer.add_document(document)

    def finish(self) -> None:
        """Make all that was added searchable."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()

    def search(self, node: Node | None) -> int:
        """Fetch the first hits and the counts of all facets; return the number of matches."""
        searcher = self._index.searcher()
        query = Query.all_query() if node is None else self._query(node)
        found: Any = searcher.search(query, limit=FIRST)
        for _, address in found.hits:
            searcher.doc(address)
        searcher.aggregate(query, self._counts)
        return int(found.count)

    def _query(self, node: Node) -> Query:
        match node:
            case Word() | Phrase():
                terms = list(leaf_terms(node))
                if len(terms) == 1:
                    return Query.term_query(self._schema, "text", terms[0])
                return Query.phrase_query(self._schema, "text", list(terms))
            case AllOf(nodes):
                return Query.boolean_query(
                    [
                        (Occur.MustNot, self._query(child.node))
                        if isinstance(child, Not)
                        else (Occur.Must, self._query(child))
                        for child in nodes
                    ]
                )
            case AnyOf(nodes):
                return Query.boolean_query([(Occur.Should, self._query(child)) for child in nodes])
        raise ValueError(f"{node} has no counterpart here")


class Fts5:
    """SQLite's own full-text search, facets in a table beside it."""

    name = "SQLite FTS5"

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.executescript(
            """
            PRAGMA journal_mode = off;
            CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', tokenize = "unicode61");
            CREATE TABLE facets (passage INTEGER, name TEXT, value TEXT);
            BEGIN;
            """
        )
        self._number = 0

    def add(self, record: SearchRecord) -> None:
        """Take in a passage."""
        self._number += 1
        self._database.execute(
            "INSERT INTO texts (rowid, text) VALUES (?, ?)", (self._number, record.text)
        )
        pairs = [(self._number, name, v) for name in FACETS for v in record.facets.get(name, ())]
        self._database.executemany("INSERT INTO facets VALUES (?, ?, ?)", pairs)

    def finish(self) -> None:
        """Make all that was added searchable."""
        self._database.executescript(
            "CREATE INDEX by_passage ON facets (passage, name, value); ANALYZE;"
        )

    def search(self, node: Node | None) -> int:
        """Fetch the first hits and the counts of all facets; return the number of matches."""
        if node is None:
            return self._everything()
        words = _match(node)
        fetch = self._database.execute
        fetch(f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT {FIRST}", [words])
        found = "(SELECT rowid FROM texts WHERE texts MATCH ?)"
        groups = "SELECT name, value, count(*) FROM facets WHERE passage IN"
        fetch(f"{groups} {found} GROUP BY name, value", [words]).fetchall()
        return int(fetch(f"SELECT count(*) FROM {found}", [words]).fetchone()[0])

    def _everything(self) -> int:
        fetch = self._database.execute
        fetch("SELECT name, value, count(*) FROM facets GROUP BY name, value").fetchall()
        return self._number


def _match(node: Node) -> str:
    match node:
        case Word() | Phrase():
            return f'"{" ".join(leaf_terms(node))}"'
        case AllOf(nodes):
            wanted = [_match(child) for child in nodes if not isinstance(child, Not)]
            unwanted = [_match(child.node) for child in nodes if isinstance(child, Not)]
            return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted])
        case AnyOf(nodes):
            return f"({' OR '.join(_match(child) for child in nodes)})"
    raise ValueError(f"{node} has no counterpart here")
