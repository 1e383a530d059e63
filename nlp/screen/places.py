"""Names of places, by how papers speak of them: people live in one, and are not in a person."""

import re
from collections import Counter
from collections.abc import Iterable

from nlp.screen.dates import MONTHS
from nlp.screen.english import is_english, listed
from nlp.screen.model import key_of

_PART = r"[A-Z][a-z\u2019'-]{2,}"
_WITHIN = re.compile(
    rf"(?<![\w-])(?:in|across|throughout|near|outside)\s+(?P<it>{_PART}(?:\s{_PART})?)"
    r"(?!['\u2019]s|\s+[A-Z]|\w)"
)
_LEAST = 3
"""Times a word must be stood in. In the sample papers every town and district of the council
is, 7 times at least; nobody named in them is once."""
_PERSON = (
    r"\s+(?:lives|lived|attends|attended|disclosed|likes|feels|felt|absconded|and\s+(?:his|her)\s)"
)
_BEARER = (
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|mother|father|mum|dad|brother|sister|son|daughter|boy|girl|baby|"
    r"called|named|aged?)\.?,?\s+"
)


def places_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the places that papers name, without the words that are given names as well.

    A word that they also use of a person, with a title, kin or a deed of people, is none.
    """
    whole = "\n".join(texts)
    stood = Counter(match["it"] for match in _WITHIN.finditer(whole))
    given = listed("given") | listed("words_and_names") | MONTHS
    return frozenset(
        place
        for place, times in stood.items()
        if times >= _LEAST
        and given.isdisjoint(map(key_of, place.split()))
        and key_of(place) not in listed("surnames")
        and not all(map(is_english, map(key_of, place.split())))
        and not re.search(rf"\b{re.escape(place)}{_PERSON}|{_BEARER}{re.escape(place)}\b", whole)
    )
