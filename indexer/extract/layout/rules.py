"""Lines and rectangles drawn on a PDF page: what tables and boxes are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.model import Box

THIN = 3.0
"""A drawn rectangle no thicker than this many points is a line."""
_MOST_PATHS = 4000
"""The fullest ruled page of 487 public reports and guides has 441 paths."""
_SNAP = 3.0
_SHORTEST = 8.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight horizontal or vertical line.

    Attributes:
        at: its height on the page if horizontal, its distance from the left if vertical.
        start, end: where it runs along the other axis.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything straight on a page.

    Attributes:
        across, down: lines, and the sides of framed rectangles.
        boxes: filled or framed rectangles, and shapes with round corners.
    """

    across: tuple[Edge, ...]
    down: tuple[Edge, ...]
    boxes: tuple[Box, ...]


def read_drawn(page: Any) -> Drawn:
    """Read the lines and rectangles of a page, collinear pieces joined.

    A page whose drawings are damaged, or so many that they are a picture or a
    map, counts as having none.
    """
    try:
        paths = page.get_cdrawings()
    except RuntimeError:
        return Drawn((), (), ())
    if len(paths) > _MOST_PATHS:
        return Drawn((), (), ())
    across: list[Edge] = []
    down: list[Edge] = []
    boxes: list[Box] = []
    for path in paths:
        if path["type"] == "f" and _is_white(path.get("fill")):
            continue
        outline = _rounded(path)
        if outline is not None:
            boxes.append(outline)
        for item in path["items"]:
            if item[0] == "l":
                _add_line(item[1], item[2], across, down)
            elif item[0] in {"re", "qu"}:
                box = tuple(item[1]) if item[0] == "re" else _quad_box(item[1])
                _add_rectangle(box, across, down, boxes, framed=path["type"] != "f")
    return Drawn(tuple(snapped(across)), tuple(snapped(down)), tuple(dict.fromkeys(boxes)))


def _rounded(path: dict[str, Any]) -> Box | None:
    """Give the outline of a shape drawn with curves: a box with round corners."""
    kinds = {item[0] for item in path["items"]}
    x0, y0, x1, y1 = path["rect"]
    if kinds == {"c", "l"} and len(path["items"]) <= 12 and x1 - x0 > 40 and y1 - y0 > 12:
        return (x0, y0, x1, y1)
    return None


def _is_white(fill: Sequence[float] | None) -> bool:
    """White areas are laid under text and border nothing a reader sees."""
    return fill is not None and min(fill) > 0.99


def _add_line(
    one: Sequence[float], two: Sequence[float], across: list[Edge], down: list[Edge]
) -> None:
    (x0, y0), (x1, y1) = one, two
    if abs(y0 - y1) <= 1:
        across.append(Edge(y0, min(x0, x1), max(x0, x1)))
    elif abs(x0 - x1) <= 1:
        down.append(Edge(x0, min(y0, y1), max(y0, y1)))


def _add_rectangle(
    box: Box, across: list[Edge], down: list[Edge], boxes: list[Box], *, framed: bool
) -> None:
    x0, y0, x1, y1 = box
    if y1 - y0 <= THIN:
        across.append(Edge((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= THIN:
        down.append(Edge((x0 + x1) / 2, y0, y1))
    else:
        boxes.append((x0, y0, x1, y1))
        if framed:
            add_outline(box, across, down)


def add_outline(box: Box, across: list[Edge], down: list[Edge]) -> None:
    """Add the four sides of a rectangle."""
    x0, y0, x1, y1 = box
    across += [Edge(y0, x0, x1), Edge(y1, x0, x1)]
    down += [Edge(x0, y0, y1), Edge(x1, y0, y1)]


def _quad_box(quad: Sequence[Sequence[float]]) -> Box:
    xs = [point[0] for point in quad]
    ys = [point[1] for point in quad]
    return (min(xs), min(ys), max(xs), max(ys))


def snapped(edges: Iterable[Edge]) -> list[Edge]:
    """Bring edges within three points onto one line and join those that touch."""
    rows: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if rows and edge.at - rows[-1][0].at <= _SNAP:
            rows[-1].append(edge)
        else:
            rows.append([edge])
    joined = []
    for row in rows:
        at = sum(edge.at for edge in row) / len(row)
        joined += _joined(at, sorted(row, key=lambda edge: edge.start))
    return [edge for edge in joined if edge.end - edge.start >= _SHORTEST]


def _joined(at: float, row: Sequence[Edge]) -> list[Edge]:
    joined: list[Edge] = []
    for edge in row:
        if joined and edge.start <= joined[-1].end + _SNAP:
            joined[-1] = Edge(at, joined[-1].start, max(joined[-1].end, edge.end))
        else:
            joined.append(Edge(at, edge.start, edge.end))
    return joined
