"""The list of files as a file for a spreadsheet, to send to whoever keeps the folder."""

from collections.abc import Iterator

from app.documents.ledger import LedgerParams, LedgerRow
from app.wiring import Workplace
from app.words import STAGES, STATUSES
from indexer.export.cells import Plain, csv_bytes
from indexer.model import FileStatus

TITLES = (
    "File",
    "Status",
    "Reason",
    "Stopped",
    "Last tried (UTC)",
    "Times tried in a row",
    "Missing since",
    "Title",
    "Kind",
    "Authority",
    "Date",
    "Pages",
    "Pages by OCR",
    "Passages",
    "Bytes",
)
_AT_ONCE = 500
"""Files read from the store at a time."""


def ledger_csv(place: Workplace, params: LedgerParams) -> Iterator[bytes]:
    """Yield all files that are asked for as CSV, piece by piece."""
    store = place.store
    found = store.find_files(
        status=params.status, trait=params.trait, name=params.name, order=params.order
    )
    rows = (
        _row(LedgerRow(listed), place)
        for start in range(0, len(found), _AT_ONCE)
        for listed in store.list_files(found[start : start + _AT_ONCE])
    )
    return csv_bytes(TITLES, rows)


def _row(row: LedgerRow, place: Workplace) -> list[Plain]:
    entry, held = row.entry, row.held
    stopped = entry.status in (FileStatus.FAILED, FileStatus.QUARANTINED)
    known: list[Plain] = [None] * 7
    if held:
        metadata = held.metadata
        known = [
            row.title,
            place.words.label("type", metadata.type) if metadata.type else None,
            metadata.authority,
            metadata.dated.isoformat() if metadata.dated else None,
            held.pages,
            held.ocr_pages,
            held.passages,
        ]
    return [
        entry.path,
        STATUSES[entry.status],
        entry.error,
        STAGES[entry.stage] if stopped else None,
        row.listed.tried.strftime("%Y-%m-%d %H:%M"),
        entry.attempts,
        entry.missing_since.date().isoformat() if entry.missing_since else None,
        *known,
        entry.size,
    ]
