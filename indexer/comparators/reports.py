"""Reports on other authorities that speak of a theme, with their words of praise and fault."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.claims.model import OTHERS, Voice
from indexer.model import Document, Metadata
from indexer.search.analysis import terms
from nlp.types import Speaker


@dataclass(frozen=True, slots=True)
class Sought:
    """Which reports, and what in them.

    Attributes:
        theme: id; what is said of it counts.
        without: the authority that is not compared with itself; empty: none.
        framework: id; empty: any.
        grade: overall, as printed; empty: any, also where none is printed.
        since, until: years, both included; None: any.
        authority: the only one wanted; empty: any.
        words: that a passage must have.
    """

    theme: str
    without: str = ""
    framework: str = ""
    grade: str = ""
    since: int | None = None
    until: int | None = None
    authority: str = ""
    words: str = ""

    def keeps(self, known: Metadata) -> bool:
        """Tell whether a report counts by what is known of it."""
        year = known.dated.year if known.dated else None
        return (
            bool(known.authority)
            and known.authority != self.without
            and (not self.authority or known.authority == self.authority)
            and (not self.framework or known.framework == self.framework)
            and (not self.grade or known.grades.overall == self.grade)
            and not (self.since and (year is None or year < self.since))
            and not (self.until and (year is None or year > self.until))
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What one report says of a theme: sure passages first, then in its own order.

    Attributes:
        praised: what is called a strength.
        faulted: what is said to need improvement.
    """

    document: Document
    praised: tuple[Voice, ...]
    faulted: tuple[Voice, ...]


def find_reports(voices: Iterable[Voice], sought: Sought) -> list[Report]:
    """Return the reports that fit, newest first; what councils say of themselves is left out."""
    wanted = set(terms(sought.words))
    found: dict[str, list[Voice]] = defaultdict(list)
    for one in voices:
        if (
            one.speaker in OTHERS
            and one.speaker is not Speaker.CHILD_FAMILY
            and sought.theme in one.themes
            and sought.keeps(one.document.metadata)
            and (not wanted or wanted <= set(terms(one.text)))
        ):
            found[one.document.id].append(one)
    reports = [_report(some) for some in found.values()]
    return sorted(reports, key=lambda one: (-_ordinal(one.document), one.document.path))


def frameworks_of(voices: Iterable[Voice]) -> list[str]:
    """Return the ids of the frameworks that reports were written under, most used first."""
    return _ranked(one.document.metadata.framework for one in voices)


def grades_of(voices: Iterable[Voice]) -> list[str]:
    """Return the overall grades that reports print, most used first."""
    return _ranked(one.document.metadata.grades.overall for one in voices)


def _ranked(values: Iterable[str | None]) -> list[str]:
    counts: dict[str, int] = defaultdict(int)
    for value in values:
        if value:
            counts[value] += 1
    return sorted(counts, key=lambda value: (-counts[value], value))


def _report(some: Sequence[Voice]) -> Report:
    ordered = sorted(some, key=lambda one: (one.is_unsure, one.page))
    return Report(
        some[0].document,
        tuple(one for one in ordered if one.is_good),
        tuple(one for one in ordered if not one.is_good),
    )


def _ordinal(document: Document) -> int:
    day = document.metadata.dated
    return day.toordinal() if day else 0
