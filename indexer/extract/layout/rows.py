"""Table rows as sentences: each cell after the name of its column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extract.layout.joining import Words, join_lines
from indexer.extract.layout.lines import Row
from indexer.model import Block, Kind, Region

_LONGEST_HEAD = 60
_SAME_COLUMN = 8.0
_PERIOD = re.compile(r"\b(?:19|20)\d\d\b")
_LONGER = 2.5
"""Cells this many times longer than those above them stand under heads."""


@dataclass(frozen=True, slots=True)
class _Head:
    names: dict[int, str]
    columns: tuple[float, ...]


class RowWriter:
    """Writes the rows of a document's tables, remembering the column heads."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._head: _Head | None = None
        self._over: dict[int, str] = {}

    def write(self, row: Row, following: Row | None) -> Block | None:
        """Write one row as a block.

        Args:
            row: the row.
            following: the next row of the same table, which tells heads from cells.

        Returns:
            None for a row of column heads, which is kept for the rows below it.
        """
        if row.first and not self._carried_on(row):
            self._head = None
        if row.first and following is not None and _heads_heads(row, following):
            self._over = _names(row, self._words)
            return None
        if self._over or (row.first and _is_head(row, following)):
            self._head = _Head(_under(self._over, _names(row, self._words)), row.columns)
            self._over = {}
            return None
        names = self._head.names if self._head else {}
        if names and _names(row, self._words) == names:  # printed again on a new page
            return None
        return self._sentence(row, names)

    def _carried_on(self, row: Row) -> bool:
        """Tell a table that goes on: the same columns at the same places."""
        known = self._head.columns if self._head else ()
        return len(known) == len(row.columns) and all(
            abs(a - b) <= _SAME_COLUMN for a, b in zip(known, row.columns, strict=True)
        )

    def _sentence(self, row: Row, names: dict[int, str]) -> Block:
        text = ""
        regions: list[Region] = []
        for position, (column, lines) in enumerate(row.cells):
            content, places = join_lines(lines, self._words)
            name = names.get(column, "")
            text = _parted(text, labelled=not names and len(row.cells) == 2 and position == 1)
            text += f"{name.rstrip(':')}: " if name else ""
            shift = len(text)
            regions += [Region(r.start + shift, r.end + shift, r.page, r.box) for r in places]
            text += content
        return Block(Kind.ROW, text, tuple(regions))


def _parted(text: str, *, labelled: bool) -> str:
    """Ready a row's text for its next cell."""
    if not text:
        return ""
    if text[-1] in ".:;?!":
        return text + " "
    return text + (": " if labelled and len(text) <= 120 else "; ")


def _names(row: Row, words: Words) -> dict[int, str]:
    return {column: join_lines(lines, words)[0] for column, lines in row.cells}


def _under(over: dict[int, str], names: dict[int, str]) -> dict[int, str]:
    """Put the heads over heads before each of those they stand over.

    A head over heads reaches to the next; one with nothing under it stands by itself.
    """
    found = dict(over)
    for column, name in names.items():
        above = [each for each in over if each <= column]
        group = over[max(above)] if above else ""
        found[column] = f"{group} {name}".strip()
    return found


def _heads_heads(row: Row, following: Row) -> bool:
    """Tell a row of heads over heads: fewer cells than the bold row below, or than columns."""
    cells = {column for column, _ in row.cells}
    below = {column for column, _ in following.cells}
    return _all_bold(row) and _all_bold(following) and cells != below and len(below - cells) > 0


def _is_head(row: Row, following: Row | None) -> bool:
    """Tell a row of column heads: short cells, set apart or unlike those below."""
    if following is None:
        return False
    texts = [" ".join(line.text for line in lines) for _, lines in row.cells]
    if any(len(text) > _LONGEST_HEAD or text[-1] == "." for text in texts):
        return False
    if _all_bold(row) and not _all_bold(following):
        return True
    if len(texts) < 3 or len(texts) != len(row.columns):
        return False
    if all(_PERIOD.search(text) for text in texts[1:]) and not _PERIOD.search(texts[0]):
        return True
    return not _has_figures(texts) or _length(following) > _LONGER * _length(row)


def _length(row: Row) -> float:
    """Give the average number of characters in a row's cells."""
    return sum(len(line.text) for _, lines in row.cells for line in lines) / len(row.cells)


def _all_bold(row: Row) -> bool:
    return all(line.bold for _, lines in row.cells for line in lines)


def _has_figures(texts: Sequence[str]) -> bool:
    return any(re.search(r"\d", text) for text in texts)
