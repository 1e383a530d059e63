"""Tables without drawn lines: labels and values, and short columns on shared lines."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.extract.layout.lines import Line, Row
from indexer.extract.layout.rules import Edge
from indexer.extract.layout.xycut import GUTTER, Gap, Item, columns, strips

_SHORT = 34
_SHORTER = 22
"""Cells are no longer than this, in characters, in all columns but the widest: the first
where white space parts the rows, the second where rows follow each other like lines."""
_TALLEST = 2.0
"""Cells have no more lines than this on average in all columns but the tallest; columns of
running text do."""
_FEWEST_RULED = 3
"""Rows told by the rules between them are no fewer than this."""
_JUMP = 0.35
"""White space between rows is greater than that between the lines of one cell by at
least this many font sizes."""


def as_rows(
    items: Sequence[Item], gaps: Sequence[Gap], across: Sequence[Edge] = ()
) -> list[Item] | None:
    """Make table rows of lines that stand beside each other.

    Args:
        items: the lines, and boxes among them.
        gaps: the white gutters between the columns.
        across: the horizontal lines drawn on the page; those from column to column part rows.

    Returns:
        one item a row, or None where the lines are columns of running text.
    """
    items = _with_labels_opened(items, gaps)
    if any(item.closed or not isinstance(item.content[0], Line) for item in items):
        return None
    if any(item.content[0].marker in {"bullet", "item"} for item in items):
        return None
    parted = columns(items, gaps)
    lines = strips(items)
    ruled = _between_rules(lines, gaps, across)
    close = _closeness(lines)
    tight = _follow_like_lines(lines, gaps, close)
    lengths = sorted(median(len(item.content[0].text) for item in column) for column in parted)
    if lengths[-2] > (_SHORTER if tight and not ruled else _SHORT):
        return None
    rows = ruled or _rows(lines, close, tight=tight)
    heights = sorted(len(column) / len(rows) for column in parted)
    if heights[-2] > _TALLEST or not _is_table(rows, gaps):
        return None
    lefts = tuple(min(item.box[0] for item in column) for column in parted)
    made = [_row(row, gaps, lefts) for row in rows]
    made[0].content[0].first = True
    return made


def _with_labels_opened(items: Sequence[Item], gaps: Sequence[Gap]) -> list[Item]:
    """Open the boxes that hold a label for the text to the right of them."""
    if len(gaps) != 1:
        return list(items)
    opened: list[Item] = []
    for item in items:
        lines = [line for group in item.content for line in group.content] if item.closed else []
        left = item.box[2] <= gaps[0][0] + 0.1
        if left and lines and sum(len(line.text) for line in lines) <= _SHORT:
            opened += [Item(line.box, [line]) for line in lines]
        else:
            opened.append(item)
    return opened


def _is_table(rows: Sequence[Sequence[Item]], gaps: Sequence[Gap]) -> bool:
    """Tell rows from the lines of columns, by what stands in them and how far apart."""
    filled = [sum(bool(column) for column in columns(row, gaps)) for row in rows]
    full = sum(count == len(gaps) + 1 for count in filled)
    if full < 0.6 * len(rows):
        return False
    labels = [min(row, key=lambda item: item.box[0]).content[0] for row in rows]
    labelled = sum(label.text.endswith(":") for label in labels) >= 0.6 * len(labels)
    return len(gaps) > 1 or labelled or _stand_apart(rows) or all(each.bold for each in labels)


def _closeness(lines: Sequence[Sequence[Item]]) -> float:
    """Find the white space, in font sizes, that still parts lines of one cell.

    It lies in the widest jump between the spaces met; without a jump, only
    lines that touch are of one cell.
    """
    spaces = sorted(_space(above, below) for above, below in pairwise(lines))
    jumps = [(wide - narrow, (wide + narrow) / 2) for narrow, wide in pairwise(spaces)]
    widest, middle = max(jumps, default=(0.0, 0.0))
    return middle if widest >= _JUMP else 0.25


def _follow_like_lines(lines: Sequence[Sequence[Item]], gaps: Sequence[Gap], close: float) -> bool:
    """Tell whether the rows follow each other without white space between them.

    Then most of the lines close below another fill all columns; where white
    space parts the rows, the close ones only go on with the longer cells.
    """
    near = [below for above, below in pairwise(lines) if _space(above, below) < close]
    full = sum(all(columns(line, gaps)) for line in near)
    return bool(near) and full > 0.5 * len(near)


def _space(above: Sequence[Item], below: Sequence[Item]) -> float:
    """Give the white space between two printed lines, in font sizes."""
    space = min(item.box[1] for item in below) - max(item.box[3] for item in above)
    size: float = below[0].content[0].size
    return space / size


def _stand_apart(rows: Sequence[Sequence[Item]]) -> bool:
    """Tell whether rows are set further apart than lines of running text."""
    spaces = [_space(above, below) for above, below in pairwise(rows)]
    return not spaces or median(spaces) > 0.35


def _rows(lines: Sequence[Sequence[Item]], close: float, *, tight: bool) -> list[list[Item]]:
    """Gather printed lines into rows; those close below go on with the row above.

    Where all rows are close, only a piece by itself does.
    """
    rows: list[list[Item]] = []
    for line in lines:
        if rows and (len(line) == 1 or not tight) and _space(rows[-1], line) < close:
            rows[-1] += line
        else:
            rows.append(list(line))
    return rows


def _between_rules(
    lines: Sequence[Sequence[Item]], gaps: Sequence[Gap], across: Sequence[Edge]
) -> list[list[Item]] | None:
    """Gather printed lines into rows by the rules between them, which cross all gutters.

    Returns:
        None where fewer than two rules stand between the lines.
    """
    if not across:
        return None
    left, right = gaps[0][0] - GUTTER, gaps[-1][1] + GUTTER
    heights = [edge.at for edge in across if edge.start <= left and edge.end >= right]
    rows: dict[int, list[Item]] = {}
    for line in lines:
        middle = (min(item.box[1] for item in line) + max(item.box[3] for item in line)) / 2
        rows.setdefault(sum(height < middle for height in heights), []).extend(line)
    return list(rows.values()) if len(rows) >= _FEWEST_RULED else None


def _row(row: Sequence[Item], gaps: Sequence[Gap], lefts: tuple[float, ...]) -> Item:
    cells = [
        (index, sorted((item.content[0] for item in column), key=lambda line: line.y0))
        for index, column in enumerate(columns(row, gaps))
        if column
    ]
    box = (
        min(item.box[0] for item in row), min(item.box[1] for item in row),
        max(item.box[2] for item in row), max(item.box[3] for item in row),
    )  # fmt: skip
    return Item(box, [Row(cells, lefts)])
