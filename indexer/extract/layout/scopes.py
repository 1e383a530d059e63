"""How far a heading holds: one in a box or a column of its own, no further than that."""

from collections.abc import Mapping, Sequence

from indexer.extract.layout.lines import Area, Row
from indexer.extract.layout.notes import page_of
from indexer.extract.layout.paragraphs import Unit, half
from indexer.extract.layout.sections import section_areas

Members = dict[Area, list[int]]
"""Places of the units that stand in a box or column, in reading order."""


def find_scopes(
    units: Sequence[Unit | Row], levels: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """Find the boxes and columns that units stand in whose headings hold there alone.

    A box is one when it begins with a heading for its own text, below a heading that
    stands over the page; a column, when all beside it begin with headings too and text
    across them follows. Title bars whose text stands outside of them are none.

    Args:
        units: in reading order.
        levels: ranks of the headings, by the identity of their units.

    Returns:
        numbers of boxes and columns, outermost first, by the identity of the unit; units
        that stand in none are left out.
    """
    within = [_within(unit) for unit in units]
    ranks = [levels.get(id(unit), 0) for unit in units]
    for place, area in section_areas(units, lambda place: ranks[place] > 0).items():
        within[place] = (*within[place], area)
    if not any(within):
        return {}
    members: Members = {}
    for place, areas in enumerate(within):
        for area in areas:
            members.setdefault(area, []).append(place)
    for area, places in members.items():
        if not area.beside:
            for place in _over_the_page(places, units, ranks):
                within[place] = (area,)
    titled = {area for area in members if _is_titled(area, members, units, ranks)}
    found = _walk([tuple(filter(titled.__contains__, areas)) for areas in within], members, ranks)
    return {id(units[place]): numbers for place, numbers in found.items()}


def _within(unit: Unit | Row) -> tuple[Area, ...]:
    return unit.within if isinstance(unit, Row) else unit.head.within


def _over_the_page(
    places: Sequence[int], units: Sequence[Unit | Row], ranks: Sequence[int]
) -> list[int]:
    """Find what a box goes on with on the next page: all that is set and marked alike."""
    last = units[places[-1]]
    found: list[int] = []
    for place in range(places[-1] + 1, len(units)):
        unit = units[place]
        if isinstance(last, Row) or isinstance(unit, Row) or ranks[place]:
            break
        if not found and unit.head.page != last.head.page + 1:
            break
        if _within(unit) or _set(unit) != _set(last):
            break
        found.append(place)
    return found


def _set(unit: Unit) -> tuple[float, bool, str]:
    return half(unit.head.size), unit.head.bold, unit.head.marker


def _is_titled(
    area: Area, members: Members, units: Sequence[Unit | Row], ranks: Sequence[int]
) -> bool:
    """Tell whether a box or column has a heading of its own, so far as it tells by itself."""
    places = members[area]
    if not area.beside:
        return ranks[places[0]] > 0 and not all(ranks[place] for place in places)
    columns = [members.get(column) for column in area.beside]
    if not all(column and ranks[column[0]] for column in columns):
        return False
    after = max(column[-1] for column in columns if column) + 1
    return after < len(units) and page_of(units[after]) == page_of(units[after - 1])


def _walk(
    within: Sequence[tuple[Area, ...]], members: Members, ranks: Sequence[int]
) -> dict[int, tuple[int, ...]]:
    """Follow the headings through the document, opening and closing boxes and columns.

    A box whose heading ranks with the highest above it holds a section, not an aside.
    """
    path: list[int] = []
    opened: list[tuple[Area, list[int]]] = []
    numbers: dict[Area, int] = {}
    found: dict[int, tuple[int, ...]] = {}
    for place, areas in enumerate(within):
        while opened and opened[-1][0] not in areas:
            path = opened.pop()[1]
        for area in areas:
            if area not in numbers:
                top = min(ranks[each] for each in members[area] if ranks[each])
                if area.beside or (path and path[0] < top):
                    numbers[area] = len(numbers) + 1
                    opened.append((area, path))
        if ranks[place]:
            path = [level for level in path if level < ranks[place]] + [ranks[place]]
        if opened:
            found[place] = tuple(numbers[area] for area, _ in opened)
    return found
