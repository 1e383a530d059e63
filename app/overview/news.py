"""What came in since a day or the last run that brought anything, and what became of files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.overview.grid import Count, count_stances
from app.overview.params import OverviewParams, start_of
from app.search.params import SearchParams
from app.wiring import Workplace
from indexer.coverage import Facts, Narrow
from indexer.model import Document, FileStatus
from indexer.store.listing import Trait
from indexer.store.summary import Run

SHOWN = 6
"""New documents named; the search behind their number finds the passages of all."""

THEMES = 6
"""Themes named of which the new documents say most."""

RUNS = 20
"""Runs looked at for the last that brought anything new."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new.

    Attributes:
        since: the moment from which on, in UTC.
        number: of documents.
        documents: the first of them, the latest dates first.
        stances: number of passages by stance, each with its search.
        themes: those most is said of; ``kind`` is the theme.
        search: finds all the passages.
    """

    since: datetime
    number: int
    documents: tuple[Document, ...]
    total: int
    stances: tuple[Count, ...]
    themes: tuple[Count, ...]
    search: SearchParams


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files: number by status and by trait, and the last run."""

    statuses: Mapping[FileStatus, int]
    traits: Mapping[Trait, int]
    run: Run | None


def find_news(facts: Facts, params: OverviewParams, place: Workplace) -> News | None:
    """Find what is new; None where no run of late brought anything and no day is named."""
    since = start_of(params.new) if params.new else last_arrival(place)
    if since is None:
        return None
    ids = place.store.documents_added_since(since)
    cells = facts.grid(Narrow(documents=frozenset(ids)))
    plain = OverviewParams()
    everything = cells.get((None, None))
    themes = sorted(
        ((theme, cell) for (theme, area), cell in cells.items() if theme and area is None),
        key=lambda item: (-item[1].total, item[0]),
    )
    days = {source.id: source.dated for source in facts.sources}
    newest = sorted(ids, key=lambda id_: (-(d.toordinal() if (d := days.get(id_)) else 0), id_))
    return News(
        since=since,
        number=len(ids),
        documents=tuple(place.store.documents_by_id(newest[:SHOWN]).values()),
        total=everything.total if everything else 0,
        stances=tuple(
            replace(count, search=replace(count.search, added=since))
            for count in (count_stances(everything, plain) if everything else ())
        ),
        themes=tuple(
            Count(
                theme,
                place.words.label("theme", theme),
                cell.total,
                replace(plain.search({"theme": theme}), added=since),
            )
            for theme, cell in themes[:THEMES]
        ),
        search=SearchParams(added=since),
    )


def last_arrival(place: Workplace) -> datetime | None:
    """Return when the last run began that brought anything new; None if none of late did."""
    for run in place.store.recent_runs(RUNS):
        is_reading = run.counts.get("indexed", 0) or run.counts.get("updated", 0)
        if is_reading and place.store.documents_added_since(run.started):
            return run.started
    return None


def take_stock(place: Workplace) -> Intake:
    """Count the files by what became of them."""
    store = place.store
    latest = store.recent_runs(1)
    return Intake(store.count_files(), store.count_traits(), latest[0] if latest else None)
