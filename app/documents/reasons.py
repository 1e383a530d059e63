"""Why a passage carries each of its labels, in words a person can check."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.words import SOURCES, Words
from indexer.model import Passage
from nlp.types import AreaLabel, Source, Span, StanceLabel, ThemeLabel


@dataclass(frozen=True, slots=True)
class Reason:
    """One label and what it rests on.

    Attributes:
        kind: facet the label belongs to: ``theme``, ``area`` or ``stance``.
        words: the words of the passage that led to it, each once, in order.
        source: where the label comes from, in words.
        score: the model's own, from 0 to 1; None where no model was asked.
    """

    kind: str
    label: str
    words: tuple[str, ...]
    source: str
    score: float | None


def find_reasons(passage: Passage, words: Words) -> tuple[Reason, ...]:
    """List the labels of a passage with their reasons; empty before annotation."""
    note = passage.annotation
    if note is None:
        return ()
    return (
        _reason("stance", note.stance, note.stance.spans, passage, words),
        *(_reason("theme", theme, theme.spans, passage, words) for theme in note.themes),
        *(_reason("area", area, (), passage, words) for area in note.areas),
    )


def _reason(
    kind: str,
    label: StanceLabel | ThemeLabel | AreaLabel,
    spans: Sequence[Span],
    passage: Passage,
    words: Words,
) -> Reason:
    return Reason(
        kind=kind,
        label=words.label(kind, label.id),
        words=_distinct(passage.text, spans),
        source=SOURCES.get(label.source, label.source),
        score=label.score if label.source is Source.MODEL else None,
    )


def _distinct(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for start, end in sorted(spans):
        found.setdefault(text[start:end].casefold(), text[start:end])
    return tuple(found.values())
