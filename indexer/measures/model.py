"""Statements of figures, the lines they form, and the conflicts between them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indexer.model import Document, Period
from nlp.types import FigureKind, Speaker, Unit


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure that one passage states.

    Attributes:
        document: with its metadata.
        passage, page: where it stands.
        text: the words of the passage.
        span: of the figure in them.
        value: of shares and of ``27 of 31`` the per cent.
        unit: what ``value`` is in.
        measure: as the passage words it.
        key: same for statements of one measure.
        known: id of the measure in the catalogue; None where only the words tell.
        asked: it is what children, families or workers said when asked.
        place: part of the area or of the service; None: the whole.
        people: which of those measured, as ``weekends``; empty: all of them.
        said_period: as it is written; None where it is not.
        period: the months that stands for; None where that cannot be told.
        assumed: the year of ``period`` was worked out from the day of the paper.
        whole: how many it was counted of; None where a per cent was printed.
        about: a rough share, as ``a third``.
        speaker: None where it cannot be told.
    """

    document: Document
    passage: str
    page: int
    text: str
    span: tuple[int, int]
    value: float
    unit: Unit
    kind: FigureKind
    measure: str
    key: str
    known: str | None
    asked: bool
    place: str | None
    people: tuple[str, ...]
    said_period: str | None
    period: Period | None
    assumed: bool
    whole: float | None
    about: bool
    speaker: Speaker | None

    @property
    def printed(self) -> str:
        """The figure in the words of the passage."""
        return self.text[slice(*self.span)]

    @property
    def day(self) -> date | None:
        """The day it is put in order by: the end of its period or, failing that, of its paper."""
        return self.period.end if self.period else self.document.metadata.dated


class ConflictKind(StrEnum):
    """Why statements cannot all hold.

    Of one period and of the same people; or those asked say otherwise at about that time; or
    a figure without its time is that of an older paper, while one since then is another.
    """

    SAME_PERIOD = "same-period"
    ASKED = "asked"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of one line that do not agree.

    Attributes:
        period: that they are all of; of a stale figure the time it is really of; None where
            those asked are compared with a report.
        statements: by value, the largest first; of one value the oldest paper first.
    """

    kind: ConflictKind
    period: Period | None
    statements: tuple[Statement, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The values that do not agree, the largest first."""
        return tuple(dict.fromkeys(one.value for one in self.statements))


@dataclass(frozen=True, slots=True)
class Line:
    """All statements of one measure, of one authority, of the same people and place.

    Attributes:
        id: the same as long as authority, measure, unit, people and place are.
        label: of the catalogue, else the measure in the words of its newest paper.
        statements: values, earlier values and those asked, oldest first.
        targets, comparators: kept apart from what is.
    """

    id: str
    authority: str | None
    label: str
    known: str | None
    unit: Unit
    place: str | None
    people: tuple[str, ...]
    statements: tuple[Statement, ...]
    targets: tuple[Statement, ...]
    comparators: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def documents(self) -> int:
        """How many papers state it."""
        return len({one.document.id for one in self.statements})

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it is stated for."""
        return tuple(sorted({day.year for one in self.statements if (day := one.day)}))

    @property
    def latest(self) -> Statement:
        """The statement of the newest period."""
        return self.statements[-1]
