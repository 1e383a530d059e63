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


def is_telling(stem: str) -> bool:
    """Return whether a stem is of a word that says something by itself."""
    return stem not in _HOLDING


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    bare = _APOSTROPHE.sub("", _POSSESSIVE.sub("", word))
    bare = _IRREGULAR.get(bare, bare)
    with _lock:
        return str(_stemmer.stemWord(bare))


_IRREGULAR_FORMS = """
begin began begun, break broke broken, bring brought, build built, buy bought, catch caught, child
children, choose chose chosen, come came, deal dealt, drive drove driven, fall fell fallen, feel
felt, fight fought, find found, flee fled, forget forgot forgotten, get got gotten, give gave
given, go goes went gone, grow grew grown, hear heard, hide hid hidden, hold held, keep kept, know
knew known, lead led, learn learnt, leave left, lend lent, lose lost, make made, man men, meet
met, pay paid, ring rang rung, rise rose risen, run ran, say said, see saw seen, seek sought, sell
sold, send sent, sit sat, sleep slept, speak spoke spoken, spend spent, stand stood, steal stole
stolen, take took taken, teach taught, tell told, think thought, throw threw thrown, tooth teeth,
understand understood, win won, woman women, write wrote written
"""
_IRREGULAR = {
    form: base for base, *forms in map(str.split, _IRREGULAR_FORMS.split(",")) for form in forms
}

_HOLDING_WORDS = """
a about all also an and any are as at be been being both but by can could did do does done for
from had has have how i if in into is it its may might more much must of on or our should so some
than that the their them then there these they this those to was we were what when where which
while who why will with would you your
"""
_HOLDING = frozenset(stems(_HOLDING_WORDS))
