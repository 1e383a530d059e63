"""Small print: footnotes that cut a paragraph, and the page that closes a document."""

from collections.abc import Sequence

from indexer.extract.layout.lines import Line, Row
from indexer.extract.layout.paragraphs import Style, Unit, half

_SHORTEST = 60
"""Text of fewer characters than this, without a sentence's end, is not cut off by a page."""
_ENDED = (".", "?", "!", ":", ".”", ".\u2019", ".)")


def move_footnotes(units: Sequence[Unit | Row], style: Style) -> list[Unit | Row]:
    """Put footnotes behind the paragraph that runs past them to the next page."""
    ordered: list[Unit | Row] = []
    for unit in units:
        notes = _notes_before(ordered, unit, style)
        ordered.insert(len(ordered) - notes, unit)
    return ordered


def _notes_before(ordered: Sequence[Unit | Row], unit: Unit | Row, style: Style) -> int:
    """Count the footnotes that stand between a unit and the text it goes on with."""
    for notes, above in enumerate(reversed(ordered)):
        if not isinstance(above, Unit) or page_of(above) != page_of(unit) - 1:
            return 0
        if above.head.size > style.size - 1:
            return notes if _goes_on(above, unit) else 0
    return 0


def _goes_on(above: Unit, below: Unit | Row) -> bool:
    last = above.lines[-1]
    return (
        sum(len(line.text) for line in above.lines) > _SHORTEST
        and isinstance(below, Unit)
        and not below.head.marker
        and abs(below.head.size - last.size) <= 0.6
        and below.head.bold == last.bold
        and not last.text.endswith(_ENDED)
    )


def page_of(unit: Unit | Row) -> int:
    """Give the page a unit starts on."""
    return unit.page if isinstance(unit, Row) else unit.head.page


def closing_page(units: Sequence[Unit | Row], style: Style) -> int | None:
    """Give the page of a colophon: a last page all in small print after text in full size."""
    if not units:
        return None
    last = page_of(units[-1])
    sizes = [half(line.size) for unit in units if page_of(unit) == last for line in _lines(unit)]
    before = any(
        half(line.size) >= style.size
        for unit in units
        if page_of(unit) < last
        for line in _lines(unit)
    )
    return last if before and sizes and max(sizes) < style.size else None


def _lines(unit: Unit | Row) -> list[Line]:
    if isinstance(unit, Unit):
        return unit.lines
    return [line for _, lines in unit.cells for line in lines]
