"""Sections of tables: names that stand over some of the rows, between them or in a cell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from indexer.extract.layout.headings import is_short
from indexer.extract.layout.lines import Area, Line, Row
from indexer.extract.layout.paragraphs import Unit

_SAME_COLUMN = 8.0
_Units = Sequence[Unit | Row]


def open_sections(units: _Units) -> list[Unit | Row]:
    """Take the names of sections out of the first cells of rows, and put them above these.

    Bold lines over plain ones in the first cell name the rows below too where most rows of
    the table have none; where most have, each names its own row alone.
    """
    if not any(isinstance(unit, Row) and _name_of(unit) for unit in units):
        return list(units)
    found: list[Unit | Row] = []
    for table in _tables(units):
        rows = [unit for unit in table if isinstance(unit, Row)]
        names = [_name_of(row) for row in rows]
        few = 0 < sum(map(bool, names)) <= len(rows) / 2
        if not few:
            found += table
            continue
        for row, name in zip(rows, names, strict=True):
            found += [Unit(name, heads=True), _without(row, name)] if name else [row]
    return found


def _without(row: Row, name: Sequence[Line]) -> Row:
    column, lines = row.cells[0]
    return replace(row, cells=[(column, lines[len(name) :]), *row.cells[1:]])


def _tables(units: _Units) -> Iterator[list[Unit | Row]]:
    """Part units into runs of rows of one table, over pages, and single other units."""
    run: list[Unit | Row] = []
    for unit in units:
        above = run[-1] if run else None
        if above is not None and _goes_on(above, unit):
            run.append(unit)
        else:
            if run:
                yield run
            run = [unit]
    if run:
        yield run


def _goes_on(above: Unit | Row, below: Unit | Row) -> bool:
    """Tell whether a row stands in the table of another, on its page or the next."""
    if not isinstance(above, Row) or not isinstance(below, Row):
        return False
    if not below.first or below.page != above.page + 1:
        return not below.first
    return len(above.columns) == len(below.columns) and all(
        abs(a - b) <= _SAME_COLUMN for a, b in zip(above.columns, below.columns, strict=True)
    )


def _name_of(row: Row) -> list[Line]:
    """Give the bold lines over plain ones in the first cell of a row that is plain else."""
    lines = row.cells[0][1]
    if lines[-1].bold or not lines[0].bold:
        return []
    name = list(takewhile(lambda line: line.bold, lines))
    others = [*lines[len(name) :], *(line for _, cell in row.cells[1:] for line in cell)]
    text = " ".join(line.text for line in name)
    alone = not any(line.bold for line in others)
    return name if alone and text[-1] not in ".:" and is_short(text) else []


def section_areas(units: _Units, is_heading: Callable[[int], bool]) -> dict[int, Area]:
    """Find how far the names of a table's sections hold: to the table's end, over pages.

    Args:
        units: in reading order.
        is_heading: tells of a place in ``units`` whether a heading stands there.

    Returns:
        one area a table that has sections, from the first of these on, by place.
    """
    areas: dict[int, Area] = {}
    rows = [place for place, unit in enumerate(units) if isinstance(unit, Row)]
    area: Area | None = None
    for above, below in pairwise(rows):
        named = below == above + 2 and is_heading(above + 1)
        if not (named or below == above + 1) or not _goes_on(units[above], units[below]):
            area = None
        elif named:
            area = area or Area()
            areas[above + 1] = area
        if area is not None:
            areas[below] = area
    return areas
