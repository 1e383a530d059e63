"""Statements that cannot all be true: of one measure, people and time, with other values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.measures.model import Conflict, ConflictKind, Statement
from indexer.model import Period
from nlp.types import FigureKind, Unit

_ASKED_WITHIN = 366
"""Days between a report and a survey that speak of one time."""
_STALE_AFTER = 366
"""Days after the time a figure is known to be of from which a paper that gives it is late."""
_TELLING = 200
"""Whole numbers below this come up twice by chance too often to tell one figure from another."""
_ASKED_APART = 2.0
"""Points by which a survey must differ to be worth saying."""


def find_conflicts(statements: Iterable[Statement]) -> tuple[Conflict, ...]:
    """Return what does not agree in one line, the newest first.

    Left out are shares such as a third, counts out of a sample, and passages that give two
    values for one time: they tell apart what was not understood.
    """
    usable = [one for one in statements if _is_usable(one)]
    found = [*_of_one_period(usable), *_asked(usable), *_stale(usable)]
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
        if len(values) > 1 and differ(values[0], values[-1]) and _may_clash(clear):
            ordered = sorted(clear, key=lambda one: (-one.value, _printed(one)))
            yield Conflict(ConflictKind.SAME_PERIOD, period, tuple(ordered))


def _may_clash(some: Sequence[Statement]) -> bool:
    """Tell whether statements may be of one measure: a paper means two by two wordings of its own.

    Unless the catalogue knows both, as a measure that a text and a table give.
    """
    papers = {one.document.id for one in some}
    return len(papers) > 1 or all(one.known for one in some)


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


def _stale(statements: Sequence[Statement]) -> Iterator[Conflict]:
    """Yield figures without their time that are those of long before, and have changed since.

    Only of figures that hardly come up twice by chance: 14.2 and 1,418, but not 95.
    """
    timed = [one for one in statements if one.period and not one.asked]
    for late in statements:
        printed = late.document.metadata.dated
        if late.period or late.said_period or late.asked or printed is None:
            continue
        if not _places(late.value) and late.value < _TELLING:
            continue
        same = [one for one in timed if one.value == late.value and _is_before(one, printed)]
        if not same:
            continue
        old = max(same, key=_end)
        since = [one for one in timed if _end(old) < _end(one) <= printed]
        if since and all(differ(one.value, late.value) for one in since):
            newest = max(since, key=_end)
            yield Conflict(ConflictKind.STALE, old.period, (late, old, newest))


def _is_before(one: Statement, printed: date) -> bool:
    return (printed - _end(one)).days > _STALE_AFTER


def _end(one: Statement) -> date:
    return one.period.end if one.period else date.min


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
