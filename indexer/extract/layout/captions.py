"""Large figures in boxes, put together with the words that say what they count."""

import re
from collections.abc import Sequence

from indexer.extract.layout.lines import Row
from indexer.extract.layout.paragraphs import Style, Unit

_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")


def join_figures(units: Sequence[Unit | Row], style: Style) -> list[Unit | Row]:
    """Join a large figure without words to the text after it in the same box, or before it."""
    joined: list[Unit | Row] = []
    held: Unit | None = None
    for unit in units:
        if held is not None and isinstance(unit, Unit) and _one_box(held, unit):
            joined.append(Unit(held.lines + unit.lines, heads=False))
            held = None
            continue
        joined += _settled(joined, held)
        held = unit if isinstance(unit, Unit) and _is_figure(unit, style) else None
        joined += [] if held is unit else [unit]
    return [*joined, *_settled(joined, held)]


def _settled(joined: list[Unit | Row], held: Unit | None) -> list[Unit | Row]:
    """Give a figure nothing follows: to the text before it, or as it is."""
    if held is None:
        return []
    above = joined[-1] if joined else None
    if isinstance(above, Unit) and _one_box(above, held):
        above.lines += held.lines
        return []
    return [held]


def _is_figure(unit: Unit, style: Style) -> bool:
    text = " ".join(line.text for line in unit.lines)
    return unit.head.size >= style.size + 2 and bool(_FIGURE.fullmatch(text))


def _one_box(above: Unit, below: Unit) -> bool:
    """Tell whether two units stand in one box or column of a page laid out in several."""
    one, two = above.lines[-1], below.head
    return one.group == two.group > 0 and one.page == two.page
