"""Years as a line of time: bars to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.search.params import SearchParams
from app.search.runs import LONGEST_RUN

SHOWN = 12
"""Years shown at once, the latest; older ones stand behind "older years"."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year.

    Attributes:
        share: its part of the fullest year's passages, 0 to 100.
        query: of the search with it chosen, or without it if it was.
    """

    year: str
    count: int
    share: float
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class YearChart:
    """The years of the passages found, newest first and without gaps.

    Attributes:
        bars, older: those shown at once, and those before them.
        first, last: the ends of what is chosen, or of all there is.
    """

    bars: tuple[YearBar, ...]
    older: tuple[YearBar, ...]
    first: str
    last: str

    @property
    def all(self) -> tuple[YearBar, ...]:
        """Every year, newest first."""
        return self.bars + self.older


def build_years(params: SearchParams, counts: Mapping[str, int]) -> YearChart | None:
    """Build the chart of years; None where no passage found has one.

    Args:
        params: the search.
        counts: passages by year, as if no year were chosen.
    """
    chosen = [year for year in params.filters.get("year", ()) if year.isdigit()]
    known = sorted({int(year) for year in [*counts, *chosen] if year.isdigit()})
    if not known:
        return None
    most = max(counts.values(), default=0) or 1
    # A misread year would stretch the line over centuries.
    span = range(max(known[0], known[-1] - LONGEST_RUN), known[-1] + 1)
    bars = tuple(
        YearBar(
            year=str(year),
            count=counts.get(str(year), 0),
            share=round(100 * counts.get(str(year), 0) / most, 1),
            chosen=str(year) in chosen,
            query=params.toggle("year", str(year)).query(),
        )
        for year in reversed(span)
    )
    # "Older" that hides one line saves none.
    shown = SHOWN + 1 if len(bars) == SHOWN + 1 else SHOWN
    ends = sorted(chosen) or [bars[-1].year, bars[0].year]
    return YearChart(bars[:shown], bars[shown:], ends[0], ends[-1])
