"""What a passage says, without its numbering, case, punctuation and spacing.

Two passages of one wording are the same passage. Two of one shape but another
wording say the same words with other figures, which is never the same.
"""

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

SHORTEST = 6
"""Words a passage must have to be compared.

Of 44,592 passages of inspection reports and council papers, what recurs in four or five
words is names and labels ("Senior data analyst: ..."); from six on there are findings
("The quality and frequency of supervision."). Read for four to nine words.
"""

# "3.", "3.2 The", "(iv)", "b)" and bullets of any kind; never a figure that opens a sentence.
_NUMBERING = re.compile(
    r"\s*(?:[^\w\s<>(\u00a3$\u20ac'\"\u2018\u201c](?!\d)\s*"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,6})[.):]\s+"
    r"|\d{1,2}(?:\.\d{1,2})+\s+(?=[A-Z]))+"
)
# An address of the web is one word, else its parts would make strangers alike. A figure
# keeps its sign, currency and "%": "31% of" and "31 of" do not say the same.
_WORD = re.compile(
    r"(?:https?://|www\.)\S*\w"
    r"|(?:(?<!\w)[-\u2212<>\u00a3$\u20ac])?\d+(?:[.,:/]\d+)*%?"
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)*"
)
_FIGURE = re.compile(r"[^\w\s]?\d")
_NUMBER = "#"
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
# "Three" and "3" are one figure.
_DIGITS = {
    **{word: str(number) for number, word in enumerate(_SMALL.split())},
    **{word: str(number) for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
    "hundred": "100",
    "half": "1/2",
    "third": "1/3",
    "thirds": "1/3",
    "quarter": "1/4",
    "quarters": "1/4",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a passage says, as it is compared.

    Attributes:
        words: in order, lower case, every number replaced by "#".
        wording: 64-bit hash of the words with their numbers.
        shape: 64-bit hash of ``words``.
    """

    words: tuple[str, ...]
    wording: int
    shape: int


def wording_of(text: str) -> Wording | None:
    """Return what a passage says; None where it is too short to be compared."""
    start = _NUMBERING.match(text)
    said = text[start.end() if start else 0 :].lower().replace("\u2019", "'").split()
    words = " ".join(filter(None, map(_without_figures, said)))
    parted = tuple(words.split(" "))
    if len(parted) < SHORTEST:
        return None
    shape = _hash(words)
    if _NUMBER not in words:
        return Wording(parted, shape, shape)
    return Wording(parted, _hash(" ".join(filter(None, map(_with_figures, said)))), shape)


# No word goes over white space, and most of what stands between was met before: looking it
# up takes 18 microseconds a passage, finding its words each time 30. 37,000 passages of
# inspection reports and council papers hold 29,000 such pieces.
@lru_cache(maxsize=1 << 16)
def _without_figures(piece: str) -> str:
    return " ".join(_NUMBER if _figure(word) else word for word in _WORD.findall(piece))


@lru_cache(maxsize=1 << 16)
def _with_figures(piece: str) -> str:
    return " ".join(_figure(word) or word for word in _WORD.findall(piece))


def _figure(word: str) -> str | None:
    """Return the figure a word is, in digits; None if it is none."""
    return _DIGITS.get(word) or (word.replace(",", "") if _FIGURE.match(word) else None)


def word_number(word: str) -> int:
    """Return a 32-bit number for a word, the same in every process."""
    return zlib.crc32(word.encode())


def _hash(words: str) -> int:
    digest = blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
