"""Cut a text into sentences and a sentence into the clauses that its figures stand in."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from nlp.figures.vocabulary import EMPTY
from nlp.types import Span

# Looked for in two steps: single characters are found fast, and most end no sentence.
_MARK = re.compile(r"[.!?;\n\N{BULLET}\N{BLACK SMALL SQUARE}]")
_END = re.compile(
    r"[.!?]['\"\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK})]*\s+"
    r"(?=[\"'(\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}£A-Z0-9])"
    r"|;\s+|\n+|[\N{BULLET}\N{BLACK SMALL SQUARE}]\s*"
)
_SHORT = ("Mr", "Mrs", "Ms", "Dr", "No", "no", "e.g", "i.e", "approx", "St")

# Where a clause ends, the surest places first.
_CUTS = (
    re.compile(r"; |: | [\N{EN DASH}\N{EM DASH}-] |\N{EM DASH}"),
    re.compile(
        r",? (?=(?:but|although|though|while|whilst|whereas|because|compared|against|as against"
        r"|up from|down from|which|of which|of whom|where|so that)\b)"
        r"|, (?=(?:and|with|or|so|for|then) )"
    ),
    re.compile(r"[)\]],? "),
    re.compile(r" ?(?=[(\[])"),
    re.compile(r", "),
    re.compile(r" (?=(?:and|with) )"),
    re.compile(r" (?=(?:in|to|for|than|at) )"),
)
_STRONG = 2
"""Cuts up to here end a clause even where no other figure follows."""

_HOLLOW = re.compile(r" ?[(\[][\s,.;:-]*[)\]]| (?=[,.;:])|,(?= ?,)")
_WORD = re.compile(r"[A-Za-z][\w'\N{RIGHT SINGLE QUOTATION MARK}-]*")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text; cells of a table row count as such."""
    spans, start = [], 0
    for mark in _MARK.finditer(text):
        at = mark.start()
        match = _END.match(text, at)
        if match is None:
            continue
        if text[at] == "." and _is_short(text[start:at]):
            continue
        spans.append((start, at + (text[at] in ".!?")))
        start = match.end()
    spans.append((start, len(text)))
    return spans


def _is_short(before: str) -> bool:
    """Tell whether a full stop ends an abbreviation or an initial rather than a sentence."""
    return before.endswith(_SHORT) or (before[-1:].isalpha() and before[-2:-1] in {" ", "."})


def clauses(text: str, sentence: Span, figures: Sequence[Span]) -> list[Span]:
    """Return a clause for each figure of a sentence, in order.

    Args:
        text: the passage.
        sentence: characters of the sentence.
        figures: characters of its figures, in reading order.
    """
    start, end = sentence
    bounds = [_between(text, one[1], two[0]) for one, two in pairwise(figures)]
    first = _head(text, start, figures[0])
    last = _tail(text, figures[-1], end)
    starts = [first, *bounds]
    return list(zip(starts, [*bounds, last], strict=True))


def content(text: str) -> set[str]:
    """Return the words that say something of what is measured, in lower case."""
    return {word for word in map(str.lower, _WORD.findall(text)) if word not in EMPTY}


def without(text: str, span: Span, holes: Iterable[Span]) -> str:
    """Return a stretch of a text without the pieces named, on one line."""
    parts, at = [], span[0]
    for start, end in sorted(holes):
        if start >= span[1] or end <= span[0]:
            continue
        parts.append(text[at : max(at, start)])
        at = max(at, end)
    parts.append(text[at : span[1]])
    return _HOLLOW.sub("", " ".join(" ".join(parts).split()))


def _between(text: str, start: int, end: int) -> int:
    """Return where the clause of one figure ends and that of the next begins."""
    for cut in _CUTS:
        found = None
        for match in cut.finditer(text, start, end):
            found = match
        if found:
            return found.end() if text[found.end() - 1 : found.end()] in " " else found.start()
    return end


def _head(text: str, start: int, figure: Span) -> int:
    """Return where the clause of a sentence's first figure begins."""
    for match in reversed(
        [m for cut in _CUTS[:_STRONG] for m in cut.finditer(text, start, figure[0])]
    ):
        if content(text[match.end() : figure[0]]):
            return match.end()
    return start


def _tail(text: str, figure: Span, end: int) -> int:
    """Return where the clause of a sentence's last figure ends."""
    ends = [m.start() for cut in _CUTS[:_STRONG] if (m := cut.search(text, figure[1], end))]
    return min(ends, default=end)
