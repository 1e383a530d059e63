"""Claims that others later or lately judged otherwise, with the passages of both sides."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.claims.model import Against, Clash, ClashKind, Voice
from indexer.findings.terms import compared_terms, telling_terms
from indexer.search.analysis import analyse

_LATELY = 548
"""Days before a claim in which what others said still stands against it: a year and a half."""
_SOON = 183
"""Days after the council named a weakness in which a strength that others see still says that
it was too modest; later than that it may have got better. On the sample papers a year brings 21
under-claims, and those of an inspection eight months on are matters put right since."""
_LEAST = 0.22
"""Share of their words, by weight, that two passages must have in common, and so many telling
words (``_TELLING``). On the sample papers 46 over-claims are found at 0.17 with one telling word,
31 at 0.22 with two, 15 at 0.28. Of the 31, 19 were read as being to the point; at 0.28 plain ones
are lost, such as the neglect profile that the council repeats and inspectors saw repeated seldom.
"""
_TELLING = 2
_MOST = 3
"""Passages shown against one claim."""
_TOLD = 5


@dataclass(frozen=True, slots=True)
class _Worded:
    voice: Voice
    words: frozenset[str]
    telling: frozenset[str]
    weight: float


class Rarity:
    """How rare words are among some passages."""

    def __init__(self, voices: Iterable[Voice]) -> None:
        self._counts: Counter[str] = Counter()
        self._number = 0
        for one in voices:
            self._counts.update(compared_terms(one.text))
            self._number += 1

    def of(self, word: str) -> float:
        """Return the weight of a word: the rarer, the more."""
        return math.log((self._number + 1) / (self._counts[word] + 0.5))

    def weigh(self, words: Iterable[str]) -> float:
        """Return the weight of several words together."""
        return sum(map(self.of, words))


def find_clashes(
    own: Sequence[Voice], others: Sequence[Voice], rarity: Rarity
) -> tuple[tuple[Clash, ...], tuple[Clash, ...]]:
    """Return the over-claims and the under-claims of one theme: sure and likely ones first.

    Args:
        own: what the council says of it.
        others: what others say of it.
        rarity: of words among all that is said of the council.
    """
    mine = [_worded(one, rarity) for one in own if one.day]
    theirs = _once([_worded(one, rarity) for one in others if one.day])
    over = _clashes(mine, theirs, ClashKind.OVER, rarity)
    return over, _clashes(mine, theirs, ClashKind.UNDER, rarity)


def _once(voices: Iterable[_Worded]) -> list[_Worded]:
    """Leave out what is said twice on one day, as by a letter that was kept in two formats."""
    first: dict[tuple[date | None, frozenset[str]], _Worded] = {}
    for one in voices:
        first.setdefault((one.voice.day, one.words), one)
    return list(first.values())


def _clashes(
    own: Sequence[_Worded], others: Sequence[_Worded], kind: ClashKind, rarity: Rarity
) -> tuple[Clash, ...]:
    good = kind is ClashKind.OVER
    claims = [one for one in own if one.voice.is_good is good]
    judged = [one for one in others if one.voice.is_good is not good]
    found = []
    for claim in claims:
        near = [two for one in judged if (two := _against(claim, one, rarity))]
        near.sort(key=lambda one: (one.voice.is_unsure, -one.score, one.voice.passage))
        if near:
            found.append(Clash(kind, claim.voice, tuple(near[:_MOST])))
    return tuple(sorted(found, key=_order))


def _against(claim: _Worded, other: _Worded, rarity: Rarity) -> Against | None:
    """Return another passage as speaking against a claim; None where it does not."""
    first, second = claim.voice.day, other.voice.day
    if first is None or second is None or claim.voice.document.id == other.voice.document.id:
        return None
    days = (second - first).days
    last = days if claim.voice.is_good else _SOON
    shared = claim.words & other.words
    if not -_LATELY <= days <= last or len(shared & claim.telling & other.telling) < _TELLING:
        return None
    score = rarity.weigh(shared) / math.sqrt(claim.weight * other.weight)
    if score < _LEAST:
        return None
    rarest = sorted(shared, key=lambda word: (-rarity.of(word), word))
    told = _as_written(other.voice.text, rarest)
    return Against(other.voice, tuple(told[:_TOLD]), round(score, 2), days)


def _as_written(text: str, words: Sequence[str]) -> list[str]:
    """Return words as a text has them, in place of their stems; names of groups are left out."""
    forms = {token.term: text[token.start : token.end].lower() for token in analyse(text)}
    return [forms[word] for word in words if word in forms]


def _worded(voice: Voice, rarity: Rarity) -> _Worded:
    words = compared_terms(voice.text)
    return _Worded(voice, words, telling_terms(voice.text), max(rarity.weigh(words), 1.0))


def _order(clash: Clash) -> tuple[bool, float, str]:
    return clash.is_unsure, -clash.against[0].score, clash.claim.passage
