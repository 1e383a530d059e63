"""Find the whole that a figure is a part of where another figure names it.

``Of twelve seen, seven were good`` states seven of twelve, not twelve; ``61 sessions, of
which 46 were good`` states 61, and 46 of 61.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.figures.numbers import Number
from nlp.figures.phrases import noun_after
from nlp.types import Span, Unit

END = re.compile(r"\s*(?:[.,;:)]|$|and\b|but\b|against\b|compared\b|up from\b|down from\b)")
"""What stands behind a figure that counts nothing by itself: ``found in 14.``"""

_OF_ALL = re.compile(
    r"(?:^|[.:;(] )\W*(?:Of|Out of|From)(?: the| these| those| our| all)*(?: about)? $",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\b(?:in|for|and)(?: only| just| about| all)? $", re.IGNORECASE)
_IN = re.compile(r"\bin (?:only |just |about )?$", re.IGNORECASE)
_OF_THESE = re.compile(r"\bOf (?:these|them|those),? $")
_OF_WHICH = re.compile(r"\bof (?:which|whom|these|them|those)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The figures of a sentence with their wholes.

    Attributes:
        numbers: those stated.
        named: one that is only named as the whole of others, and so not stated.
    """

    numbers: tuple[Number, ...]
    named: Number | None = None


def find_wholes(text: str, sentence: Span, numbers: Sequence[Number], known: float | None) -> Parts:
    """Give the figures of a sentence the whole that is named beside them.

    Args:
        text: the passage.
        sentence: characters of the sentence.
        numbers: its figures.
        known: what the sentences before counted; None if nothing.
    """
    kept: list[Number] = []
    named: Number | None = None
    whole: float | None = None
    start = sentence[0]
    for n, number in enumerate(numbers):
        before = text[start : number.start]
        start = number.end
        if number.unit is not Unit.COUNT or number.whole is not None:
            kept.append(number)
            continue
        if n + 1 < len(numbers) and _OF_ALL.search(before):
            named, whole = number, number.value
            continue
        last = kept[-1] if kept else None
        if last and _is_part(text, sentence, last, number, before):
            whole = last.whole or last.value
        if whole is None and known and _points_back(text, number, before):
            whole = known
        fits = whole is not None and number.value <= whole
        kept.append(replace(number, whole=whole) if fits else number)
    return Parts(tuple(kept), named)


def _is_part(text: str, sentence: Span, last: Number, number: Number, before: str) -> bool:
    """Tell whether a figure is a part of the one before it in the sentence."""
    if last.unit is not Unit.COUNT or number.value > (last.whole or last.value):
        return False
    if _OF_WHICH.search(before) or _OF_WHICH.match(text, number.end + 1):
        return True
    bare = _AMONG.search(before) and END.match(text, number.end)
    return bool(bare) and noun_after(text, last.end, sentence[1]) is not None


def _points_back(text: str, number: Number, before: str) -> bool:
    """Tell whether a figure is a part of what was counted before: ``found in 14.``"""
    if _OF_THESE.search(before) or _OF_WHICH.match(text, number.end + 1):
        return True
    return bool(_IN.search(before) and END.match(text, number.end))
