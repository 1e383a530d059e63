"""One screen of the register, and what it can be narrowed by."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.findings.following import following
from app.findings.params import FindingParams
from app.search.params import read_page
from app.wiring import Workplace
from indexer.findings.model import INSPECTED
from indexer.findings.register import Entry, load_register

ROWS = 50
"""Findings on one screen."""

Choices = tuple[tuple[str, str], ...]
"""Values with their words."""


@dataclass(frozen=True, slots=True)
class Table:
    """One screen of the register.

    Attributes:
        entries: those shown, newest first.
        total: findings that fit; ``every`` those there are of the kinds asked for.
        areas, themes, years, authorities: to narrow it by, with how many there are.
    """

    params: FindingParams
    entries: tuple[Entry, ...]
    total: int
    every: int
    page: int
    pages: int
    areas: Choices
    themes: Choices
    years: Choices
    authorities: Choices


def build_table(place: Workplace, params: FindingParams) -> Table:
    """List one screen of findings.

    Of 2,661 findings it takes 0.1 s of processor time, and 1.7 s after the store has changed.
    """
    every = entries_of(place, params)
    found = newest_first(params.keep(every))
    pages = max(1, -(-len(found) // ROWS))
    number = read_page(params.page, pages)
    return Table(
        params=params,
        entries=tuple(found[(number - 1) * ROWS : number * ROWS]),
        total=len(found),
        every=len(every),
        page=number,
        pages=pages,
        areas=_counted((area for entry in every for area in entry.areas), place, "area"),
        themes=_counted((theme for entry in every for theme in entry.themes), place, "theme"),
        years=_plain(str(entry.date.year) for entry in every if entry.date)[::-1],
        authorities=_plain(name for entry in every if (name := entry.document.metadata.authority)),
    )


def entries_of(place: Workplace, params: FindingParams) -> Sequence[Entry]:
    """Return the findings of the kinds asked for; those of inspectors are held ready."""
    kinds = params.kinds()
    if set(kinds) <= set(INSPECTED):
        return [entry for entry in following(place).entries if entry.finding.kind in kinds]
    return load_register(place.store, kinds=kinds)


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Order findings by day, newest first; those of one paper stay in its order."""
    dated = [entry for entry in entries if entry.date]
    return sorted(dated, key=lambda e: -e.date.toordinal() if e.date else 0) + [
        entry for entry in entries if not entry.date
    ]


def _counted(ids: Iterable[str], place: Workplace, of: str) -> Choices:
    counts = Counter(ids)
    named = [(id_, place.words.label(of, id_)) for id_ in counts]
    return tuple(
        (id_, f"{name} ({counts[id_]})") for id_, name in sorted(named, key=lambda one: one[1])
    )


def _plain(values: Iterable[str]) -> Choices:
    counts = Counter(values)
    return tuple((value, f"{value} ({counts[value]})") for value in sorted(counts))
