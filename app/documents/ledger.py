"""The list of every file ever offered, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from app.search.params import read_page
from app.wiring import Workplace
from indexer.model import Document, FileStatus, LedgerEntry

ROWS = 100
"""Files on one screen of the list."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One file; ``document`` is None where nothing could be read from it."""

    entry: LedgerEntry
    document: Document | None
    passages: int

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePath(self.entry.path).name

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return str(PurePath(self.entry.path).parent)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One screen of the list.

    Attributes:
        counts: number of files by status, over all files.
        total: files that fit what was asked for.
        page, pages: which screen of how many.
    """

    rows: tuple[LedgerRow, ...]
    counts: Mapping[FileStatus, int]
    status: FileStatus | None
    name: str
    total: int
    page: int
    pages: int


def build_ledger(place: Workplace, *, status: str, name: str, page: str) -> Ledger:
    """List files by path.

    Args:
        place: where the ledger lies.
        status: a status to keep to; anything else means all.
        name: letters the path must contain, whatever their case; empty means any.
        page: screen of the list, as the address gives it.
    """
    wanted = FileStatus(status) if status in list(FileStatus) else None
    entries = [
        entry
        for entry in place.store.entries(status=wanted)
        if name.casefold() in entry.path.casefold()
    ]
    pages = max(1, -(-len(entries) // ROWS))
    number = read_page(page, pages)
    return Ledger(
        rows=_rows(entries[(number - 1) * ROWS : number * ROWS], place),
        counts=place.store.counts().files,
        status=wanted,
        name=name,
        total=len(entries),
        page=number,
        pages=pages,
    )


def _rows(entries: list[LedgerEntry], place: Workplace) -> tuple[LedgerRow, ...]:
    passages = place.store.passage_counts()
    documents = {e.document: place.store.document(e.document) for e in entries if e.document}
    return tuple(
        LedgerRow(
            entry=entry,
            document=documents.get(entry.document) if entry.document else None,
            passages=passages.get(entry.document or "", 0),
        )
        for entry in entries
    )
