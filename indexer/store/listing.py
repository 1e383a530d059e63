"""The ledger as a person leafs through it: filtered, in order, one screen at a time.

Ten thousand files are never read to show a hundred of them: the files that fit are
found and put in order by the database, and only those of the screen are read in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from indexer.model import FileStatus, LedgerEntry, Metadata
from indexer.store import rows
from indexer.store.corrected import Said, apply, corrections_in
from indexer.store.documents import CURRENT, Documents
from indexer.store.summary import Run
from indexer.store.tables import documents, files, pages, passages, runs

LOW_CONFIDENCE = 0.8
"""Below this a page that was recognised is one to read on its picture.

Of 24 pages of print made worse by blur (none to 3.2 pixels) and low resolution (65 to 200 dpi),
the 15 at 0.80 and above had 0 to 6 % of their characters wrong, 1 % in the middle; the 9 below
had 8 to 100 %.
"""


class Trait(StrEnum):
    """What a person looks for among the files, beside their status."""

    NEEDS_OCR = "needs-ocr"
    LOW_CONFIDENCE = "low-confidence"
    REPAIRED = "repaired"
    MISSING = "missing"


class Order(StrEnum):
    """The order of the files; of equals, by path."""

    NAME = "name"
    STATUS = "status"
    DATE = "date"
    TRIED = "tried"


@dataclass(frozen=True, slots=True)
class Holding:
    """What a document comes to, without its pages and passages.

    Attributes:
        path: where the document lay when it was read, another path for a duplicate.
        metadata: with corrections.
        pages, passages: how many there are.
        drawn: the format fixes what its pages look like.
        needs_ocr: pages without text that were never put to recognition.
        ocr_pages: pages whose text was recognised.
        confidence: how sure recognition was of them on average, 0 to 1; None without any.
    """

    path: str
    metadata: Metadata
    repaired: bool
    pages: int
    drawn: bool
    passages: int
    needs_ocr: int
    ocr_pages: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the ledger.

    Attributes:
        tried: when a run last looked at it, in UTC.
        held: what was read from its content; None where nothing could be.
    """

    entry: LedgerEntry
    tried: datetime
    held: Holding | None


# As in documents_needing_ocr: a page without a size shows nothing to recognise.
_NEEDS_OCR = ~pages.c.has_text & pages.c.ocr.is_(None) & (pages.c.width > 0)
_RECOGNISED = pages.c.has_text & pages.c.ocr.is_not(None)
_HELD = sa.select(pages.c.document)
_WITH: Mapping[Trait, sa.Select[Any]] = {
    Trait.NEEDS_OCR: _HELD.where(_NEEDS_OCR),
    Trait.LOW_CONFIDENCE: _HELD.where(_RECOGNISED, pages.c.ocr < LOW_CONFIDENCE),
    Trait.REPAIRED: sa.select(documents.c.id).where(documents.c.repaired),
}
_MISSING = files.c.missing_since.is_not(None) & (files.c.status != FileStatus.REMOVED.value)


def _has(trait: Trait) -> sa.ColumnElement[bool]:
    return _MISSING if trait is Trait.MISSING else files.c.document.in_(_WITH[trait])


# As in Metadata.dated.
_DAYS = (documents.c.published, documents.c.event_end, documents.c.period_end)
_DAY = sa.func.coalesce(*_DAYS).label("day")

_URGENCY = sa.case(
    {
        FileStatus.QUARANTINED.value: 0,
        FileStatus.FAILED.value: 1,
        FileStatus.SKIPPED.value: 2,
        FileStatus.DUPLICATE.value: 3,
        FileStatus.CONTAINER.value: 4,
        FileStatus.REMOVED.value: 6,
    },
    value=files.c.status,
    else_=5,
)
"""What a person may have to act on comes first."""


