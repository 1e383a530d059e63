"""A theme over time: by year or quarter, which way and by whom, as bars and as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.overview.params import OverviewParams
from app.search.params import SearchParams
from app.wiring import Workplace
from app.words import STANCES
from indexer.coverage import SPEAKERS, Facts
from indexer.coverage import STANCES as ORDER
from nlp.types import Stance

MOST_YEARS, MOST_QUARTERS = 30, 60
"""Bars of a chart; earlier stretches are left out, and that is said."""

BAR, GAP, TOP, HEIGHT, FOOT = 26, 10, 16, 166, 24
"""Measures of a chart in pixels: of a bar, between two, of the number above the tallest, of both
together, of the words below."""

Counts = Mapping[Stance, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year or a quarter; ``mark`` is short, for below a bar, and empty for most quarters."""

    name: str
    mark: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Piece:
    """The passages of one stance in one stretch, and where they stand in a bar."""

    kind: str
    name: str
    number: int
    search: SearchParams
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time; ``x`` is where its bar begins, ``pieces`` follow from below."""

    stretch: Stretch
    x: int
    total: int
    pieces: tuple[Piece, ...]

    @property
    def top(self) -> float:
        """Where the bar ends, as pixels from the top of the chart."""
        return self.pieces[-1].y if self.pieces else HEIGHT


@dataclass(frozen=True, slots=True)
class Chart:
    """What one speaker says of a theme; ``speaker`` is "Everybody" for all together.

    Attributes:
        undated: passages of documents without a date, in no bar.
        earlier: passages before the first bar.
        most: passages of the tallest bar.
    """

    speaker: str
    total: int
    undated: int
    earlier: int
    most: int
    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        """Of the chart in pixels."""
        return len(self.bars) * (BAR + GAP) + GAP


def build_timeline(
    theme: str, facts: Facts, params: OverviewParams, place: Workplace
) -> tuple[Chart, ...]:
    """Chart a theme: everybody first, then each who speaks; none where nothing is said."""
    days = facts.timeline(theme, params.narrow())
    stretches = _stretches([day for day in days if day], by_quarter=params.by_quarter)
    speakers = [one for one in SPEAKERS if any(one in kinds for kinds in days.values())]
    everybody = [_chart(theme, None, days, stretches, params, "Everybody")] if days else []
    if len(speakers) < 2:
        return tuple(everybody)
    return (
        *everybody,
        *(
            _chart(theme, one, days, stretches, params, place.words.label("speaker", one))
            for one in speakers
            if one
        ),
    )


def _stretches(days: Iterable[date], *, by_quarter: bool) -> list[Stretch]:
    """Return the years or quarters from the first day to the last, the latest of too many."""
    if not (known := sorted(days)):
        return []
    if not by_quarter:
        years = range(known[0].year, known[-1].year + 1)[-MOST_YEARS:]
        return [Stretch(f"{y}", f"{y}", date(y, 1, 1), date(y, 12, 31)) for y in years]
    first, last = (day.year * 4 + (day.month - 1) // 3 for day in (known[0], known[-1]))
    return [_quarter(*divmod(n, 4)) for n in range(first, last + 1)[-MOST_QUARTERS:]]


def _quarter(year: int, number: int) -> Stretch:
    start = date(year, number * 3 + 1, 1)
    following = date(year + number // 3, (number * 3 + 3) % 12 + 1, 1)
    names = ("January to March", "April to June", "July to September", "October to December")
    mark = f"{year}" if number == 0 else ""
    return Stretch(f"{names[number]} {year}", mark, start, following - timedelta(days=1))


def _chart(
    theme: str,
    speaker: str | None,
    days: Mapping[date | None, Mapping[str | None, Counts]],
    stretches: list[Stretch],
    params: OverviewParams,
    name: str,
) -> Chart:
    of_day = {
        day: _added(c for who, c in kinds.items() if speaker is None or who == speaker)
        for day, kinds in days.items()
    }
    counted = [
        _added(c for day, c in of_day.items() if day and one.first <= day <= one.last)
        for one in stretches
    ]
    total = sum(sum(c.values()) for c in of_day.values())
    undated = sum(of_day.get(None, {}).values())
    shown = sum(sum(c.values()) for c in counted)
    most = max((sum(c.values()) for c in counted), default=0)
    bars = []
    for number, (one, counts) in enumerate(zip(stretches, counted, strict=True)):
        pieces = _pieces(theme, speaker, one, counts, most, params)
        bars.append(Bar(one, GAP + number * (BAR + GAP), sum(counts.values()), pieces))
    return Chart(name, total, undated, total - undated - shown, most, tuple(bars))


def _pieces(
    theme: str,
    speaker: str | None,
    stretch: Stretch,
    counts: Counts,
    most: int,
    params: OverviewParams,
) -> tuple[Piece, ...]:
    pieces, foot = [], float(HEIGHT)
    for stance in ORDER:
        number = counts.get(stance, 0)
        if not number:
            continue
        height = (HEIGHT - TOP) * number / most
        foot -= height
        search = params.search(
            {"theme": theme, "stance": stance.value, "speaker": speaker},
            since=max(stretch.first, params.since or stretch.first),
            until=min(stretch.last, params.until or stretch.last),
        )
        name = STANCES[stance]
        pieces.append(Piece(stance.value, name, number, search, round(foot, 2), round(height, 2)))
    return tuple(pieces)


def _added(many: Iterable[Counts]) -> dict[Stance, int]:
    total: dict[Stance, int] = {}
    for counts in many:
        for stance, number in counts.items():
            total[stance] = total.get(stance, 0) + number
    return total
