"""Rows of cells, from a worksheet or a CSV file, to blocks that read as sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.extract.pieces import build_block, header_of, row_text
from indexer.model import Block, Kind

MAX_ROWS = 50_000
"""Filled rows in one file, beyond which it is a data set and no paper: at some 2,000 rows
a second to label, that is half a minute. The largest tracker a council keeps has hundreds."""
MAX_CELLS = 1_000_000
"""Filled cells in one file: twenty in each of the most rows; some 100 MB of memory."""
_WINDOW = 30  # rows below a heading that tell whether it is one
_MAX_HEADING = 80
_FIGURE = re.compile(r"[-+(]?[£$€]?\d[\d,.]*\s?%?\)?|\d{1,2} [A-Z][a-z]+ \d{4}.*|\d\d?/\d\d?/\d+")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:\s?[/-]\s?\d\d(?:\d\d)?)?|[QT][1-4]\b.*|[A-Z][a-z]+ \d{4}")

Row = Sequence[str]


class TooLarge(Exception):
    """There is more than a paper holds; the message goes on from the file's name."""


def read_rows(rows: Iterable[Row], *, page: int, held: int = 0) -> Iterator[Block]:
    """Read the tables of a sheet, which blank rows part.

    Rows with one cell above a table are paragraphs: its title, or notes. Each table is
    read under the column headings found at its head. One without any, whose columns are
    those of the table above it, goes on with that table's headings.

    Args:
        rows: cell texts, clean, top to bottom; empty text for an empty cell.
        page: number of the page they stand on.
        held: blocks read from the file before.

    Raises:
        TooLarge: there are more rows or cells than a paper holds.
    """
    header: Row | None = None
    for table in _tables(_counted(rows, held)):
        while table and _filled(table[0]) == 1:
            yield from _block(Kind.PARAGRAPH, row_text(table.pop(0), None), page)
        if not table:
            continue
        if has_header(table):
            header = table.pop(0)
        elif header is not None and _columns(table[:_WINDOW]) != _columns([header]):
            header = None
        yield from _body(table, header, page)


def has_header(table: Sequence[Row]) -> bool:
    """Tell by evidence whether the first row of a table holds its column headings.

    They are short, all different, as many as there are columns (one corner may be blank),
    and either are words above a column of figures, or read like headings by themselves
    (see :func:`~indexer.extract.pieces.header_of`).
    """
    first, below = table[0], table[1 : _WINDOW + 1]
    heads = [cell for cell in first if cell]
    if not below or len(heads) < 2 or len({head.casefold() for head in heads}) < len(heads):
        return False
    if any(len(head) > _MAX_HEADING or head[-1] in ".;" for head in heads):
        return False
    used = sorted(_columns([first, *below]))
    if len(heads) < len(used) - 1:
        return False
    figures = [column for column in used if _is_figures(column, below)]
    if figures:
        return all(_is_word(_cell(first, column)) for column in figures)
    compact = [[_cell(row, column) for column in used] for row in (first, *below)]
    return header_of(compact) is not None


def _body(table: Sequence[Row], header: Row | None, page: int) -> Iterator[Block]:
    """Read the rows below the headings; one lone cell at the left heads those after it."""
    for position, cells in enumerate(table):
        text = row_text(cells, header)
        followed = position + 1 < len(table) and _filled(table[position + 1]) > 1
        lone = _filled(cells) == 1 and bool(cells[0]) and len(cells[0]) <= _MAX_HEADING
        if (
            header
            and lone
            and followed
            and len(_columns([header])) > 2
            and cells[0][-1] not in ".;"
        ):
            yield from _block(Kind.HEADING, cells[0], page, level=2)
        else:
            yield from _block(Kind.ROW, text, page)


def _block(kind: Kind, text: str, page: int, *, level: int | None = None) -> Iterator[Block]:
    block = build_block(kind, [(text, page)], level=level)
    if block:
        yield block


def _tables(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Part rows at those that are blank."""
    table: list[Row] = []
    for row in rows:
        if any(row):
            table.append(row)
        elif table:
            yield table
            table = []
    if table:
        yield table


def _counted(rows: Iterable[Row], held: int) -> Iterator[Row]:
    count, cells = held, 0
    for row in rows:
        filled = _filled(row)
        count += filled > 0
        cells += filled
        if count > MAX_ROWS or cells > MAX_CELLS:
            raise TooLarge(
                f"holds more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells: a data set, not a "
                "paper. Save the part that matters as a file of its own."
            )
        yield row


def _is_figures(column: int, rows: Sequence[Row]) -> bool:
    """Tell whether a column holds figures or dates in at least half of its filled cells."""
    cells = [text for row in rows if (text := _cell(row, column))]
    return bool(cells) and 2 * sum(bool(_FIGURE.fullmatch(text)) for text in cells) >= len(cells)


def _is_word(text: str) -> bool:
    """Tell whether a cell can head a column of figures: words, or a period of time."""
    return not text or bool(_PERIOD.fullmatch(text)) or not _FIGURE.fullmatch(text)


def _cell(row: Row, column: int) -> str:
    return row[column] if column < len(row) else ""


def _columns(rows: Iterable[Row]) -> set[int]:
    return {column for row in rows for column, text in enumerate(row) if text}


def _filled(row: Row) -> int:
    return sum(bool(text) for text in row)
