"""The words people read for figures, in place of ids."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.days import period_in_words
from indexer.measures.model import Line, Statement
from indexer.plural import plural
from nlp.types import FigureKind, Unit

UNITS: Mapping[str, str] = MappingProxyType(
    {
        Unit.COUNT: "number",
        Unit.PERCENT: "per cent",
        Unit.POINTS: "percentage points",
        Unit.SHARE: "share",
        Unit.PER_1000: "per 1,000",
        Unit.PER_10000: "per 10,000",
        Unit.PER_100000: "per 100,000",
        Unit.POUNDS: "pounds",
        Unit.WORKING_DAYS: "working days",
        **{
            unit: unit.value
            for unit in (Unit.MINUTES, Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
        },
    }
)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        FigureKind.VALUE: "Stated",
        FigureKind.EARLIER: "Earlier, for comparison",
        FigureKind.TARGET: "Target",
        FigureKind.COMPARATOR: "Of others, or of another source",
    }
)


def kind_words(one: Statement) -> str:
    """Write what a figure is."""
    return "Said by those asked" if one.asked else KINDS[one.kind]


def when_words(one: Statement) -> str:
    """Write what time a figure is of; what was worked out is marked as such."""
    if one.period is None:
        return one.said_period or "not stated"
    said = period_in_words(one.period)
    return f"{said} (year not stated)" if one.assumed else said


def value_words(one: Statement) -> str:
    """Write a figure as printed and, where that is no number of the unit, also as one."""
    if one.unit is Unit.PERCENT and (one.about or one.whole is not None):
        return f"{one.printed}: {one.value:,.10g} %"
    return one.printed


def of_whom(line: Line) -> str:
    """Write of whom and where a line is, where it is not of all."""
    return ", ".join(filter(None, [line.place, *line.people]))


def papers_words(line: Line) -> str:
    """Write how many papers and years a line rests on."""
    first, *rest = line.years or (0,)
    years = f"{first} to {rest[-1]}" if rest else str(first)
    return f"{plural(line.documents, 'paper')}, {years}"
