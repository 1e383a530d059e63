"""Cells that a spreadsheet shows and never works out.

Documents are hostile input here too: a cell that begins like a formula would be worked
out by a spreadsheet, which can send what stands in other cells to a stranger.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

Plain = str | int | float | None

ROWS_AT_ONCE = 200
_MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8

# What a spreadsheet may take for the start of a formula, also after white space.
_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")

# XML 1.0, and so a workbook, has no place for them.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def csv_bytes(titles: Iterable[str], rows: Iterable[Sequence[Plain]]) -> Iterator[bytes]:
    """Yield a CSV file piece by piece, in UTF-8 with the mark by which Excel knows it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield _MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(titles)
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe(cell) for cell in row])
        if number % ROWS_AT_ONCE == 0:
            yield emptied(buffer)
    yield emptied(buffer)


def safe(cell: Plain) -> Plain:
    """Return a cell that no spreadsheet works out; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def writable(text: str) -> str:
    """Return a text without the characters that no workbook can hold."""
    return _UNWRITABLE.sub("", text)


def emptied(buffer: io.StringIO) -> bytes:
    """Take out what was written to a buffer."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8")
