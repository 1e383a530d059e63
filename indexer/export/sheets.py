"""Any table as a file to keep: CSV or an Excel workbook of one sheet."""

import io
from collections.abc import Iterable, Mapping, Sequence

from indexer.export.cells import Plain, csv_bytes, writable
from indexer.export.writers import Format

FORMATS = (Format.XLSX, Format.CSV)
"""What :func:`table_bytes` writes."""


def table_bytes(
    kind: Format,
    titles: Sequence[str],
    rows: Iterable[Sequence[Plain]],
    *,
    name: str,
    widths: Mapping[str, int],
) -> bytes:
    """Write a table; all text is written as text, never as a formula.

    Args:
        kind: one of :data:`FORMATS`.
        titles: of the columns.
        rows: a cell for each title.
        name: of the sheet.
        widths: of columns by their letter, in characters.
    """
    clean = ([writable(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    if kind is Format.CSV:
        return b"".join(csv_bytes(titles, clean))
    return _workbook(titles, clean, name, widths)


def _workbook(
    titles: Sequence[str], rows: Iterable[Sequence[Plain]], name: str, widths: Mapping[str, int]
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width

    def cell(value: Plain, *, bold: bool = False) -> object:
        made = WriteOnlyCell(sheet, value=None)
        made.value = value
        if isinstance(value, str):
            made.data_type = "s"
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(title, bold=True) for title in titles])
    for row in rows:
        sheet.append([cell(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