class Listing(Documents):
    """Files as they are listed for people, and the runs that looked at them."""

    def find_files(
        self,
        *,
        status: FileStatus | None = None,
        trait: Trait | None = None,
        name: str = "",
        order: Order = Order.NAME,
    ) -> list[str]:
        """Return the paths of the files that fit, in order.

        Args:
            status: only those of this status.
            trait: only those that have it, or whose document has.
            name: letters the path holds; a to z in either case.
            order: dates are those of documents, newest first and undated ones last.
        """
        query: sa.Select[Any] = sa.select(files.c.path, files.c.document)
        query = query.order_by(*_ordered(order))
        if order is Order.DATE:
            query = query.add_columns(_DAY).outerjoin(documents, documents.c.id == files.c.document)
        if status is not None:
            query = query.where(files.c.status == status.value)
        if trait is not None:
            query = query.where(_has(trait))
        if name:
            query = query.where(files.c.path.icontains(name, autoescape=True))
        with self._reading() as connection:
            found: Sequence[sa.Row[Any]] = connection.execute(query).all()
            if order is Order.DATE:
                found = _newest_first(found, _corrected_days(connection))
        return [row.path for row in found]

    def list_files(self, paths: Sequence[str]) -> list[Listed]:
        """Return the files of these paths with what is known of them, in the same order."""
        with self._reading() as connection:
            found = connection.execute(sa.select(files).where(files.c.path.in_(paths))).all()
            ids = [row.document for row in found if row.document]
            known = _holdings(connection, ids)
        listed = {
            row.path: Listed(
                rows.entry_from(row), row.seen_at.replace(tzinfo=UTC), known.get(row.document)
            )
            for row in found
        }
        return [listed[path] for path in paths if path in listed]

    def count_files(self) -> dict[FileStatus, int]:
        """Return the number of files by status; a status without files is absent."""
        number = sa.func.count().label("number")
        query = sa.select(files.c.status, number).group_by(files.c.status)
        return {FileStatus(row.status): row.number for row in self._all(query)}

    def count_traits(self) -> dict[Trait, int]:
        """Return the number of files with each trait; one that none has is absent."""
        number = sa.select(sa.func.count()).select_from(files)
        counted = {trait: number.where(_has(trait)).scalar_subquery() for trait in Trait}
        query: sa.Select[Any] = sa.select(*counted.values())
        row = self._all(query)[0]
        return {trait: many for trait, many in zip(counted, row, strict=True) if many}

    def years(self) -> tuple[int, int] | None:
        """Return the years of the first and the last current document; None if none has a date.

        The database looks for them: reading every date takes 11 ms of 1,100 documents.
        """
        with self._reading() as connection:
            corrected = _corrected_days(connection, CURRENT)
            ends = sa.select(sa.func.min(_DAY), sa.func.max(_DAY)).where(CURRENT)
            found = connection.execute(ends.where(documents.c.id.not_in(corrected))).one()
        days = [day for day in (*found, *corrected.values()) if day]
        return (min(days).year, max(days).year) if days else None

    def recent_runs(self, number: int) -> list[Run]:
        """Return the latest runs, newest first."""
        query = sa.select(runs).order_by(runs.c.id.desc()).limit(number)
        return [
            Run(
                row.id,
                row.started.replace(tzinfo=UTC),
                row.finished and row.finished.replace(tzinfo=UTC),
                tuple(row.paths),
                row.counts,
            )
            for row in self._all(query)
        ]


def _newest_first(
    found: Sequence[sa.Row[Any]], corrected: Mapping[str, date | None]
) -> Sequence[sa.Row[Any]]:
    def rank(row: sa.Row[Any]) -> int:
        day = corrected.get(row.document, row.day)
        return -day.toordinal() if day else 0

    return sorted(found, key=rank)


def _corrected_days(
    connection: sa.Connection, which: sa.ColumnElement[bool] | None = None
) -> dict[str, date | None]:
    """Return the days of the documents a person said anything of: few, so one by one.

    Args:
        which: of which documents; None: of all.
    """
    made = corrections_in(connection)
    said = Said(made)
    named = documents.c.id.in_({one.document for one in made})
    there = documents.c.path.in_({one.path for one in made})
    days: dict[str, date | None] = {}
    query = sa.select(documents).where(named | there)
    if which is not None:
        query = query.where(which)
    for row in connection.execute(query) if made else ():
        inherits = row.superseded_at is None
        corrected = said.of(row.id, row.path, inherits=inherits)
        days[row.id] = apply(rows.document_from(row, (), ()).metadata, corrected).dated
    return days


def _ordered(order: Order) -> tuple[sa.ColumnElement[Any], ...]:
    if order is Order.STATUS:
        return (_URGENCY, files.c.path)
    if order is Order.TRIED:
        return (files.c.seen_at.desc(), files.c.path)
    return (files.c.path,)


_SUMS = sa.select(
    pages.c.document,
    sa.func.count().label("pages"),
    sa.func.max(pages.c.width * pages.c.height).label("area"),
    sa.func.sum(sa.case((_NEEDS_OCR, 1), else_=0)).label("needs_ocr"),
    sa.func.sum(sa.case((_RECOGNISED, 1), else_=0)).label("ocr_pages"),
    sa.func.avg(sa.case((_RECOGNISED, pages.c.ocr))).label("confidence"),
).group_by(pages.c.document)


def _holdings(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Holding]:
    sums = connection.execute(_SUMS.where(pages.c.document.in_(ids)))
    paged = {row.document: row for row in sums}
    number = sa.select(passages.c.document, sa.func.count().label("number"))
    number = number.where(passages.c.document.in_(ids)).group_by(passages.c.document)
    texts = {row.document: row.number for row in connection.execute(number)}
    said = Said(corrections_in(connection))
    found = connection.execute(sa.select(documents).where(documents.c.id.in_(ids)))
    return {row.id: _holding(row, paged.get(row.id), texts.get(row.id, 0), said) for row in found}


def _holding(row: Any, paged: Any, texts: int, said: Said) -> Holding:
    inherits = row.superseded_at is None
    corrected = said.of(row.id, row.path, inherits=inherits)
    return Holding(
        path=row.path,
        metadata=apply(rows.document_from(row, (), ()).metadata, corrected),
        repaired=row.repaired,
        pages=paged.pages if paged else 0,
        drawn=bool(paged and paged.area),
        passages=texts,
        needs_ocr=paged.needs_ocr if paged else 0,
        ocr_pages=paged.ocr_pages if paged else 0,
        confidence=paged.confidence if paged else None,
    )
