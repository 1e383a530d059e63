"""Reading order: tables, boxes side by side, columns, and the plain page.

Most pages are one column, and their lines are simply taken from the top. Only
where pieces of text stand beside each other are the drawn lines looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from indexer.extract.layout.alignment import as_rows
from indexer.extract.layout.fragments import split_at
from indexer.extract.layout.grid import Grid, column_of, find_grids
from indexer.extract.layout.lines import (
    Area,
    Line,
    Row,
    by_rows,
    column_edges,
    is_bare_marker,
    merge_row,
    same_row,
)
from indexer.extract.layout.rules import Drawn, read_drawn
from indexer.extract.layout.xycut import GUTTER, Group, Item, order, placed
from indexer.model import Box

_LONG_CELL = 500
"""A grid with cells of more characters than this on average is a layout of boxes, no table.
In 558 grids of 487 public reports and guides the longest average of a table was 313."""
_LISTS = 3
"""So is one of two rows or fewer with this many bullets in a cell. Of the same grids one is:
a column of bodies beside a column of lists of what they must do."""


_STRIPES = 3
"""Shaded rows of a table are no fewer than this: its heads and two more."""
_TALLEST_STRIPE = 90.0


@dataclass(slots=True)
class _Sheet:
    """A page being laid out: what is left to place, and what has been."""

    fragments: list[Line]
    items: list[Item] = field(default_factory=list)


def read_layout(
    load_page: Callable[[], Any], fragments: list[Line], furniture: Sequence[Line] = ()
) -> list[Line | Row]:
    """Put the pieces of a page in reading order.

    Args:
        load_page: gives the PyMuPDF page; called only where drawings are asked for.
        fragments: as read by :func:`~indexer.extract.layout.fragments.read_fragments`.
        furniture: pieces that repeat at the edge of pages; used only as the
            heads of a table that has other rows on the page.

    Returns:
        whole lines and table rows; ``group`` changes where a box or column does.
    """
    if not _side_by_side(fragments):
        return [line for row in by_rows(fragments) for line in merge_row(row)]
    page = load_page()
    groups = count(1)
    sheet = _Sheet([*furniture, *fragments])
    drawn = read_drawn(page)
    for grid in find_grids(drawn):
        _split_over_cells(page, sheet, grid)
        _place_grid(sheet, grid)
    sheet.fragments = [line for line in sheet.fragments if not line.furniture]
    _place_boxes(sheet, drawn, page.rect.width * page.rect.height)
    sheet.items += _line_items(sheet.fragments)
    ordered = order(sheet.items, partial(as_rows, across=drawn.across))
    return list(_numbered(ordered, groups.__next__))


def _side_by_side(fragments: Sequence[Line]) -> bool:
    """Tell whether two pieces of text, neither a bullet nor a number, stand beside each other."""
    ordered = sorted(fragments, key=lambda line: line.y0)
    for index, upper in enumerate(ordered):
        for lower in ordered[index + 1 :]:
            if lower.y0 > upper.y1:
                break
            left, right = (upper, lower) if upper.x0 <= lower.x0 else (lower, upper)
            apart = right.x0 > left.x1 + left.size and same_row(left, right)
            if apart and not is_bare_marker(left):
                return True
    return False


def _inside(line: Line, box: Box) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _take(sheet: _Sheet, box: Box) -> list[Line]:
    """Take the pieces inside a box off the sheet."""
    inside: list[Line] = []
    outside: list[Line] = []
    for line in sheet.fragments:
        (inside if _inside(line, box) else outside).append(line)
    sheet.fragments = outside
    return inside


def _split_over_cells(page: Any, sheet: _Sheet, grid: Grid) -> None:
    """Split the pieces that run over the border between two cells of a row."""
    kept: list[Line] = []
    for line in sheet.fragments:
        borders = [
            cell[0]
            for row in grid.rows
            for cell in row
            if line.x0 + line.size < cell[0] < line.x1 - line.size
            and cell[1] < (line.y0 + line.y1) / 2 < cell[3]
        ]
        kept += split_at(page, line, borders) if borders else [line]
    sheet.fragments = kept


def _place_grid(sheet: _Sheet, grid: Grid) -> None:
    """Place a grid as table rows, or as boxes where it only lays out text."""
    rows = [[(cell, _take(sheet, cell)) for cell in row] for row in grid.rows]
    rows = [[(cell, lines) for cell, lines in row if lines] for row in rows]
    if all(line.furniture for row in rows for _, lines in row for line in lines):
        return
    is_table = _is_table([row for row in rows if len(row) >= 2])
    first = True
    for index, row in enumerate(rows):
        if is_table and len(row) >= 2:
            found = [(column_of(cell, grid.columns), _whole(lines)) for cell, lines in row]
            box = (row[0][0][0], row[0][0][1], row[-1][0][2], row[0][0][3])
            heads = index <= 1 and _is_text(rows[index + 1 :])
            sheet.items.append(Item(box, [Row(found, grid.columns, first, heads)]))
            first = False
        else:
            sheet.items += [_boxed(cell, lines) for cell, lines in row]


def _is_text(rows: Sequence[Sequence[tuple[Box, list[Line]]]]) -> bool:
    """Tell whether what follows in a grid is running text over its whole width."""
    if not rows or any(len(row) >= 2 for row in rows):
        return False
    return sum(len(line.text) for row in rows for _, lines in row for line in lines) > _LONG_CELL


def _is_table(rows: Sequence[Sequence[tuple[Box, list[Line]]]]) -> bool:
    """Tell a table from a grid that sets boxes of text beside each other."""
    cells = [lines for row in rows for _, lines in row]
    if not cells:
        return False
    length = sum(len(line.text) for lines in cells for line in lines) / len(cells)
    bullets = max(sum(line.marker == "bullet" for line in lines) for lines in cells)
    return length <= _LONG_CELL and (len(rows) > 2 or bullets < _LISTS)


def _whole(fragments: Sequence[Line]) -> list[Line]:
    rows = list(by_rows(fragments))
    edges = column_edges(rows)
    return [line for row in rows for line in merge_row(row, edges)]


def _boxed(box: Box, fragments: Sequence[Line]) -> Item:
    """Order what stands inside one box by itself.

    The box is taken in at both sides, so that boxes that touch are still apart.
    """
    inner = (box[0] + GUTTER / 2, box[1], box[2] - GUTTER / 2, box[3])
    return Item(inner, placed(order(_line_items(fragments), as_rows), Area()), closed=True)


def _line_items(fragments: Sequence[Line]) -> list[Item]:
    rows = list(by_rows(fragments))
    edges = column_edges(rows)
    lines = [line for row in rows for line in merge_row(row, edges)]
    return [Item(_clear_of(line.box, edges), [line]) for line in lines]


def _clear_of(box: Box, edges: Sequence[float]) -> Box:
    """Take a box in where its text fills a column up to the next, so that a gutter is seen."""
    for edge in edges:
        if box[0] < edge - GUTTER and edge - GUTTER < box[2] < edge:
            return (box[0], box[1], edge - GUTTER, box[3])
    return box


def _place_boxes(sheet: _Sheet, drawn: Drawn, area: float) -> None:
    """Place the text inside each drawn rectangle, innermost first."""
    boxes = [box for box in drawn.boxes if 400 < _area(box) < 0.7 * area]
    boxes = _stacked([box for box in boxes if not _is_stripe(box, boxes, sheet.fragments)])
    for box in sorted(boxes, key=_area):
        inside = _take(sheet, box)
        if inside:
            sheet.items.append(_boxed(box, inside))


def _is_stripe(box: Box, boxes: Sequence[Box], fragments: Sequence[Line]) -> bool:
    """Tell the shade of a table's row: one of several of its width, with cells in it."""
    alike = [each for each in boxes if abs(each[0] - box[0]) < 2 and abs(each[2] - box[2]) < 2]
    if len(alike) < _STRIPES or box[3] - box[1] > _TALLEST_STRIPE:
        return False
    return _side_by_side([line for line in fragments if _inside(line, box)])


def _stacked(boxes: Sequence[Box]) -> list[Box]:
    """Join boxes of one width that touch: a title bar and its box, or shading line by line."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: (round(box[0]), round(box[2]), box[1])):
        above = joined[-1] if joined else None
        same = above is not None and abs(above[0] - box[0]) < 2 and abs(above[2] - box[2]) < 2
        if above is not None and same and above[3] - 2 <= box[1] <= above[3] + 2:
            joined[-1] = (above[0], above[1], above[2], box[3])
        else:
            joined.append(box)
    return joined


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _numbered(parts: Sequence[Group], number: Callable[[], int]) -> list[Line | Row]:
    """Number the groups and flatten them."""
    found = []
    for part in parts:
        group = number()
        for element in part.content:
            element.group = group
            element.within = part.within
            found.append(element)
    return found
