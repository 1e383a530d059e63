"""Read the words around a figure: whom it counts, where, and what is measured."""

import re

from nlp.figures.clauses import content
from nlp.figures.periods import MONTHS
from nlp.figures.vocabulary import JOINTS, KEPT, LEAD, NO_PLACE, SKIPPED, STOP, TRAIL
from nlp.types import Span

_WORD = re.compile(r"\s([A-Za-z][\w'\N{RIGHT SINGLE QUOTATION MARK}-]*)")
_ED = re.compile(r"(?<!^need)(?:ed|es(?=$))$")
_LONGEST = 5
_LEADING = JOINTS | LEAD
_TRAILING = JOINTS | TRAIL
_ELSEWHERE = NO_PLACE | MONTHS

_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Ff]or|[Aa]t) ((?:[A-Z][a-z'\N{RIGHT SINGLE QUOTATION MARK}]+)"
    r"(?:(?: and| upon|-on-)?[ -][A-Z][a-z]+)*)(?![\w'])"
)
_OTHERS = re.compile(
    r"\b(England|(?:statistical |our )?neighbours?\b|similar authorities|comparable authorities"
    r"|South[ -](?:East|West)|North[ -](?:East|West)|(?:East|West) Midlands"
    r"|all pupils|national(?:ly)?"
    r"|regional(?:ly)?)",
    re.IGNORECASE,
)

_MARKS = ",:;.()[]-\N{EN DASH}\N{EM DASH}\N{BULLET}*\N{LEFT DOUBLE QUOTATION MARK}\"'"

_CUES = re.compile(
    r"\b(?:compared (?:with|to)|(?:as )?against(?= )|up from|down from"
    r"|(?:has|have|had)?(?: risen| fallen| rose| fell| increased| improved| dropped) (?:from|to)"
    r"|target of|a (?:year|month) (?:before|earlier)"
    r"|\w+ years (?:before|earlier)|at the time of the inspection)\b",
    re.IGNORECASE,
)


def noun_after(text: str, at: int, stop: int) -> str | None:
    """Return the words counted behind a figure, as ``social workers``; None if there are none."""
    taken: list[str] = []
    while match := _WORD.match(text, at, stop):
        word = match[1]
        low = word.lower()
        ends = low in STOP or (taken and low.endswith("ed") and low not in KEPT)
        if not (low in SKIPPED and not taken):
            if ends or low in SKIPPED or len(taken) == _LONGEST:
                break
            taken.append(word)
        at = match.end()
    return " ".join(taken) or None


def place_in(text: str, span: Span, figure: Span, *, others: bool = False) -> str | None:
    """Return the place named in a clause, behind the figure rather than before it.

    Args:
        text: the passage.
        span: characters of the clause.
        figure: characters of the figure.
        others: the figure is of other authorities, which may be meant in general.
    """
    if others and (named := _OTHERS.search(text, *span)):
        return named[1]
    for start, end in ((figure[1], span[1]), (span[0], figure[0])):
        for match in _PLACE.finditer(text, start, end):
            if not _ELSEWHERE.intersection(match[1].split()):
                return match[1]
    return None


def cues_in(text: str, span: Span) -> list[Span]:
    """Return the words of comparison in a clause, which are no part of what is measured."""
    return [match.span() for match in _CUES.finditer(text, *span)]


def trimmed(words: str) -> str:
    """Return a measure without the joints at its ends; empty if nothing is said in it."""
    parts = words.split()
    first, last = 0, len(parts)
    while first < last and _is_joint(parts[first], _LEADING):
        first += 1
    while last > first and _is_joint(parts[last - 1], _TRAILING):
        last -= 1
    words = " ".join(parts[first:last]).strip(_MARKS)
    return words if content(words) else ""


def _is_joint(word: str, joints: frozenset[str]) -> bool:
    bare = word.strip(_MARKS).lower()
    return bare in joints or not any(map(str.isalpha, bare))
