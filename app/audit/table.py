"""The audit trail as a file for other programs."""

import json
from collections.abc import Iterable, Iterator

from indexer.audit import Entry, entry_json
from indexer.export.cells import Plain, csv_bytes

COLUMNS = (
    "id",
    "at",
    "who",
    "role",
    "action",
    "subject",
    "detail",
    "address",
    "previous",
    "hash",
)


def csv_pieces(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a CSV file piece by piece, for a spreadsheet."""
    return csv_bytes(COLUMNS, (_row(entry) for entry in entries))


def json_pieces(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a JSON object a line: with all of them the chain can be followed elsewhere."""
    for entry in entries:
        line = json.dumps(entry_json(entry), ensure_ascii=False)
        yield f"{line}\n".encode("utf-8", "replace")


def _row(entry: Entry) -> list[Plain]:
    values = entry_json(entry)
    values["detail"] = json.dumps(values["detail"], ensure_ascii=False)
    return [values[name] for name in COLUMNS]
