"""Which units of a plain text are headings, and how they rank."""

from collections import Counter

from indexer.extract.text import plain_shape
from indexer.extract.text.plain_units import Unit
from indexer.model import Kind

_SECTION = 2
_RECURRING = 3
_STRONG = 4
_MARKED_MIN = 3
_RECURS = 3


def mark_headings(units: list[Unit]) -> None:
    """Turn short lines that stand by themselves above something into headings.

    A text that marks its headings is taken at its word.
    """
    marked = sum(bool(unit.rank) or unit.is_strong for unit in units) >= _MARKED_MIN
    for position, unit in enumerate(units):
        if _is_numbered_heading(units, position) or (
            not marked and _is_bare_heading(units, position)
        ):
            unit.kind = Kind.HEADING


def rank_headings(units: list[Unit]) -> dict[int, int]:
    """Rank headings by position in ``units``; 1 is the highest.

    Marks decide, save that a number outranks them: section 4 stands level with section 3
    and 3.1 one below 3, whatever marks they were given. Words that return, such as
    "Strengths", rank below those that do not. Unnumbered headings straight before a
    section 1 that starts a new count are the title of a new part, and rank highest.
    """
    seen = Counter(_key(unit) for unit in units if unit.kind is Kind.HEADING)
    ranks: dict[int, int] = {}
    numbered: dict[tuple[int, ...], int] = {}
    for position, unit in enumerate(units):
        if unit.kind is not Kind.HEADING:
            continue
        number = plain_shape.numbering(unit.text)
        rank = _own_rank(unit, seen)
        if unit.is_strong and unit.text.endswith(".") and numbered:
            rank = min(numbered.values()) + 1  # "Priority 2: ..." stands under its section
        if number:
            if number == (1,):
                _raise_title(units, position, ranks, restarted=bool(numbered))
                numbered.clear()
            rank = _numbered_rank(number, numbered, rank)
            numbered[number] = rank
        ranks[position] = min(rank, 9)
    return ranks


def _key(unit: Unit) -> str:
    return "".join(ch for ch in unit.text.casefold() if ch.isalnum())


def _own_rank(unit: Unit, seen: Counter[str]) -> int:
    if unit.rank:
        return unit.rank
    if unit.is_strong:
        return _STRONG
    return _RECURRING if seen[_key(unit)] >= _RECURS else _SECTION


def _numbered_rank(number: tuple[int, ...], numbered: dict[tuple[int, ...], int], rank: int) -> int:
    previous = (*number[:-1], number[-1] - 1)
    if previous in numbered:
        return numbered[previous]
    if number[:-1] in numbered:
        return numbered[number[:-1]] + 1
    return rank


def _raise_title(
    units: list[Unit], position: int, ranks: dict[int, int], *, restarted: bool
) -> None:
    first = position
    while first - 1 in ranks and plain_shape.numbering(units[first - 1].text) is None:
        first -= 1
    if restarted and first < position:
        ranks[first] = 1


def _is_numbered_heading(units: list[Unit], position: int) -> bool:
    """A number before a few words is a heading unless its neighbours are numbered too."""
    unit = units[position]
    if unit.kind is not Kind.BULLET or plain_shape.numbering(unit.text) is None:
        return False
    if not plain_shape.is_heading(unit.text):
        return False
    near = units[max(0, position - 1) : position] + units[position + 1 : position + 2]
    return (unit.gap > 0 or position == 0) and not any(
        other.kind is Kind.BULLET and plain_shape.numbering(other.text) for other in near
    )


def _is_bare_heading(units: list[Unit], position: int) -> bool:
    unit = units[position]
    if unit.kind is not Kind.PARAGRAPH:
        return False
    above_list = position + 1 < len(units) and units[position + 1].kind is Kind.BULLET
    return plain_shape.is_heading(unit.text, above_list=above_list) and _has_body(units, position)


def _has_body(units: list[Unit], position: int) -> bool:
    """Tell whether something to read follows, if need be after one more heading.

    A paragraph numbered 5.1 needs it at once, or it is itself all there is to read.
    """
    number = plain_shape.numbering(units[position].text) or ()
    reach = 1 if len(number) > 1 else 2
    for following in units[position + 1 : position + 1 + reach]:
        if following.kind in {Kind.BULLET, Kind.ROW}:
            return True
        if following.kind is Kind.HEADING and reach > 1:
            return True
        if following.kind is Kind.PARAGRAPH and not plain_shape.is_heading(following.text):
            return True
    return False
