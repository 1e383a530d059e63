"""The store as the rest of the program sees it: domain objects in and out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from indexer.model import Document, FileStatus, Kind, LedgerEntry, Passage
from indexer.store import rows
from indexer.store.database import open_database, translated
from indexer.store.summary import Run, StoreCounts
from indexer.store.tables import annotations, documents, files, pages, parts, passages, runs
from nlp.types import Annotation

# SQLite takes 32,766 bound values in a statement from 3.32 on, older ones 999.
_IDS_AT_ONCE = 500

_LABELLED = sa.select(passages, *(c for c in annotations.c if c.name != "passage")).select_from(
    passages.outerjoin(annotations)
)

_DATED = sa.func.coalesce(documents.c.published, documents.c.event_end)
"""As :attr:`indexer.model.Metadata.dated`."""


class Store:
    """Files, documents, passages and labels in one database.

    Every method is one transaction. Use it as a context manager.

    Raises:
        StoreError: from any method, when the database is damaged, locked or full.
    """

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self.path = path

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

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The ledger of files

    def entry(self, path: str) -> LedgerEntry | None:
        """Return what the ledger says of a file; None if it was never offered."""
        found = self._all(sa.select(files).where(files.c.path == path))
        return rows.entry_from(found[0]) if found else None

    def entries(self, *, status: FileStatus | None = None) -> list[LedgerEntry]:
        """Return ledger entries by path, all or those of one status."""
        query = sa.select(files).order_by(files.c.path)
        if status is not None:
            query = query.where(files.c.status == status.value)
        return [rows.entry_from(row) for row in self._all(query)]

    def record(self, entry: LedgerEntry) -> None:
        """Write a file's entry, replacing the one it had."""
        row = rows.file_row(entry) | {"seen_at": _now()}
        with self._writing() as connection:
            connection.execute(sa.delete(files).where(files.c.path == entry.path))
            connection.execute(sa.insert(files), row)

    # Documents and their passages

    def save_document(
        self, document: Document, passages_: Sequence[Passage], *, pipeline: str
    ) -> None:
        """Write a document with its pages, passages and labels, replacing all it had.

        Args:
            document: the document.
            passages_: its passages in reading order, annotated or not.
            pipeline: version of the pipeline that annotated them.
        """
        row = rows.document_row(document) | {"indexed_at": _now(), "pipeline": pipeline}
        page_rows = [rows.page_row(document.id, page) for page in document.pages]
        part_rows = [rows.part_row(document.id, part) for part in document.parts]
        passage_rows = [rows.passage_row(p, n) for n, p in enumerate(passages_, start=1)]
        labels = {p.id: p.annotation for p in passages_ if p.annotation is not None}
        with self._writing() as connection:
            connection.execute(sa.delete(documents).where(documents.c.id == document.id))
            connection.execute(sa.insert(documents), row)
            _insert(connection, pages, page_rows)
            _insert(connection, parts, part_rows)
            _insert(connection, passages, passage_rows)
            _insert(connection, annotations, _annotation_rows(labels, pipeline))

    def document(self, id_: str) -> Document | None:
        """Return one document; None if there is none of that id."""
        found = self._documents(id_)
        return found[0] if found else None

    def documents(self) -> list[Document]:
        """Return all documents by path."""
        return self._documents()

    def latest_documents(self, number: int) -> list[Document]:
        """Return the documents of the latest dates, newest first; undated ones are left out."""
        newest = (_DATED.desc(), documents.c.id)
        query = sa.select(documents.c.id).where(_DATED.is_not(None))
        ids = [row.id for row in self._all(query.order_by(*newest).limit(number))]
        return [found for id_ in ids if (found := self.document(id_))]

    def drop_unreferenced_documents(self) -> list[str]:
        """Delete the documents that no ledger entry points to, and return their ids."""
        referenced = sa.select(files.c.document).where(files.c.document == documents.c.id)
        orphans = sa.select(documents.c.id).where(~referenced.exists()).order_by(documents.c.id)
        with self._writing() as connection:
            ids = list(connection.scalars(orphans))
            for some in _chunks(ids):
                connection.execute(sa.delete(documents).where(documents.c.id.in_(some)))
        return ids

    def passages(
        self, *, document: str | None = None, kind: Kind | None = None
    ) -> Iterator[Passage]:
        """Yield passages by document and position, without holding them all in memory.

        Args:
            document: only those of this document.
            kind: only those of this kind; headings alone are the outline.
        """
        query = _LABELLED.order_by(passages.c.document, passages.c.position)
        if document is not None:
            query = query.where(passages.c.document == document)
        if kind is not None:
            query = query.where(passages.c.kind == kind.value)
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=500).execute(query):
                yield rows.passage_from(row)

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages of these ids that exist, in the order asked for."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Passage] = {}
        for some in _chunks(wanted):
            for row in self._all(_LABELLED.where(passages.c.id.in_(some))):
                found[row.id] = rows.passage_from(row)
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def passages_on_page(self, document: str, page: int) -> list[Passage]:
        """Return the passages that start on a page, in reading order."""
        query = _LABELLED.where(passages.c.document == document, passages.c.page == page)
        return [rows.passage_from(row) for row in self._all(query.order_by(passages.c.position))]

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
            _insert(connection, annotations, _annotation_rows(labels, pipeline))
            connection.execute(stamp)

    def documents_annotated_otherwise(self, pipeline: str) -> list[str]:
        """Return ids of the documents whose labels another version of the pipeline made."""
        query = sa.select(documents.c.id).where(documents.c.pipeline != pipeline)
        return [row.id for row in self._all(query.order_by(documents.c.id))]

    # Runs and totals

    def start_run(self, paths: Sequence[str]) -> int:
        """Note that a run has begun on these paths, and return its id."""
        row = {"started": _now(), "paths": list(paths), "counts": {}}
        with self._writing() as connection:
            key = connection.execute(sa.insert(runs), row).inserted_primary_key
        return int(key[0]) if key else 0

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """Note that a run has ended, and what it did."""
        change = sa.update(runs).where(runs.c.id == run)
        with self._writing() as connection:
            connection.execute(change, {"finished": _now(), "counts": dict(counts)})

    def last_run(self) -> Run | None:
        """Return the latest run; None before the first."""
        found = self._all(sa.select(runs).order_by(runs.c.id.desc()).limit(1))
        if not found:
            return None
        row = found[0]
        finished = row.finished and row.finished.replace(tzinfo=UTC)
        started = row.started.replace(tzinfo=UTC)
        return Run(row.id, started, finished, tuple(row.paths), row.counts)

    def counts(self) -> StoreCounts:
        """Return how much the store holds."""
        by_status = sa.select(files.c.status, sa.func.count()).group_by(files.c.status)
        totals: sa.Select[Any] = sa.select(
            *(sa.select(sa.func.count()).select_from(t).scalar_subquery() for t in _COUNTED),
            sa.select(sa.func.min(_DATED)).scalar_subquery(),
            sa.select(sa.func.max(_DATED)).scalar_subquery(),
            sa.select(sa.func.count()).where(~pages.c.has_text).scalar_subquery(),
        )
        with self._reading() as connection:
            statuses = connection.execute(by_status).all()
            n_documents, n_pages, n_passages, first, last, blank = connection.execute(totals).one()
        return StoreCounts(
            files={FileStatus(status): n for status, n in statuses},
            documents=n_documents,
            pages=n_pages,
            passages=n_passages,
            years=(first.year, last.year) if first else None,
            pages_without_text=blank,
        )

    def _documents(self, id_: str | None = None) -> list[Document]:
        query = sa.select(documents).order_by(documents.c.path, documents.c.id)
        leaves, papers = sa.select(pages), sa.select(parts)
        if id_ is not None:
            query = query.where(documents.c.id == id_)
            leaves = leaves.where(pages.c.document == id_)
            papers = papers.where(parts.c.document == id_)
        with self._reading() as connection:
            page_rows = _by_document(connection, leaves)
            part_rows = _by_document(connection, papers)
            found = connection.execute(query).all()
        return [
            rows.document_from(
                row,
                [rows.page_from(page) for page in page_rows.get(row.id, ())],
                [rows.part_from(part) for part in part_rows.get(row.id, ())],
            )
            for row in found
        ]

    def _all(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self._reading() as connection:
            return connection.execute(query).all()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with translated(self.path), self._writer.begin() as connection:
            yield connection


_COUNTED = (documents, pages, passages)


def _insert(connection: sa.Connection, table: sa.Table, some: list[rows.Row]) -> None:
    if some:  # an empty list would insert one row of defaults
        connection.execute(sa.insert(table), some)


def _by_document(connection: sa.Connection, query: sa.Select[Any]) -> dict[str, list[sa.Row[Any]]]:
    """Group what belongs to documents, pages or parts, keeping its order in each."""
    columns = query.selected_columns
    found = connection.execute(query.order_by(columns["document"], columns["number"]))
    return {id_: list(group) for id_, group in groupby(found, lambda row: row.document)}


def _annotation_rows(labels: Mapping[str, Annotation], pipeline: str) -> list[rows.Row]:
    return [rows.annotation_row(id_, label, pipeline) for id_, label in labels.items()]


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]


def _now() -> datetime:
    """Return the time in UTC; the column keeps no zone, so it is always this one."""
    return datetime.now(UTC).replace(tzinfo=None)
