"""The store as the rest of the program sees it: domain objects in and out."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from indexer.model import FileStatus, Kind, Passage
from indexer.store import rows
from indexer.store.abbreviations import Abbreviations
from indexer.store.audit import AuditTrail
from indexer.store.base import chunks, insert_values
from indexer.store.codebook import Codebook
from indexer.store.council import CouncilDetails
from indexer.store.cutting import Cutting
from indexer.store.database import open_database
from indexer.store.deciding import Deciding, decided_from
from indexer.store.documents import CURRENT, SUPERSEDED
from indexer.store.findings import Findings
from indexer.store.jobs import Jobs
from indexer.store.labelled import Labels
from indexer.store.ledger import Ledger
from indexer.store.likeness import Likeness
from indexer.store.listing import Listing, Trait
from indexer.store.marks import Marks
from indexer.store.packed import pack_labels
from indexer.store.packs import Packs
from indexer.store.people import People
from indexer.store.ranked import Ranked
from indexer.store.rounds import Rounds
from indexer.store.scored import Scores
from indexer.store.searches import Searches
from indexer.store.sessions import Sessions
from indexer.store.stated import Stated
from indexer.store.summary import StoreCounts
from indexer.store.tables import annotations, documents, files, pages, passages
from indexer.store.tables_decisions import decided
from indexer.store.tasks import Tasks
from indexer.store.taxonomy_changes import TaxonomyChanges
from indexer.store.texts import Texts
from indexer.store.voiced import Voiced
from nlp.types import Annotation

READ = passages.c.kind != Kind.EXCERPT.value
"""Holds for the passages that were read, and not for those that people made of their words."""

_LABELLED = sa.select(
    passages, *(c for c in annotations.c if c.name != "passage"), decided.c.labels
).select_from(
    passages.outerjoin(annotations).outerjoin(decided, decided.c.passage == passages.c.id)
)


class Store(
    Ledger,
    Listing,
    Likeness,
    Ranked,
    Abbreviations,
    Searches,
    People,
    Sessions,
    AuditTrail,
    Texts,
    Findings,
    Deciding,
    Cutting,
    Labels,
    Jobs,
    Packs,
    Stated,
    Voiced,
    Marks,
    Scores,
    Tasks,
    Rounds,
    Codebook,
    TaxonomyChanges,
    CouncilDetails,
):
    """Files, documents, passages, labels and corrections in one database.

    Every method is one transaction. Use it as a context manager.

    A document is current while a file holds its content, and superseded afterwards.
    Superseded documents are kept and can be asked for by id; they are in no list and
    no count unless that is said.

    Raises:
        StoreError: from any method, when the database is damaged, locked or full.
    """

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the store, migrating an older one.

        Args:
            path: the database file.
            create: make it if it is missing.

        Raises:
            StoreError: it is missing, damaged, not a store, or newer than the program.
        """
        return cls(open_database(path, create=create), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Passages

    def passages(
        self,
        *,
        document: str | None = None,
        kind: Kind | None = None,
        limit: int | None = None,
        offset: int = 0,
        excerpts: bool = False,
    ) -> Iterator[Passage]:
        """Yield passages by document and position, without holding them all in memory.

        Args:
            document: only those of this document; else those of all current ones.
            kind: only those of this kind; headings alone are the outline.
            limit, offset: how many, and how many to pass over first; None: all.
            excerpts: also those that people made, whose words stand in others too; they come
                after the others of their document.
        """
        query = _LABELLED.order_by(passages.c.document, passages.c.position)
        if document is not None:
            query = query.where(passages.c.document == document)
        else:
            query = query.where(passages.c.document.not_in(SUPERSEDED))
        if kind is not None:
            query = query.where(passages.c.kind == kind.value)
        if not excerpts:
            query = query.where(READ)
        if limit is not None:
            query = query.limit(limit).offset(offset)
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=500).execute(query):
                yield _passage(row)

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages of these ids that exist, in the order asked for."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Passage] = {}
        for some in chunks(wanted):
            for row in self._all(_LABELLED.where(passages.c.id.in_(some))):
                found[row.id] = _passage(row)
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def passages_on_page(self, document: str, page: int) -> list[Passage]:
        """Return the passages that start on a page, in reading order."""
        query = _LABELLED.where(passages.c.document == document, passages.c.page == page, READ)
        return [_passage(row) for row in self._all(query.order_by(passages.c.position))]

    def count_passages(self, document: str, *, kind: Kind | None = None) -> int:
        """Return the number of passages of a document, all or those of one kind."""
        query = sa.select(sa.func.count()).where(passages.c.document == document)
        if kind is not None:
            query = query.where(passages.c.kind == kind.value)
        return int(self._all(query)[0][0])

    def passage_counts(self) -> dict[str, int]:
        """Return the number of passages by document id, headings included."""
        number = sa.func.count().label("number")
        query = sa.select(passages.c.document, number).group_by(passages.c.document)
        return {row.document: row.number for row in self._all(query)}

    # Labels

    def save_annotations(
        self, document: str, labels: Mapping[str, Annotation], *, pipeline: str
    ) -> None:
        """Replace all labels of a document, leaving its text as it is.

        Args:
            document: id of the document.
            labels: passage id to labels.
            pipeline: version of the pipeline that made them.
        """
        own = sa.select(passages.c.id).where(passages.c.document == document)
        stamp = sa.update(documents).where(documents.c.id == document).values(pipeline=pipeline)
        with self._writing() as connection:
            connection.execute(sa.delete(annotations).where(annotations.c.passage.in_(own)))
            insert_values(connection, annotations, pack_labels(labels, pipeline))
            connection.execute(stamp)

    def documents_annotated_otherwise(self, pipeline: str) -> list[str]:
        """Return ids of the current documents whose labels another version of the pipeline made."""
        query = sa.select(documents.c.id).where(CURRENT, documents.c.pipeline != pipeline)
        return [row.id for row in self._all(query.order_by(documents.c.id))]

    # Totals

    def counts(self) -> StoreCounts:
        """Return how much the store holds, superseded documents left out."""
        by_status = sa.select(files.c.status, sa.func.count()).group_by(files.c.status)
        paged = pages.c.document.not_in(SUPERSEDED)
        totals: sa.Select[Any] = sa.select(
            _number(documents, CURRENT),
            _number(pages, paged),
            # Those that do not count are few: looking them up takes an eighth of leaving them out.
            _number(passages, sa.true()) - _number(passages, passages.c.document.in_(SUPERSEDED)),
            _number(pages, paged & ~pages.c.has_text),
        )
        with self._reading() as connection:
            statuses = connection.execute(by_status).all()
            n_documents, n_pages, n_passages, blank = connection.execute(totals).one()
        return StoreCounts(
            files={FileStatus(status): n for status, n in statuses},
            documents=n_documents,
            pages=n_pages,
            passages=n_passages,
            years=self.years(),
            pages_without_text=blank,
            missing=self.count_traits().get(Trait.MISSING, 0),
        )


def _passage(row: Any) -> Passage:
    passage = rows.passage_from(row)
    return rows.as_decided(passage, decided_from(row.labels)) if row.labels else passage


def _number(table: sa.Table, which: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.count()).select_from(table).where(which).scalar_subquery()
