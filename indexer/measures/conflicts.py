"""Statements that cannot all be true: of one measure, people and time, with other values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.measures.model import Conflict, ConflictKind, Statement
from indexer.model import Period
from nlp.types import FigureKind, Unit

_ASKED_WITHIN = 366
"""Days between a report and a survey that speak of one time."""
_ASKED_APART = 2.0
"""Points by which a survey must differ to be worth saying."""


def find_conflicts(statements: Iterable[Statement]) -> tuple[Conflict, ...]:
    """Return what does not agree in one line, the newest first.

    Left out are shares such as a third, counts out of a sample, and passages that give two
    values for one time: they tell apart what was not understood.
    """
    usable = [one for one in statements if _is_usable(one)]
    found = [*_of_one_period(usable), *_asked(usable)]
    return tuple(sorted(found, key=_newest))


def differ(one: float, other: float) -> bool:
    """Tell whether two values differ by more than rounding: 88.6 and 89 do not."""
    places = min(_places(one), _places(other))
    return round(one + 1e-9, places) != round(other + 1e-9, places)


def _is_usable(one: Statement) -> bool:
    if one.about or one.whole is not None:
        return False
    return one.kind is FigureKind.VALUE or (one.kind is FigureKind.EARLIER and bool(one.period))


def _of_one_period(statements: Sequence[Statement]) -> Iterator[Conflict]:
    by_period: dict[Period, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.period and not one.asked:
            by_period[one.period].append(one)
    for period, some in by_period.items():
        clear = _clear(some)
        values = sorted({one.value for one in clear}, reverse=True)
        if len(values) > 1 and differ(values[0], values[-1]):
            ordered = sorted(clear, key=lambda one: (-one.value, _printed(one)))
            yield Conflict(ConflictKind.SAME_PERIOD, period, tuple(ordered))


def _clear(some: Sequence[Statement]) -> list[Statement]:
    """Leave out passages that state several values at once."""
    values: dict[str, set[float]] = defaultdict(set)
    for one in some:
        values[one.passage].add(one.value)
    return [one for one in some if len(values[one.passage]) == 1]


def _asked(statements: Sequence[Statement]) -> Iterator[Conflict]:
    """Yield what those asked say beside the report nearest to it in time."""
    told = [one for one in statements if not one.asked and one.unit is Unit.PERCENT]
    for asked in (one for one in statements if one.asked):
        near = [(_apart(one, asked), one) for one in told if _apart(one, asked) <= _ASKED_WITHIN]
        if not near:
            continue
        nearest = min(near, key=lambda pair: pair[0])[1]
        if abs(nearest.value - asked.value) > _ASKED_APART:
            pair = sorted((asked, nearest), key=lambda one: -one.value)
            yield Conflict(ConflictKind.ASKED, None, tuple(pair))


def _apart(one: Statement, other: Statement) -> int:
    return abs(((one.day or date.min) - (other.day or date.min)).days)


def _printed(one: Statement) -> date:
    return one.document.metadata.dated or date.min


def _places(value: float) -> int:
    _, _, after = f"{value:.6f}".rstrip("0").partition(".")
    return len(after)


def _newest(conflict: Conflict) -> tuple[int, str]:
    last = max((one.day or date.min for one in conflict.statements), default=date.min)
    return -last.toordinal(), conflict.kind
