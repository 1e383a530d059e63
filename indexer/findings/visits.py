"""What a focused visit looked at: its findings are of that area, whatever their words suggest."""

import re
from collections.abc import Iterable, Sequence

from indexer.findings.wording import Wording, load_wording
from indexer.model import Document, Passage
from nlp.types import Source

_LEADERS = "leaders"
_OPENING = 25
"""Passages within which a letter says what was looked at; the latest real one is the 19th."""
_LOOKED = re.compile(
    r"\binspectors (?:looked at|evaluated|considered|reviewed) (?:the )?"
    r"(?:local authority(?:[\u2019']s)? |council[\u2019']s )?arrangements (?:for|at) "
    r"(?P<what>[^.:]+)",
    re.IGNORECASE,
)


def opening_of(document: Document) -> list[str]:
    """Return the ids of the passages that may say what was looked at; none of other papers."""
    if document.metadata.event not in {"focused-visit", "monitoring-visit"}:
        return []
    return [f"{document.id}-{number}" for number in range(1, _OPENING + 1)]


def areas_looked_at(texts: Iterable[str], wording: Wording | None = None) -> frozenset[str]:
    """Return the ids of the areas that a letter says were looked at; none where it does not say.

    >>> sorted(areas_looked_at(["Inspectors looked at the arrangements for care leavers."]))
    ['care-leavers']
    """
    visits = (wording or load_wording()).visits
    said = next((found["what"] for text in texts if (found := _LOOKED.search(text))), "")
    return frozenset(area for area, pattern in visits.items() if pattern.search(said))


def areas_within(
    areas: Sequence[str], looked_at: frozenset[str], passages: Iterable[Passage]
) -> tuple[str, ...]:
    """Return the areas of a finding, of those that a visit looked at.

    Leadership is looked at by every visit. What a person decided stays as it is.

    Args:
        areas: of its words, best first.
        looked_at: empty: all.
        passages: those it is made of.
    """
    labels = [label for one in passages if one.annotation for label in one.annotation.areas]
    if not looked_at or any(label.source is Source.PERSON for label in labels):
        return tuple(areas)
    kept = tuple(area for area in areas if area in looked_at or area == _LEADERS)
    if kept or len(looked_at) > 1:
        return kept or tuple(areas)
    return tuple(looked_at)
