"""Weigh what speaks for a theme in a passage, as a probability.

The score is a logistic function of nine plain facts. Its weights were fitted
(scikit-learn, C = 1, rounded to 0.1) on the 4,435 pairs of passage and theme
with enough evidence in 2,055 hand-labelled passages of 66 authorities. On 1,632
passages of 52 other authorities micro F1 is 0.687, against 0.641 for "any term,
no weighing" and 0.674 without the fact that a term is a strong one.
"""

import math
from dataclasses import dataclass
from operator import mul

from nlp.components.extensions import Tokens
from nlp.types import Span

_LIST_MARKS = frozenset({",", ";", "and", "or"})
_JOINS = frozenset({"and", "or"})
_INTERCEPT = -0.4
_TERMS = 2.1  # log of 1 + full terms
_WEAK = 0.7  # log of 1 + weak terms
_DEPTH = -0.3  # log of 1 + tokens before the first
_RIVALS = -0.9  # log of 1 + themes with a full term
_HEADING = 1.0  # the heading names the theme
_SPECIFIC = 0.5  # a term of several words or in capitals
_LISTED = -1.3  # all terms stand in an enumeration
# A more specific theme is present. Fitted: -0.1; -0.4 costs nothing and follows the codebook.
_OUTRANKED = -0.4
_STRONG = 1.6  # a term that is nearly always about the theme
WEIGHTS = (_TERMS, _WEAK, _DEPTH, _RIVALS, _HEADING, _SPECIFIC, _LISTED, _OUTRANKED, _STRONG)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a passage offers for one theme.

    Attributes:
        terms: token spans of full terms and abbreviations.
        weak: token spans of weak terms.
        strong: one of the terms is nearly always about the theme.
        in_heading: the heading holds a full term of the theme.
        rivals: themes with a full term in the passage, this one included.
        outranked: a more specific theme has a full term in the passage.
    """

    terms: tuple[Span, ...]
    weak: tuple[Span, ...]
    strong: bool
    in_heading: bool
    rivals: int
    outranked: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        """All token spans, in reading order."""
        return tuple(sorted(self.terms + self.weak))

    def is_enough(self, words: list[str]) -> bool:
        """Tell whether there is a full term, or a weak one with a second cue.

        Args:
            words: the lower-case tokens of the passage.
        """
        if self.terms or (self.weak and self.in_heading):
            return True
        if len(self.weak) < 2:
            return False
        return len({tuple(words[start:end]) for start, end in self.weak}) > 1


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence with what it amounts to.

    Attributes:
        facts: what is weighed, in the order of ``WEIGHTS``.
        chance: how likely a careful reader gives the theme, in ``[0, 1]``.
        enough: there is a full term, or a weak one with a second cue.
    """

    evidence: Evidence
    facts: tuple[float, ...]
    chance: float
    enough: bool


def weigh(tokens: Tokens, evidence: Evidence) -> Weighed:
    """Work out what a passage's evidence for a theme amounts to."""
    facts = describe(tokens, evidence)
    total = _INTERCEPT + sum(map(mul, WEIGHTS, facts))
    return Weighed(evidence, facts, 1 / (1 + math.exp(-total)), evidence.is_enough(tokens.lower))


def describe(tokens: Tokens, evidence: Evidence) -> tuple[float, ...]:
    """Return the facts that are weighed, in the order of ``WEIGHTS``."""
    terms, weak = evidence.terms, evidence.weak
    first, _ = min(terms[:1] + weak[:1])  # both stand in reading order
    return (
        math.log1p(len(terms)),
        math.log1p(len(weak)),
        math.log1p(first),
        math.log1p(evidence.rivals),
        float(evidence.in_heading),
        float(_is_specific(tokens, terms)),
        float(_all_listed(tokens.lower, terms)),
        float(evidence.outranked),
        float(evidence.strong),
    )


def _is_specific(tokens: Tokens, terms: tuple[Span, ...]) -> bool:
    """Tell whether one of some terms is of several words or in capitals."""
    for start, end in terms:
        if end - start > 1 or tokens.text[tokens.start[start] : tokens.end[start]].isupper():
            return True
    return False


def _all_listed(words: list[str], terms: tuple[Span, ...]) -> bool:
    """Tell whether each term stands inside an enumeration: a mark on both sides."""
    for start, end in terms:
        if start == 0 or end >= len(words) or words[start - 1] not in _LIST_MARKS:
            return False
        if words[end] not in _LIST_MARKS or {words[start - 1], words[end]} <= _JOINS:
            return False
    return bool(terms)
