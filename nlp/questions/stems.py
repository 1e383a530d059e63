"""The words of a question, cut to their stems, so that any inflection will do."""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s$")
_APOSTROPHE = re.compile(r"['\u2019]")

_stemmer = snowballstemmer.stemmer("english")
_lock = Lock()  # the stemmer keeps the word it works on in itself


def stems(text: str) -> list[str]:
    """Return the stem of every word, in order."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


def telling(found: list[str]) -> list[str]:
    """Leave out the stems of words that hold a sentence together, unless nothing is left."""
    return [stem for stem in found if stem not in _HOLDING] or found


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    bare = _APOSTROPHE.sub("", _POSSESSIVE.sub("", word))
    with _lock:
        return str(_stemmer.stemWord(bare))


_HOLDING_WORDS = """
a about all also an and any are as at be been being both but by can could did do does done for
from had has have how i if in into is it its may might more much must of on or our should so some
than that the their them then there these they this those to us was we were what when where which
while who why will with would you your
"""
_HOLDING = frozenset(stems(_HOLDING_WORDS))
