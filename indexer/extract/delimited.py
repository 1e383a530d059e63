"""Tables as text: CSV and its kin, whatever the delimiter."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.decode import decode, encoding_of
from indexer.extract.office.tabular import TooLarge, read_rows
from indexer.extract.pieces import squeeze
from indexer.model import Extraction, Page

_DELIMITERS = (",", ";", "\t", "|")
_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_BARE = frozenset({".txt", ""})
_SAMPLE = 40  # rows that tell the delimiter
# A line of prose has a comma or two; a table under a name that does not say so must be
# one beyond doubt.
_SURE_COLUMNS, _SURE_ROWS = 3, 5
_MAX_CELL = 200


class DelimitedExtractor:
    """Reads tables written as text with commas, semicolons, tabs or bars between cells."""

    name = "csv"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether the text is a table: the same two columns or more in row after row.

        Under a name that does not say so (``.txt`` or none) it takes three columns of
        short cells in five rows, without exception, and a tab, a semicolon or a comma
        that no space follows: an English sentence sets a space after its comma.
        """
        if suffix not in _SUFFIXES | _BARE:
            return False
        encoding = encoding_of(head)
        if encoding is None:
            return False
        text = head.decode(encoding, errors="replace")
        lines = text.splitlines()
        # The head of a longer file ends within a line.
        text = "\n".join(lines[:-1] if len(head) >= 4096 and len(lines) > 2 else lines)
        delimiter = find_delimiter(text)
        if delimiter is None or suffix in _SUFFIXES:
            return delimiter is not None
        return _is_surely_table(text, delimiter)

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read the whole table as one page.

        Raises:
            ExtractionError: it is no table, too large, or cannot be opened.
        """
        try:
            text = decode(path.read_bytes())
        except OSError as error:
            raise ExtractionError(f"{path.name} cannot be opened: {error.strerror}.") from error
        delimiter = find_delimiter(text) if text else None
        if text is None or delimiter is None:
            raise ExtractionError(
                f"{path.name} is not a table of text: its rows do not have the same columns."
            )
        try:
            blocks = tuple(read_rows(_rows(text, delimiter), page=1))
        except TooLarge as error:
            raise ExtractionError(f"{path.name} {error}") from error
        except csv.Error as error:
            raise ExtractionError(
                f"{path.name} is damaged: a cell does not end ({error}). Export it again."
            ) from error
        return Extraction(pages=(Page(number=1, has_text=bool(blocks)),), blocks=blocks)


def find_delimiter(text: str) -> str | None:
    """Find the character that parts the cells of a table.

    Args:
        text: the file or its beginning, in whole lines.

    Returns:
        The one that gives most of the first rows the same number of cells, two or more,
        and the most cells among those; None when the text is no table.
    """
    best: tuple[float, int, str] | None = None
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in islice(_rows(text, delimiter), _SAMPLE) if any(row)]
        except csv.Error:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        share = widths.count(common) / len(widths) if widths else 0.0
        # Titles and notes above and below a table are short rows among the long.
        if common >= 2 and len(widths) >= 2 and share >= 0.6:
            best = max(best or (0.0, 0, ""), (round(share, 1), common, delimiter))
    return best[2] if best else None


def _is_surely_table(text: str, delimiter: str) -> bool:
    if delimiter != "\t" and f"{delimiter} " in text:
        return False
    rows = [row for row in _rows(text, delimiter) if any(row)]
    same = len({len(row) for row in rows}) == 1
    short = all(len(cell) <= _MAX_CELL for row in rows for cell in row)
    return same and short and len(rows) >= _SURE_ROWS and len(rows[0]) >= _SURE_COLUMNS


def _rows(text: str, delimiter: str) -> Iterator[Sequence[str]]:
    lines = text.replace("\0", "").splitlines(keepends=True)
    for row in csv.reader(lines, delimiter=delimiter):
        yield [squeeze(cell) for cell in row]
