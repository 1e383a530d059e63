"""The words of a corpus: what a wildcard stands for, and how else a word is spelt there.

Worked out from the list of words that each engine keeps, so that the answers are the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from indexer.search.analysis import Pattern, terms
from indexer.search.fields import most_first

Words = Callable[[str], Sequence[tuple[str, int]]]
"""From the letters that words begin with to those words, each with its count."""


_MOST_LETTERS = 900
"""Letters of the terms that a wildcard stands for beside other words. Tantivy builds an automaton
of them, which may have 1,000 states: about a hundred terms, where "superv*" has 4."""

_REMEMBERED = 64


class Wildcards:
    """What wildcards stand for in an index as it was at one commit.

    Args:
        words: the words of the index.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._counts = lru_cache(maxsize=_REMEMBERED)(self._count)

    def terms(self, pattern: Pattern) -> tuple[str, ...]:
        """Return the terms of all words that a pattern tells, the most frequent first.

        A term stands for all forms of a word, so ``supervision*`` finds "supervised"
        too, just as ``supervision`` does.
        """
        return tuple(self._counts(pattern))

    def commonest(self, slot: str | Pattern) -> tuple[str, ...]:
        """Return a term, or as many of those of a pattern as can stand beside other words."""
        if isinstance(slot, str):
            return (slot,)
        found = self.terms(slot)
        lengths = accumulate(len(term) for term in found)
        return tuple(
            term for term, length in zip(found, lengths, strict=True) if length <= _MOST_LETTERS
        )

    def _count(self, pattern: Pattern) -> dict[str, int]:
        matches = pattern.regex().fullmatch
        counts: Counter[str] = Counter()
        for word, number in self._words(pattern.head):
            if "-" not in word and matches(word):
                for term in terms(word):
                    counts[term] += number
        return most_first(counts)


_RARELY = 0.01
"""Share of a word's passages from which on its hyphenated form counts as another spelling. In
40,761 passages "well-being" stands in 764 and "wellbeing" in 220, "on-going" in 12 and "ongoing"
in 668 (2 %), "pro-active" in 5 and "proactive" in 358 (1.4 %); below are words cut at line ends."""

_FEWEST = 2


def other_spellings(word: str, words: Words) -> tuple[str, ...]:
    """Return a word as the corpus joins or hyphenates it, where it was typed otherwise.

    Args:
        word: as typed: "well-being" or "wellbeing".
        words: the words of the corpus.
    """
    parts = word.split("-")
    if not all(part.isalpha() for part in parts):
        return ()
    if len(parts) == 2:
        joined = "".join(parts)
        return (joined,) if count(joined, words) else ()
    return tuple(_hyphenated(word, words)) if len(parts) == 1 else ()


def count(word: str, words: Words) -> int:
    """Return in how many passages a word stands in any of its forms, counting some twice."""
    sought = terms(word)
    if not sought:
        return 0
    forms = words(sought[0][: max(2, len(sought[0]) - 1)])
    return sum(number for form, number in forms if "-" not in form and terms(form) == sought)


def _hyphenated(word: str, words: Words) -> Iterable[str]:
    enough = -1.0
    for cut in range(1, len(word) - 1):
        pair = f"{word[:cut]}-{word[cut:]}"
        sought = terms(pair)
        forms = words(f"{word[:cut]}-{sought[-1][:-1]}" if len(sought) == 2 else pair)
        number = sum(number for form, number in forms if terms(form) == sought)
        if number >= _FEWEST:
            if enough < 0:
                enough = max(_FEWEST, _RARELY * count(word, words))
            if number >= enough:
                yield pair
