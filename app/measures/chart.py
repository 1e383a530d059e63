"""A line of figures as points on a chart, to be drawn as SVG.

The chart shows nothing that the table below it does not say.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexer.measures.model import Line, Statement
from nlp.types import FigureKind, Unit

WIDTH, HEIGHT = 520, 260
LEFT, RIGHT, TOP, BOTTOM = 46, 16, 14, 34
_TICKS = 4
_YEARS = 7
"""Years named below the chart at most."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure.

    Attributes:
        x, y: in units of the drawing.
        shape: ``value``, ``asked``, ``target``, ``comparator``; ``undated`` stands at the day of
            its paper.
        clashes: it does not agree with another.
    """

    x: float
    y: float
    shape: str
    clashes: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at the edge: where, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn.

    Attributes:
        paths: the points of one paper each, joined.
    """

    points: tuple[Point, ...]
    paths: tuple[str, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def draw(line: Line) -> Chart | None:
    """Place the figures of a line; None where fewer than two have a time."""
    every = [one for one in (*line.statements, *line.targets, *line.comparators) if one.day]
    if len({one.day for one in every}) < 2:
        return None
    days = [one.day.toordinal() for one in every if one.day]
    first, last = date.fromordinal(min(days)).year, date.fromordinal(max(days)).year + 1
    floor, top, step = _scale([one.value for one in every], line.unit)
    clashing = {id(one) for conflict in line.conflicts for one in conflict.statements}

    def across(day: date) -> float:
        start, stop = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal()
        part = (day.toordinal() - start) / (stop - start)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)

    def up(value: float) -> float:
        part = (value - floor) / (top - floor)
        return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)

    every_so_many = -(-(last - first) // _YEARS)
    return Chart(
        points=tuple(
            Point(across(one.day), up(one.value), _shape(one), id(one) in clashing)
            for one in every
            if one.day
        ),
        paths=tuple(
            " ".join(f"{across(day)},{up(value)}" for day, value in some)
            for some in _of_one_paper(line.statements)
        ),
        across=tuple(
            Tick(across(date(year, 1, 1)), str(year)) for year in range(first, last, every_so_many)
        ),
        up=tuple(
            Tick(up(floor + n * step), f"{floor + n * step:,.10g}")
            for n in range(round((top - floor) / step) + 1)
        ),
    )


def _of_one_paper(statements: Sequence[Statement]) -> list[list[tuple[date, float]]]:
    """Return what one paper states of several times, which it means as a course."""
    papers: dict[str, dict[date, float]] = defaultdict(dict)
    for one in statements:
        if one.period and not one.asked:
            papers[one.document.id][one.period.end] = one.value
    return [sorted(some.items()) for some in papers.values() if len(some) > 1]


def _shape(one: Statement) -> str:
    if one.kind in {FigureKind.TARGET, FigureKind.COMPARATOR}:
        return one.kind.value
    if one.asked:
        return "asked"
    return "value" if one.period else "undated"


def _scale(values: Sequence[float], unit: Unit) -> tuple[float, float, float]:
    """Return the lowest and highest value at the edge and the step between marks.

    Per cent end at 100; all begin at nothing where that leaves the course to be seen.
    """
    low, high = min(values), max(values)
    floor = 0.0 if low < high / 2 else low - (high - low or abs(high) or 1) * 0.3
    span = (high - floor) or 1.0
    step = _round_step(span / _TICKS)
    floor = math.floor(floor / step) * step
    top = math.ceil(high / step) * step
    if unit is Unit.PERCENT:
        floor, top = max(0.0, floor), min(100.0, top) if high <= 100 else top
    if top <= floor:
        top = floor + step
    return floor, floor + math.ceil((top - floor) / step - 1e-9) * step, step


def _round_step(step: float) -> float:
    """Return the next of 1, 2, 2.5, 5 and 10 times a power of ten."""
    power = 10 ** math.floor(math.log10(step))
    return float(next(n * power for n in (1, 2, 2.5, 5, 10) if n * power >= step - 1e-9))
