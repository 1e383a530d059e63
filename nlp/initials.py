"""Match the letters of an abbreviation to the words it may stand for.

The idea is that of A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text" (2003): look for the letters, in order, in the
words beside a bracket. Theirs lets a letter stand anywhere in a word. Here a letter begins a
word, every word gives its first letter, and what breaks that rule has a price, because the
names of services, plans and panels are abbreviated word by word.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SMALL_WORDS = """
a an and at being by for from in into of on or our s s' the their to under who with
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_KIND_WORDS = """
board framework group meeting meetings panel plan process programme project scheme service
services team teams tool work
"""
_KINDS = frozenset(_KIND_WORDS.split())
"""What may follow the words an abbreviation stands for: "inspection framework (I)"."""
_SMALL_WORD = 1
_INSIDE = 4
_LEFT_OUT = 8
_NEVER = 999
_SPARE = 3  # for letters from small words
DEAREST = 2 * _INSIDE + _SPARE
"""The highest price that :func:`price` accepts."""
MODEST = _INSIDE + _SPARE
"""What a line that may be no explanation at all may cost: "NOTE: nothing else" costs more."""


class Word(NamedTuple):
    """A word in lower case and where it stands; hyphens and slashes part words."""

    text: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of text."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(match.group().lower(), match.start(), match.end()) for match in found]


def content(words: Sequence[str]) -> list[str]:
    """Leave out the small words that abbreviations tend to pass over."""
    return [word for word in words if word not in _SMALL]


def most_words(short: str) -> int:
    """Return how many words an abbreviation may stand for; Schwartz and Hearst's bound."""
    return min(len(short) + 5, len(short) * 2)


@lru_cache(maxsize=4096)
def price(short: str, words: tuple[str, ...]) -> int | None:
    """Return what it costs to read an abbreviation as exactly these words.

    Small words are passed over for nothing. A letter from inside a word costs 4 and a word left
    out 8, and that is the most an abbreviation of four letters or more may cost; three letters
    may cost 4. A letter from a small word costs 1, so that of two readings with nothing else
    amiss "independent inquiry into child sexual abuse" is chosen for IICSA. A last word that
    says what kind of thing it is may give no letter, for 4.

    Args:
        short: without plural; what is neither letter nor digit is passed over.
        words: in lower case, two at least.

    Returns:
        the price of the cheapest reading; None if it is too dear.
    """
    letters = "".join(filter(str.isalnum, short)).lower()
    if len(letters) < 2 or len(words) < 2 or words[0][0] != letters[0]:
        return None
    cost = _Reading(letters, words).whole(0, 0)
    if words[-1] in _KINDS and len(words) > 2:
        cost = min(cost, _INSIDE + _Reading(letters, words[:-1]).whole(0, 0))
    return cost if cost <= _INSIDE * min(len(letters) - 2, 2) + _SPARE else None


class _Reading:
    """Reads letters as words; the first and the last word must give a letter."""

    def __init__(self, letters: str, words: tuple[str, ...]) -> None:
        self._letters = letters
        self._words = words

    def whole(self, letter: int, word: int) -> int:
        """Return the price of reading the letters from one on as the words from one on."""
        letters, words = self._letters, self._words
        if letter == len(letters) or word == len(words):
            return 0 if (letter, word) == (len(letters), len(words)) else _NEVER
        best = _NEVER
        if words[word][0] == letters[letter]:
            own = _SMALL_WORD if words[word] in _SMALL else 0
            best = own + self._inside(letter + 1, word, 1)
        if letter:
            skip = 0 if words[word] in _SMALL else _LEFT_OUT
            best = min(best, skip + self.whole(letter, word + 1))
        return best

    def _inside(self, letter: int, word: int, position: int) -> int:
        """Return the price of going on when a word has given its letters before a position."""
        best = self.whole(letter, word + 1)
        if letter < len(self._letters):
            at = self._words[word].find(self._letters[letter], position)
            if at > 0:
                best = min(best, _INSIDE + self._inside(letter + 1, word, at + 1))
        return best
