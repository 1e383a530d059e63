"""How deep points stand in lists within lists, told from where they begin."""

from collections.abc import Sequence

from indexer.extract.layout.lines import Row
from indexer.extract.layout.paragraphs import Unit

_FLUSH = 4.0
"""Points that begin within this many points of each other stand in one list."""


def point_depths(units: Sequence[Unit | Row]) -> dict[int, int]:
    """Give the depth of each bullet, 0 the outermost, by the identity of its unit.

    A list is left by text that is no point. In another column the first point is an
    outermost one, unless it is flush with a list that is still open.
    """
    depths: dict[int, int] = {}
    lefts: list[float] = []
    place = (0, 0)
    for unit in units:
        if isinstance(unit, Row) or not unit.head.marker:
            lefts = []
            continue
        if unit.head.marker != "bullet":
            continue
        here = (unit.head.page, unit.head.group)
        left = unit.head.x0
        if here != place and not any(abs(left - known) < _FLUSH for known in lefts):
            lefts = []
        place = here
        while lefts and left < lefts[-1] - _FLUSH:
            lefts.pop()
        if not lefts or left > lefts[-1] + _FLUSH:
            lefts.append(left)
        depths[id(unit)] = len(lefts) - 1
    return depths
