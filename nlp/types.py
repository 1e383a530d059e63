"""What goes into the pipeline and what comes out of it.

Spans are ``(start, end)`` character offsets into the passage's own text, end
not included. Scores lie in ``[0, 1]``.
"""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class Source(StrEnum):
    """Where a label comes from; a person's decision outranks the others."""

    RULE = "rule"
    MODEL = "model"
    HEADING = "heading"
    PERSON = "person"


class Stance(StrEnum):
    """What a passage says about quality or intent (see the stance codebook)."""

    STRENGTH = "strength"
    NEEDS_IMPROVEMENT = "needs-improvement"
    ACTION_OR_PLAN = "action-or-plan"
    CONTEXT = "context"
    SKIP = "skip"


class Speaker(StrEnum):
    """Whose words a passage carries."""

    INSPECTORATE = "inspectorate"
    COUNCIL = "council"
    PARTNERSHIP = "partnership"
    AUDITOR_PEER = "auditor-peer"
    CHILD_FAMILY = "child-family"


class FigureKind(StrEnum):
    """Whether a figure is what is stated, or what that is compared with."""

    VALUE = "value"
    EARLIER = "earlier"
    TARGET = "target"
    COMPARATOR = "comparator"


class Unit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "percentage-points"
    SHARE = "share"
    PER_1000 = "per-1000"
    PER_10000 = "per-10000"
    PER_100000 = "per-100000"
    POUNDS = "pounds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class PassageInput:
    """One passage to annotate, with the little it needs to know of its place.

    Attributes:
        text: the passage's words.
        heading_path: headings above it, outermost first.
        document_type: id from ``taxonomy/data/document_types.yaml``; None if unknown.
        document_title: of the document, or of its part; None if unknown.
        abbreviations: those of its document that stand in the text, each with what it
            stands for there.
    """

    text: str
    heading_path: tuple[str, ...] = ()
    document_type: str | None = None
    document_title: str | None = None
    abbreviations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """A practice theme, with the words it rests on."""

    id: str
    score: float
    source: Source
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaLabel:
    """A judgement area."""

    id: str
    score: float
    source: Source


@dataclass(frozen=True, slots=True)
class StanceLabel:
    """The stance of a whole passage, with the cue words that decided it."""

    id: Stance
    score: float
    source: Source
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a passage states.

    Attributes:
        value: the number; of ``27 of 31`` the first, of ``a third`` one.
        unit: what it is counted in; ``share`` for ``one in four`` and ``a third``.
        measure: what is measured, in the passage's words without figure and time.
        kind: the figure stated, or one that it is compared with.
        span: of the figure.
        measure_span: stretch of the passage that the measure was read from.
        whole: of ``27 of 31`` the second number; None where there is none.
        of: whom or what it is a part of, as ``files``; None where it is not said.
        period: when, written in one way, as ``2020/21``; None where it is not said.
        place: where, as ``Saltmere`` or ``England``; None where it is not said.
    """

    value: float
    unit: Unit
    measure: str
    kind: FigureKind
    span: Span
    measure_span: Span | None = None
    whole: float | None = None
    of: str | None = None
    period: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything the pipeline says of one passage.

    Attributes:
        themes: at most four, best first.
        areas: at most two, best first; empty means looked and found none.
        stance: exactly one.
        mixed: the passage carries verdicts both ways.
        speaker: None when it cannot be told.
        figures: in reading order.
    """

    themes: tuple[ThemeLabel, ...]
    areas: tuple[AreaLabel, ...]
    stance: StanceLabel
    mixed: bool
    speaker: Speaker | None
    figures: tuple[Figure, ...] = ()
