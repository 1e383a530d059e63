"""XY-cut: order the parts of a page by the white space between them.

Columns are cut before rows, because a heading stands over its own column; but
a part that spans the columns ends them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from indexer.extract.layout.lines import Area
from indexer.model import Box

GUTTER = 9.0
"""White space of at least this many points parts two columns."""


@dataclass(slots=True)
class Group:
    """Lines and rows that belong together, and the boxes and columns they stand in."""

    content: list[Any]
    within: tuple[Area, ...] = ()


@dataclass(slots=True)
class Item:
    """Something to place: a line, a table row, or a closed box of several.

    Attributes:
        content: what comes out, in order; a closed box holds groups.
        closed: the box keeps its content to itself.
    """

    box: Box
    content: list[Any] = field(default_factory=list)
    closed: bool = False


Tabulate = Callable[[Sequence[Item], Sequence["Gap"]], "list[Item] | None"]
"""Makes table rows of items parted by gutters; None when they are columns of text."""
Gap = tuple[float, float]
"""A white gutter: where it starts and ends across the page."""


def order(items: Sequence[Item], tabulate: Tabulate) -> list[Group]:
    """Order items and gather them into groups that belong together."""
    groups: list[Group] = []
    for band in _bands(strips(items)):
        gaps = _gaps(band.items) if band.parted else []
        rows = tabulate(band.items, gaps) if gaps else None
        if rows is not None:
            groups += _flat(rows)
        elif gaps:
            areas: list[Area] = []
            for column in columns(band.items, gaps):
                areas.append(Area(areas))
                groups += placed(order(column, tabulate), areas[-1])
        else:
            groups += _flat(sorted(band.items, key=lambda item: (item.box[1], item.box[0])))
    return groups


def placed(groups: Sequence[Group], area: Area) -> list[Group]:
    """Place groups in a box or column, around those they stand in already."""
    return [Group(group.content, (area, *group.within)) for group in groups]


def _flat(items: Sequence[Item]) -> list[Group]:
    """Gather open items into one group and keep each closed box apart."""
    groups: list[Group] = []
    open_group = False
    for item in items:
        if item.closed:
            groups += item.content
            open_group = False
        elif open_group:
            groups[-1].content += item.content
        else:
            groups.append(Group(list(item.content)))
            open_group = True
    return groups


def strips(items: Sequence[Item]) -> list[list[Item]]:
    """Cut across the page wherever no item stands."""
    found: list[list[Item]] = []
    low = 0.0
    for item in sorted(items, key=lambda item: item.box[1]):
        height = item.box[3] - item.box[1]
        if found and item.box[1] < low - min(2.0, 0.25 * height):
            found[-1].append(item)
            low = max(low, item.box[3])
        else:
            found.append([item])
            low = item.box[3]
    return found


@dataclass(slots=True)
class _Band:
    """Neighbouring strips; ``parted`` when white gutters run through them."""

    items: list[Item]
    parted: bool


def _bands(parts: Sequence[list[Item]]) -> list[_Band]:
    """Gather neighbouring strips that the same white gutters run through."""
    bands: list[_Band] = []
    for strip in parts:
        parted = bool(_gaps(strip))
        if bands and _goes_on(bands[-1], strip, parted=parted):
            bands[-1].items += strip
        else:
            bands.append(_Band(list(strip), parted))
    return bands


def _goes_on(band: _Band, strip: Sequence[Item], *, parted: bool) -> bool:
    """Tell whether a strip belongs to the band above it.

    A strip that is not parted itself is the end of a longer column only when
    it follows closely.
    """
    if not band.parted:
        return not parted
    if not _gaps([*band.items, *strip]):
        return False
    space = min(item.box[1] for item in strip) - max(item.box[3] for item in band.items)
    return parted or space < 12.0


def _gaps(items: Sequence[Item]) -> list[Gap]:
    """Find the white gutters that run from top to bottom between the items."""
    gaps = []
    right: float | None = None
    for item in sorted(items, key=lambda item: item.box[0]):
        if right is not None and item.box[0] - right >= GUTTER:
            gaps.append((right, item.box[0]))
        right = item.box[2] if right is None else max(right, item.box[2])
    return gaps


def columns(items: Sequence[Item], gaps: Sequence[Gap]) -> list[list[Item]]:
    """Part items into the columns between gutters."""
    found: list[list[Item]] = [[] for _ in range(len(gaps) + 1)]
    for item in items:
        found[sum(item.box[0] >= gap[1] - 0.1 for gap in gaps)].append(item)
    return found
