"""Rows written as CSV, as JSON lines and as a workbook, a few at a time."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from indexer.errors import IndexerError
from indexer.export.cells import ROWS_AT_ONCE, csv_bytes, emptied, writable
from indexer.export.rows import COLUMNS, Cell, Link, Row, export_rows, labelled
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy


class Format(StrEnum):
    """The formats of an export, by the endings of their files."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSONL: "application/jsonl; charset=utf-8",
}

_JOINT = "; "
_BELOW = " > "


def format_of(path: Path) -> Format:
    """Return the format that the ending of a file name asks for.

    Raises:
        IndexerError: it is none of ours.
    """
    try:
        return Format(path.suffix.lower().lstrip("."))
    except ValueError as error:
        known = ", ".join(f".{one.value}" for one in Format)
        raise IndexerError(
            f"{path.name} does not say how to write it. End the name with one of: {known}."
        ) from error


def json_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a JSON object a line, keyed by the names in :data:`~indexer.export.rows.COLUMNS`."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    buffer = io.StringIO()
    for number, row in enumerate(rows, start=1):
        buffer.write(f"{encode(row)}\n")
        if number % ROWS_AT_ONCE == 0:
            yield emptied(buffer)
    yield emptied(buffer)


def write_xlsx(rows: Iterable[Row], file: IO[bytes]) -> None:
    """Write a workbook of one sheet; rows go to disk as they come.

    All text is written as text, so that nothing in it is worked out.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Passages")
    sheet.freeze_panes = "A2"
    widths = {"A": 80, "B": 40, "C": 24, "D": 24, "E": 12, "H": 32, "I": 32, "J": 28, "N": 40}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width

    def cell(value: str, font: Any = None) -> Any:
        made = WriteOnlyCell(sheet)
        made.value = value
        made.data_type = "s"  # not a formula, nor an error such as #N/A
        if font:
            made.font, made.alignment = font, Alignment(vertical="top")
        return made

    bold = Font(bold=True)
    sheet.append([cell(title, bold) for title in COLUMNS.values()])
    for row in rows:
        values = (_plain(name, value) for name, value in row.items())
        sheet.append(
            [cell(v) if isinstance(v, str) and v.startswith(("=", "#")) else v for v in values]
        )
    book.save(file)


def _may_be_worked_out(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("=", "#"))


def write_export(
    path: Path, ids: Sequence[str], store: Store, taxonomy: Taxonomy, *, link: Link
) -> None:
    """Write passages to a file, in the format its name asks for.

    Raises:
        IndexerError: the name asks for no known format, or the file cannot be written.
    """
    kind = format_of(path)
    rows = export_rows(ids, store, link=link)
    try:
        with path.open("wb") as file:
            if kind is Format.XLSX:
                write_xlsx(labelled(rows, taxonomy), file)
            else:
                file.writelines(pieces(kind, rows, taxonomy))
    except OSError as error:
        raise IndexerError(f"{path} cannot be written: {error.strerror}.") from error


def pieces(kind: Format, rows: Iterable[Row], taxonomy: Taxonomy) -> Iterator[bytes]:
    """Yield a CSV or JSON lines file; JSON keeps the ids, for programs."""
    if kind is Format.JSONL:
        return json_pieces(rows)
    table = labelled(rows, taxonomy)
    return csv_bytes(COLUMNS.values(), ([*map(_plain, row, row.values())] for row in table))


def _plain(name: str, value: Cell) -> str | int | None:
    """Write a value as one cell holds it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        value = (_BELOW if name == "headings" else _JOINT).join(value)
    return writable(value) if isinstance(value, str) else value
