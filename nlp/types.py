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


@dataclass(frozen=True, slots=True)
class PassageInput:
    """One passage to annotate, with the little it needs to know of its place.

    Attributes:
        text: the passage's words.
        heading_path: headings above it, outermost first.
        document_type: id from ``taxonomy/data/document_types.yaml``; None if unknown.
    """

    text: str
    heading_path: tuple[str, ...] = ()
    document_type: str | None = None


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
class Annotation:
    """Everything the pipeline says of one passage.

    Attributes:
        themes: at most four, best first.
        areas: at most two, best first; empty means looked and found none.
        stance: exactly one.
        mixed: the passage carries verdicts both ways.
        speaker: None when it cannot be told.
    """

    themes: tuple[ThemeLabel, ...]
    areas: tuple[AreaLabel, ...]
    stance: StanceLabel
    mixed: bool
    speaker: Speaker | None
