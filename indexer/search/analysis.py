"""The one analysis of text, for every engine, for queries and for highlighting.

Engines are fed the terms made here, joined by spaces, and split at spaces
only: what matches is decided in this module, so that engines agree and what is
highlighted is what matched.

A term is a word in lower case, without accents, apostrophes or possessive, in
British spelling and cut to its English Snowball stem. Hyphens and slashes part words. Numbers keep
their decimals and lose their thousands commas and percent signs.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from indexer.search.spelling import british

# A letter or digit with what may cling to it: combining accents, soft hyphens, zero-width marks.
_LETTER = r"[^\W_][\u0300-\u036f\u00ad\u200b-\u200d\u2060]*"
_APOSTROPHE = "['\u2019\u02bc]"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"
_WORDS = re.compile(rf"(?:{_NUMBER})(?!\w)|(?:{_LETTER})+(?:{_APOSTROPHE}(?:{_LETTER})+)*")
_PLAIN_WORDS = re.compile(rf"(?:{_NUMBER})(?!\w)|[a-zA-Z0-9]+(?:'[a-zA-Z0-9]+)*")
_FULL_NUMBER = re.compile(_NUMBER)
_HYPHEN = "[-\u2010\u2011]"
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}s$")
_CLINGING = re.compile(r"[\W_]+")

_COMPOUND = re.compile(rf"(?<![\w-])([^\W\d_]+){_HYPHEN}([^\W\d_]+)(?![\w-])")

_WILD = re.compile(r"[*?]+")
_WILDCARD = re.compile(r"[^\W_]\*|\*[^\W_]|[^\W_]\?+[^\W_]")
# What parts words of a query in which wildcards and apostrophes count as letters.
_WILD_WORD = re.compile(r"[^\w*?'\u2019\u02bc\u0300-\u036f\u00ad\u200b-\u200d\u2060]+|_+")

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


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words told by some of their letters: ``*`` stands for any letters, ``?`` for one.

    Attributes:
        text: lower case, without accents and apostrophes.
    """

    text: str

    @property
    def head(self) -> str:
        """The letters before the first wildcard."""
        return _WILD.split(self.text, maxsplit=1)[0]

    @property
    def letters(self) -> int:
        """How many letters are given."""
        return len(_WILD.sub("", self.text))

    def regex(self) -> re.Pattern[str]:
        """Return an expression that the words it tells match as a whole."""
        return re.compile(self.text.replace("*", ".*").replace("?", "."))


def slots(text: str) -> list[str | Pattern]:
    """Return the terms of a part of a query, and the patterns that stand among them."""
    if "*" not in text and "?" not in text:
        return list(terms(text))
    found: list[str | Pattern] = []
    for piece in _WILD_WORD.split(text):
        pattern = _WILD.fullmatch(piece) is None and is_wild(piece)
        found += [_pattern(piece)] if pattern else terms(piece)
    return found


def is_wild(text: str) -> bool:
    """Tell whether a text holds a wildcard: ``*`` at a letter or ``?`` between two."""
    return bool(_WILDCARD.search(text))


def surface(word: str) -> str:
    """Return a word of a text as it stands in the list of words: not cut to its stem."""
    return _CLINGING.sub("", _bare(word))[:_LONGEST_TERM]


def surfaces(text: str) -> list[str]:
    """Return the different words of a text that are no numbers, as :func:`surface` has them.

    Two words joined by a hyphen come once more as they are joined.
    """
    words = dict.fromkeys(_words(text).findall(text))
    pairs = dict.fromkeys(_COMPOUND.findall(text))
    single = dict.fromkeys(map(_surface, words))
    return [word for word in (*single, *map(_joined, pairs)) if word]


@lru_cache(maxsize=1 << 17)
def _surface(word: str) -> str:
    found = surface(word)
    return "" if found.isdigit() else found


def _joined(pair: tuple[str, str]) -> str:
    return "-".join(map(_surface, pair))


def _pattern(piece: str) -> Pattern:
    kept = re.sub(r"[^\w*?]|_", "", _bare(piece)).strip("?")
    return Pattern(re.sub(r"\*+", "*", kept))


def _bare(word: str) -> str:
    """Return a word in small letters, its accents parted from them, without possessive."""
    return _POSSESSIVE.sub("", unicodedata.normalize("NFKD", word).lower())


def _words(text: str) -> re.Pattern[str]:
    return _PLAIN_WORDS if text.isascii() else _WORDS


# A corpus of 3,700 passages holds some 12,000 word forms; the bound is for scanning rubbish.
@lru_cache(maxsize=1 << 17)
def _term(word: str) -> str:
    """Return the term of a word; empty if nothing is left to look for."""
    if _FULL_NUMBER.fullmatch(word):
        return unicodedata.normalize("NFKC", word).replace(",", "")[:_LONGEST_TERM]
    letters = _CLINGING.sub("", _bare(word))
    with _stemmer_lock:
        return str(_stemmer.stemWord(british(letters)))[:_LONGEST_TERM]
