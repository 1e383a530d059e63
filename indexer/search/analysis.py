"""The one analysis of text, for every engine, for queries and for highlighting.

Engines are fed the terms made here, joined by spaces, and split at spaces
only: what matches is decided in this module, so that engines agree and what is
highlighted is what matched.

A term is a word in lower case, without accents, apostrophes or possessive,
cut to its English Snowball stem. Hyphens and slashes part words. Numbers keep
their decimals and lose their thousands commas and percent signs.
"""

import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

# A letter or digit with what may cling to it: combining accents, soft hyphens, zero-width marks.
_LETTER = r"[^\W_][\u0300-\u036f\u00ad\u200b-\u200d\u2060]*"
_APOSTROPHE = "['\u2019\u02bc]"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"
_WORDS = re.compile(rf"(?:{_NUMBER})(?!\w)|(?:{_LETTER})+(?:{_APOSTROPHE}(?:{_LETTER})+)*")
_PLAIN_WORDS = re.compile(rf"(?:{_NUMBER})(?!\w)|[a-zA-Z0-9]+(?:'[a-zA-Z0-9]+)*")
_FULL_NUMBER = re.compile(_NUMBER)
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}s$")
_CLINGING = re.compile(r"[\W_]+")

# Longer ones are scanning rubbish or web addresses; engines refuse terms beyond some length.
_LONGEST_TERM = 64

_stemmer = snowballstemmer.stemmer("english")
_stemmer_lock = Lock()  # the stemmer keeps the word it works on in itself


class Token(NamedTuple):
    """A term and the stretch ``[start, end)`` of the original text it stands for."""

    term: str
    start: int
    end: int


def analyse(text: str) -> list[Token]:
    """Return the terms of a text with their places in it."""
    return [
        Token(term, match.start(), match.end())
        for match in _words(text).finditer(text)
        if (term := _term(match.group()))
    ]


def terms(text: str) -> list[str]:
    """Return the terms of a text; the same as :func:`analyse` finds, in less time."""
    return [term for word in _words(text).findall(text) if (term := _term(word))]


def _words(text: str) -> re.Pattern[str]:
    return _PLAIN_WORDS if text.isascii() else _WORDS


# A corpus of 3,700 passages holds some 12,000 word forms; the bound is for scanning rubbish.
@lru_cache(maxsize=1 << 17)
def _term(word: str) -> str:
    """Return the term of a word; empty if nothing is left to look for."""
    if _FULL_NUMBER.fullmatch(word):
        return unicodedata.normalize("NFKC", word).replace(",", "")[:_LONGEST_TERM]
    bare = _POSSESSIVE.sub("", unicodedata.normalize("NFKD", word).lower())
    letters = _CLINGING.sub("", bare)
    with _stemmer_lock:
        return str(_stemmer.stemWord(letters))[:_LONGEST_TERM]
