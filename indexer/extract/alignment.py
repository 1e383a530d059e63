"""Tables without drawn lines: labels and values, and short columns on shared lines."""

from collections.abc import Sequence
from statistics import median

from indexer.extract.lines import Line, Row
from indexer.extract.xycut import Gap, Item, columns, strips

_SHORT = 34
"""Cells of such tables are shorter than this, in characters, in all columns but the widest."""
_LOOSE = 1.6
"""Rows further apart than this many font sizes are set as rows, not as running lines."""


def as_rows(items: Sequence[Item], gaps: Sequence[Gap]) -> list[Item] | None:
    """Make table rows of lines that stand beside each other.

    Returns:
        one item a row, or None where the lines are columns of running text.
    """
    if any(item.closed or not isinstance(item.content[0], Line) for item in items):
        return None
    parted = columns(items, gaps)
    lefts = tuple(min(item.box[0] for item in column) for column in parted)
    rows = _rows(items)
    if not _is_table(parted, rows, gaps):
        return None
    made = [_row(row, gaps, lefts) for row in rows]
    made[0].content[0].first = True
    return made


def _is_table(
    parted: Sequence[Sequence[Item]], rows: Sequence[Sequence[Item]], gaps: Sequence[Gap]
) -> bool:
    lengths = sorted(median(len(item.content[0].text) for item in column) for column in parted)
    marked = sum(item.content[0].marker == "bullet" for column in parted for item in column)
    if lengths[-2] > _SHORT or marked:
        return False
    filled = [sum(bool(column) for column in columns(row, gaps)) for row in rows]
    full = sum(count == len(parted) for count in filled)
    if full < 0.6 * len(rows):
        return False
    labels = [row[0].content[0] for row in map(_from_left, rows)]
    labelled = sum(label.text.endswith(":") for label in labels) >= 0.6 * len(labels)
    return len(parted) >= 3 or labelled or _stand_apart(rows) or all(each.bold for each in labels)


def _from_left(row: Sequence[Item]) -> list[Item]:
    return sorted(row, key=lambda item: item.box[0])


def _stand_apart(rows: Sequence[Sequence[Item]]) -> bool:
    """Tell whether rows are set further apart than lines of running text."""
    tops = [min(item.box[1] for item in row) for row in rows]
    lows = [max(item.box[3] for item in row) for row in rows]
    size = rows[0][0].content[0].size
    spaces = [below - above for above, below in zip(lows, tops[1:], strict=False)]
    return len(rows) == 1 or median(spaces) > (_LOOSE - 1.25) * size


def _rows(items: Sequence[Item]) -> list[list[Item]]:
    """Gather lines into rows; a line by itself close below belongs to the row above."""
    rows: list[list[Item]] = []
    for strip in strips(items):
        if rows and len(strip) == 1:
            space = strip[0].box[1] - max(item.box[3] for item in rows[-1])
            if space < 0.25 * strip[0].content[0].size:
                rows[-1] += strip
                continue
        rows.append(list(strip))
    return rows


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
