"""Documents in the store: the current ones, those they superseded, and what people corrected."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from indexer.model import Document, FileStatus, Metadata, Passage
from indexer.store import rows
from indexer.store.base import chunks, insert, insert_values, now
from indexer.store.corrected import Correction, Corrections, Said, apply, corrections_in
from indexer.store.ledger import HELD
from indexer.store.packed import Packed, pack
from indexer.store.tables import (
    abbreviations,
    annotations,
    corrections,
    documents,
    files,
    fingerprints,
    pages,
    parts,
    passages,
)
from indexer.store.tables_decisions import cuts, decided, subjects
from indexer.store.tables_findings import finding_edits, finding_ratings, finding_verdicts

CURRENT = documents.c.superseded_at.is_(None)
"""Holds for documents whose content some file still has."""

SUPERSEDED = sa.select(documents.c.id).where(~CURRENT)
"""Ids of the others: few, so that leaving them out costs next to nothing."""

_DATED = ("id", "path", "published", "event_end", "period_start", "period_end")


class Documents(Corrections):
    """Documents with their pages and parts."""

    def save_document(
        self, document: Document, passages_: Iterable[Passage], *, pipeline: str
    ) -> None:
        """Write a document with its pages, passages and labels, replacing all it had.

        It is current from then on, also where it was superseded before.

        Args:
            document: the document as the machine read it, without corrections.
            passages_: its passages in reading order, annotated or not.
            pipeline: version of the pipeline that annotated them.
        """
        self.save_packed(document, [pack(passages_, pipeline=pipeline)], pipeline=pipeline)

    def save_packed(self, document: Document, packed: Iterable[Packed], *, pipeline: str) -> None:
        """Do as :meth:`save_document` does, with passages that are packed already, in slices."""
        row = rows.document_row(document) | {"indexed_at": now(), "pipeline": pipeline}
        lay = sa.select(documents.c.path).where(documents.c.id == document.id)
        with self._writing() as connection:
            _let_follow(connection, document.id, connection.execute(lay).scalar(), document.path)
            connection.execute(sa.delete(documents).where(documents.c.id == document.id))
            connection.execute(sa.insert(documents), row)
            insert(connection, pages, [rows.page_row(document.id, page) for page in document.pages])
            insert(connection, parts, [rows.part_row(document.id, part) for part in document.parts])
            found = rows.definition_rows(document.id, document.abbreviations)
            insert(connection, abbreviations, found)
            for some in packed:
                insert_values(connection, passages, some.passages)
                insert_values(connection, annotations, some.annotations)
                insert_values(connection, fingerprints, some.fingerprints)
            # The records that go to the search index now are the machine's.
            own = sa.select(passages.c.id).where(passages.c.document == document.id)
            stale = sa.update(decided).where(decided.c.passage.in_(own))
            connection.execute(stale.values(shown=False))

    def document(self, id_: str, *, as_read: bool = False) -> Document | None:
        """Return one document, current or superseded; None if there is none of that id.

        Args:
            id_: its id.
            as_read: with the machine's metadata, as if nobody had corrected it.
        """
        return self.documents_by_id([id_], as_read=as_read).get(id_)

    def documents_by_id(self, ids: Iterable[str], *, as_read: bool = False) -> dict[str, Document]:
        """Return the documents of these ids that exist, in the order asked for.

        Reading those of a screen of hits one by one takes five queries for each (measured on
        twenty: 14 against 2 ms).

        Args:
            ids: of current or superseded documents.
            as_read: with the machine's metadata, as if nobody had corrected it.
        """
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Document] = {}
        for some in chunks(wanted):
            read = self._read(documents.c.id.in_(some), some, as_read=as_read)
            found |= {document.id: document for document in read}
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def is_current(self, id_: str) -> bool:
        """Return whether a file still holds the content of a document."""
        return bool(self._all(sa.select(documents.c.id).where(documents.c.id == id_, CURRENT)))

    def documents(self, *, all: bool = False) -> list[Document]:  # noqa: A002
        """Return the current documents by path, with corrections applied.

        Args:
            all: superseded ones too.
        """
        return self._read(sa.true() if all else CURRENT)

    def latest_documents(self, number: int) -> list[Document]:
        """Return the documents of the latest dates, newest first; undated ones are left out."""
        days = self.dates()
        newest = sorted(days, key=lambda id_: (-days[id_].toordinal(), id_))[:number]
        return list(self.documents_by_id(newest).values())

    def documents_needing_ocr(self) -> set[str]:
        """Return ids of current documents with a textless page never put to recognition.

        Pages without a size, of formats that have none or damaged, show nothing to recognise.
        """
        query = sa.select(pages.c.document).join(documents).where(CURRENT)
        query = query.where(~pages.c.has_text, pages.c.ocr.is_(None), pages.c.width > 0)
        return {row.document for row in self._all(query.distinct())}

    def documents_recognised(self) -> set[str]:
        """Return ids of the documents with text that was read from a picture of a page."""
        query = sa.select(pages.c.document).where(pages.c.has_text, pages.c.ocr.is_not(None))
        return {row.document for row in self._all(query.distinct())}

    def outdated_documents(self) -> list[str]:
        """Return ids of the current documents whose content no file of the ledger has any more."""
        held = sa.select(files.c.document).where(
            files.c.document == documents.c.id, files.c.status != FileStatus.REMOVED.value
        )
        query = sa.select(documents.c.id).where(CURRENT, ~held.exists())
        return [row.id for row in self._all(query.order_by(documents.c.id))]

    def successors(self) -> dict[str, str]:
        """Return the current document at the path of each superseded one, by their ids."""
        heir = documents.alias("heir")
        same = (heir.c.path == documents.c.path) & heir.c.superseded_at.is_(None)
        query = sa.select(documents.c.id, heir.c.id.label("heir")).join(heir, same).where(~CURRENT)
        return {row.id: row.heir for row in self._all(query)}

    def documents_without_file(self) -> set[str]:
        """Return ids of the documents, current or superseded, whose content no file has now."""
        there = sa.select(files.c.path).where(
            files.c.document == documents.c.id, files.c.missing_since.is_(None)
        )
        return {row.id for row in self._all(sa.select(documents.c.id).where(~there.exists()))}

    def supersede(self, ids: Sequence[str]) -> None:
        """Set documents aside; take them out of the search index first."""
        with self._writing() as connection:
            for some in chunks(ids):
                change = sa.update(documents).where(documents.c.id.in_(some), CURRENT)
                connection.execute(change, {"superseded_at": now()})

    def rehome_documents(self) -> None:
        """Give documents whose file changed or is missing the path of a copy that is there.

        The copy is then no duplicate any more; what is missing is one of the copy, and what
        people said of it goes along, to pass to later versions of the file in its new place.
        """
        own = files.alias("own")
        at_home = sa.select(own.c.path).where(
            own.c.document == documents.c.id,
            own.c.path == documents.c.path,
            own.c.missing_since.is_(None),
        )
        query = (
            sa.select(
                documents.c.id,
                documents.c.path.label("old"),
                sa.func.min(files.c.path).label("new"),
            )
            .join(files, files.c.document == documents.c.id)
            .where(files.c.status.in_(HELD), files.c.missing_since.is_(None))
            .where(CURRENT, ~at_home.exists())
            .group_by(documents.c.id, documents.c.path)
        )
        indexed = {"status": FileStatus.INDEXED.value, "error": None}
        with self._writing() as connection:
            for id_, old, new in connection.execute(query).all():
                move = sa.update(documents).where(documents.c.id == id_)
                connection.execute(move, {"path": new})
                connection.execute(sa.update(files).where(files.c.path == new), indexed)
                copy = {"status": FileStatus.DUPLICATE.value, "error": f"Same content as {new}."}
                gone = (files.c.path == old) & files.c.missing_since.is_not(None)
                others = (files.c.status == FileStatus.DUPLICATE.value) | gone
                left = sa.update(files).where(files.c.document == id_, files.c.path != new)
                connection.execute(left.where(others), copy)
                _let_follow(connection, id_, old, new)

    def counting_corrections(self, document: str) -> list[Correction]:
        """Return the corrections that a document shows, its own and inherited ones.

        Those of a superseded or unknown document are its own only.
        """
        query = sa.select(documents.c.path).where(documents.c.id == document, CURRENT)
        with self._reading() as connection:
            path = connection.execute(query).scalar()
            said = Said(corrections_in(connection))
        return said.of(document, path or "", inherits=path is not None)

    def dates(self) -> dict[str, date]:
        """Return the day each current document speaks for; undated ones are left out."""
        columns = [documents.c[name] for name in _DATED]
        with self._reading() as connection:
            said = Said(corrections_in(connection))
            found = connection.execute(sa.select(*columns).where(CURRENT)).all()
        days: dict[str, date] = {}
        for row in found:
            period = rows.period_from(row)
            known = Metadata(published=row.published, event_end=row.event_end, period=period)
            known = apply(known, said.of(row.id, row.path, inherits=True))
            if known.dated is not None:
                days[row.id] = known.dated
        return days

    def _read(
        self,
        which: sa.ColumnElement[bool],
        ids: Sequence[str] | None = None,
        *,
        as_read: bool = False,
    ) -> list[Document]:
        """Read documents; ``ids`` are of those alone wanted, to read nothing of the others."""
        query = sa.select(documents).where(which).order_by(documents.c.path, documents.c.id)
        leaves, papers, short = sa.select(pages), sa.select(parts), sa.select(abbreviations)
        if ids is not None:
            leaves = leaves.where(pages.c.document.in_(ids))
            papers = papers.where(parts.c.document.in_(ids))
            short = short.where(abbreviations.c.document.in_(ids))
        with self._reading() as connection:
            page_rows = _by_document(connection, leaves)
            part_rows = _by_document(connection, papers)
            short_rows = _by_document(connection, short)
            found = connection.execute(query).all()
            said = Said(() if as_read else corrections_in(connection))
        return [
            _document(
                row,
                page_rows.get(row.id, ()),
                part_rows.get(row.id, ()),
                short_rows.get(row.id, ()),
                said,
            )
            for row in found
        ]


def _let_follow(connection: sa.Connection, document: str, old: str | None, new: str) -> None:
    """Have what people said of a document stand at its new path, if its file was moved there.

    Where another content took the old path it stays, for that is the next version.
    """
    if old is None or old == new:
        return
    left = sa.exists().where(
        files.c.path == old, files.c.document == document, files.c.missing_since.is_not(None)
    )
    for said in (corrections, subjects, cuts, finding_edits, finding_ratings, finding_verdicts):
        own = said.c.document == document, said.c.path == old
        connection.execute(sa.update(said).where(*own, left).values(path=new))


def _document(
    row: Any,
    pages_: Sequence[sa.Row[Any]],
    parts_: Sequence[sa.Row[Any]],
    abbreviations_: Sequence[sa.Row[Any]],
    said: Said,
) -> Document:
    document = rows.document_from(
        row,
        [rows.page_from(page) for page in pages_],
        [rows.part_from(part) for part in parts_],
        [rows.definition_from(one) for one in abbreviations_],
    )
    corrected = said.of(document.id, document.path, inherits=row.superseded_at is None)
    return (
        replace(document, metadata=apply(document.metadata, corrected)) if corrected else document
    )


def _by_document(connection: sa.Connection, query: sa.Select[Any]) -> dict[str, list[sa.Row[Any]]]:
    """Group what belongs to documents, pages or parts, keeping its order in each."""
    columns = query.selected_columns
    grouped: defaultdict[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in connection.execute(query.order_by(columns["document"], columns["number"])).all():
        grouped[row.document].append(row)
    return grouped
