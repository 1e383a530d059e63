"""Printed lines with their place and style, and how pieces of them join."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

from indexer.model import Box

NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})\)|\d{1,2}(?:\.\d{1,3})+\.?|\d{1,3}\.)(?=\s|$)",
    re.IGNORECASE,
)
"""The number or letter of a point: "12.", "1.1", "(a)", "b)"."""
SOFT_HYPHEN = "\u00ad"
"""Kept at the end of a line only, where it marks a split word."""
_FLUSH = 1.0
"""Pieces that begin within a point of each other begin at one edge."""
_BARE_NUMBER = re.compile(r"\d{1,3}$")


@dataclass(slots=True, eq=False)
class Area:
    """A box, or one of several columns beside each other.

    Attributes:
        beside: the columns, itself among them, from the left; none of a box.
    """

    beside: list["Area"] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One printed line, or a piece of one, in points from the page's top-left corner.

    Attributes:
        text: words parted by single spaces; a bullet character is left out. May
            end in a soft hyphen.
        base: height of the baseline; the surest measure of line spacing.
        size: font size of most of its characters.
        bold: the whole line is bold.
        marker: "bullet", "number" or "": what the line begins with; "contents" for
            an entry of a contents page; "item" for one of an agenda.
        body_x: where the text starts after a bullet or number.
        furniture: it repeats at the edge of pages; only a table it heads wants it.
        group: the box, cell or column it stands in; lines join within one only.
        within: the boxes and columns it stands in, the outermost first.
    """

    page: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    marker: str = ""
    body_x: float = 0.0
    furniture: bool = False
    group: int = 0
    within: tuple[Area, ...] = ()

    @property
    def box(self) -> Box:
        """The line's box, rounded to a tenth of a point."""
        return (round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))

    @property
    def text_box(self) -> Box:
        """The box of its text alone, without the bullet that was taken off."""
        start = self.body_x if self.marker == "bullet" and self.body_x < self.x1 else self.x0
        return (round(start, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))


@dataclass(slots=True)
class Row:
    """One row of a table.

    Attributes:
        cells: column number and the lines in the cell, from the left.
        columns: left edges of the table's columns.
        first: it is the first row of its table on this page.
        heads: it stands over a full-width cell of running text in the same grid.
    """

    cells: list[tuple[int, list[Line]]]
    columns: tuple[float, ...]
    first: bool = False
    heads: bool = False
    group: int = 0
    marker: str = ""
    within: tuple[Area, ...] = ()

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.cells[0][1][0].page


def is_bare_marker(line: Line) -> bool:
    """Tell a bullet or number that stands alone, waiting for its text."""
    if line.marker == "bullet":
        return not line.text
    if line.marker == "number":
        return bool(NUMBER.fullmatch(line.text))
    return bool(_BARE_NUMBER.match(line.text))


def same_row(left: Line, right: Line) -> bool:
    """Tell whether two pieces stand beside each other on one printed line."""
    if left.y1 <= right.y0 or right.y1 <= left.y0:
        return False
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > 0.5 * min(left.y1 - left.y0, right.y1 - right.y0)


def by_rows(fragments: Iterable[Line]) -> Iterator[list[Line]]:
    """Gather pieces into printed rows, from the top, each row from the left."""
    row: list[Line] = []
    for fragment in sorted(fragments, key=lambda line: (line.base, line.x0)):
        if row and not same_row(row[0], fragment):
            yield _from_left(row)
            row = []
        row.append(fragment)
    if row:
        yield _from_left(row)


def _from_left(row: list[Line]) -> list[Line]:
    return sorted(row, key=lambda line: line.x0) if len(row) > 1 else row


def merge_row(row: Sequence[Line], edges: Sequence[float] = ()) -> list[Line]:
    """Join the pieces of one printed row that belong together.

    A bullet or number joins what follows it; other pieces join over a gap of
    up to one and a half characters' height, which justified text can show.

    Args:
        row: the pieces, from the left.
        edges: left edges of columns; a piece that begins at one joins nothing before it.
    """
    merged: list[Line] = []
    for line in row:
        if merged and not is_bare_marker(merged[-1]) and begins_column(line, edges):
            merged.append(line)
        elif merged and _belongs(merged[-1], line, first=len(merged) == 1):
            merged[-1] = _join(merged[-1], line)
        else:
            merged.append(line)
    return [line for line in merged if line.text]


def begins_column(line: Line, edges: Sequence[float]) -> bool:
    """Tell whether a piece begins at the left edge of a column."""
    return any(abs(line.x0 - edge) < _FLUSH for edge in edges)


def column_edges(rows: Iterable[Sequence[Line]]) -> tuple[float, ...]:
    """Find where columns begin: wide white space stands before it on several printed lines.

    Args:
        rows: the printed rows of one page or box, each from the left.
    """
    lefts = sorted(
        right.x0
        for row in rows
        for left, right in pairwise(row)
        if not is_bare_marker(left) and right.x0 - left.x1 >= 1.5 * right.size
    )
    return tuple(one for one, other in pairwise(lefts) if other - one < _FLUSH)


def _belongs(left: Line, right: Line, *, first: bool) -> bool:
    gap = right.x0 - left.x1
    if is_bare_marker(left) and (left.marker or first):
        return gap < (6 if left.marker else 4) * right.size
    return gap < 1.5 * min(left.size, right.size)


def join_pieces(row: Sequence[Line]) -> Line:
    """Make one line of all the pieces of a printed row."""
    return reduce(_join, row)


def _join(left: Line, right: Line) -> Line:
    """Make one line of two pieces; the longer one gives the style."""
    bare = is_bare_marker(left)
    main = right if bare or len(right.text) > len(left.text) else left
    text = f"{left.text} {right.text}".strip()
    marker = left.marker or ("number" if bare else "")
    return Line(
        left.page, text,
        min(left.x0, right.x0), min(left.y0, right.y0),
        max(left.x1, right.x1), max(left.y1, right.y1),
        main.base, main.size, (left.bold or bare) and right.bold,
        marker, right.body_x if bare else left.body_x, left.furniture, left.group,
    )  # fmt: skip
