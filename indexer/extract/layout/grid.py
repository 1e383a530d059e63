"""Ruled grids: from drawn lines to rows of cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extract.layout.rules import Drawn, Edge, add_outline, snapped
from indexer.model import Box

_TOUCH = 4.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled grid.

    Attributes:
        rows: from the top; each the boxes of its cells from the left. A cell
            over several columns is one box; one over several rows stands in
            the first of them.
        columns: left edges of the columns, for telling whether a table goes on
            over the page.
    """

    rows: tuple[tuple[Box, ...], ...]
    columns: tuple[float, ...]

    @property
    def box(self) -> Box:
        """The area the grid covers."""
        cells = [cell for row in self.rows for cell in row]
        return (
            min(cell[0] for cell in cells), min(cell[1] for cell in cells),
            max(cell[2] for cell in cells), max(cell[3] for cell in cells),
        )  # fmt: skip


def find_grids(drawn: Drawn) -> list[Grid]:
    """Find every grid of at least two cells beside each other.

    Lines come first. Filled rectangles make a grid only where no lines do,
    for shading inside a ruled cell often follows the single lines of its text.
    """
    grids = _grids(drawn.across, drawn.down)
    across: list[Edge] = []
    down: list[Edge] = []
    for box in outermost(drawn.boxes):
        if not any(contains(grid.box, box) for grid in grids):
            add_outline(box, across, down)
    return grids + _grids(snapped(across), snapped(down))


def outermost(boxes: Sequence[Box]) -> list[Box]:
    """Keep the boxes that lie in no other."""
    return [
        box for box in boxes if not any(other != box and contains(other, box) for other in boxes)
    ]


def contains(outer: Box, inner: Box) -> bool:
    """Tell whether a box lies within another, give or take the width of a line."""
    return (
        outer[0] - _TOUCH <= inner[0]
        and outer[1] - _TOUCH <= inner[1]
        and inner[2] <= outer[2] + _TOUCH
        and inner[3] <= outer[3] + _TOUCH
    )


def _grids(across: Sequence[Edge], down: Sequence[Edge]) -> list[Grid]:
    grids = []
    for mine_across, mine_down in _connected(across, down):
        xs = _borders(mine_down, mine_across)
        ys = _borders(mine_across, mine_down)
        if len(xs) >= 2 and len(ys) >= 2:
            rows = _rows(xs, ys, mine_across, mine_down)
            if any(len(row) >= 2 for row in rows):
                grids.append(Grid(tuple(rows), tuple(xs[:-1])))
    return grids


def _connected(
    all_across: Sequence[Edge], all_down: Sequence[Edge]
) -> list[tuple[list[Edge], list[Edge]]]:
    """Part the lines into sets that touch each other."""
    across, down = list(all_across), list(all_down)
    found = []
    while down:
        mine_down = [down.pop()]
        mine_across: list[Edge] = []
        grown = True
        while grown:
            new_across = [edge for edge in across if any(_meet(edge, v) for v in mine_down)]
            across = [edge for edge in across if edge not in new_across]
            mine_across += new_across
            new_down = [edge for edge in down if any(_meet(h, edge) for h in mine_across)]
            down = [edge for edge in down if edge not in new_down]
            mine_down += new_down
            grown = bool(new_across or new_down)
        if mine_across:
            found.append((mine_across, mine_down))
    return found


def _meet(across: Edge, down: Edge) -> bool:
    return (
        across.start - _TOUCH <= down.at <= across.end + _TOUCH
        and down.start - _TOUCH <= across.at <= down.end + _TOUCH
    )


def _borders(edges: Sequence[Edge], crossing: Sequence[Edge]) -> list[float]:
    """Give where the cells begin and end; lines that stick out make open outer cells."""
    inner = [edge.at for edge in edges]
    first = min(edge.start for edge in crossing)
    last = max(edge.end for edge in crossing)
    outer = [first] if first < min(inner) - 20 else []
    outer += [last] if last > max(inner) + 20 else []
    return _distinct(inner + outer)


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _TOUCH:
            kept.append(value)
    return kept


def _rows(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Edge], down: Sequence[Edge]
) -> list[tuple[Box, ...]]:
    """Build rows of cells, joining where no line stands between neighbours."""
    rows = []
    taken: set[tuple[int, int]] = set()
    for i in range(len(ys) - 1):
        row = []
        for j in range(len(xs) - 1):
            if (i, j) in taken:
                continue
            right = j + 1
            while right < len(xs) - 1 and not _covers(down, xs[right], ys[i], ys[i + 1]):
                right += 1
            low = i + 1
            while low < len(ys) - 1 and not _covers(across, ys[low], xs[j], xs[right]):
                low += 1
            taken |= {(a, b) for a in range(i, low) for b in range(j, right)}
            row.append((xs[j], ys[i], xs[right], ys[low]))
        if row:
            rows.append(tuple(row))
    return rows


def _covers(edges: Sequence[Edge], at: float, start: float, end: float) -> bool:
    """Tell whether a line stands at ``at`` along most of ``start`` to ``end``."""
    covered = 0.0
    for edge in edges:
        if abs(edge.at - at) <= _TOUCH:
            covered += max(0.0, min(edge.end, end) - max(edge.start, start))
    return covered > 0.6 * (end - start)


def column_of(cell: Box, columns: Sequence[float]) -> int:
    """Give the index of the column a cell begins in."""
    best = 0
    for index, left in enumerate(columns):
        if cell[0] >= left - _TOUCH:
            best = index
    return best
