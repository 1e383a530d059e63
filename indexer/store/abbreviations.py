"""The abbreviations that documents explain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from indexer.model import Definition
from indexer.store import rows
from indexer.store.base import chunks, insert
from indexer.store.documents import SUPERSEDED, Documents
from indexer.store.tables import abbreviations


@dataclass(frozen=True, slots=True)
class Learned:
    """An abbreviation as current documents explain it.

    Attributes:
        short, long: as one of them writes it.
        short_terms, long_terms: the same as indexed text.
        documents: how many explain it so.
    """

    short: str
    long: str
    short_terms: str
    long_terms: str
    documents: int


class Abbreviations(Documents):
    """What was learned of abbreviations."""

    def save_abbreviations(self, document: str, found: Sequence[Definition]) -> None:
        """Replace the abbreviations of a document."""
        with self._writing() as connection:
            connection.execute(sa.delete(abbreviations).where(abbreviations.c.document == document))
            insert(connection, abbreviations, rows.definition_rows(document, found))

    def learned(self, names: Iterable[str]) -> list[Learned]:
        """Return what current documents explain by or as one of some names, most often first.

        Args:
            names: abbreviations or what they stand for, as indexed text.
        """
        table = abbreviations.c
        found: dict[tuple[str, str], Learned] = {}
        for some in chunks(sorted(set(names))):
            query = (
                sa.select(
                    sa.func.min(table.short).label("short"),
                    sa.func.min(table.long).label("long"),
                    table.short_terms,
                    table.long_terms,
                    sa.func.count(table.document.distinct()).label("documents"),
                )
                .where(table.short_terms.in_(some) | table.long_terms.in_(some))
                .where(table.document.not_in(SUPERSEDED))
                .group_by(table.short_terms, table.long_terms)
            )
            for row in self._all(query):
                found[row.short_terms, row.long_terms] = Learned(
                    row.short, row.long, row.short_terms, row.long_terms, row.documents
                )
        return sorted(found.values(), key=lambda one: (-one.documents, one.short, one.long))
