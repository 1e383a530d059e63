"""Take out of a text what people ruled is to be redacted."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from indexer.pack.joined import says_part
from nlp.screen import Alarm, Known, is_plain_word, is_written_date, screen
from nlp.types import Span

MARKS: Mapping[str, str] = {
    "name": "[name removed]",
    "alias": "[name removed]",
    "birth": "[date of birth removed]",
    "age": "[age removed]",
    "address": "[address removed]",
    "number": "[number removed]",
    "contact": "[contact removed]",
}
"""What stands in place of redacted words, by the kind of alarm."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u2032`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"),
    }
)
_JOINT = r"[\s,._-]*"
_CLINGING = ("Mn", "Me")
"""Accents that are signs of their own."""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Knows what is to go.

    Attributes:
        redacted: key of the words to take out, to the kind of alarm they were.
        undecided: also take out every alarm that nobody ruled on.
        kept: keys of the words that may stay.
        known: what the texts were screened with.
    """

    redacted: Mapping[str, str] = field(default_factory=dict)
    undecided: bool = False
    kept: Collection[str] = ()
    known: Known = field(default_factory=Known)

    def spans(self, text: str) -> list[tuple[Span, str]]:
        """Return what of a text is to go, in order and apart, each with its kind."""
        found = [
            (span, kind) for key, kind in self.redacted.items() for span in find_key(text, key)
        ]
        if self.undecided:
            found += [
                ((one.start, one.end), one.kind.value)
                for one in screen(text, self.known)
                if self.is_open(one)
            ]
        return _apart(found)

    def is_open(self, alarm: Alarm) -> bool:
        """Tell whether nobody ruled on an alarm and no rule keeps it."""
        return not alarm.rule and alarm.key not in self.kept and alarm.key not in self.redacted

    def clean(self, text: str) -> str:
        """Return a text with a mark in place of all that is to go."""
        parts, end = [], 0
        for (start, stop), kind in self.spans(text):
            parts += [text[end:start], MARKS[kind]]
            end = stop
        return "".join([*parts, text[end:]])

    def name(self, text: str, instead: str) -> str:
        """Return a file's name or a title; ``instead`` where it says a part of what is to go."""
        cleaned = self.clean(text)
        return instead if self.hints(cleaned) else cleaned

    def hints(self, name: str) -> bool:
        """Tell whether a file's name or a title says a part of what is to go, however joined."""
        for mark in MARKS.values():
            name = name.replace(mark, " ")
        people = [key for key, kind in self.redacted.items() if kind == "name"]
        return says_part(name, self.redacted, names=people)

    def still_says(self, text: str) -> str | None:
        """Return the key of something that is to go and that a text still says; None if clean."""
        return next((key for key in self.redacted if find_key(text, key)), None)


def find_key(text: str, key: str) -> list[Span]:
    """Return where words stand, in any letters, spacing and apostrophe, also broken at a line.

    Joined as in the names of files they are those words still: Kelly_Marsden, KellyMarsden.

    Letters joined by the printer and accents made of two signs are those letters still, and a
    name without its accents is the same name. A name that is a common word as well, such as
    Will, is looked for with its capital only, and the month of a date is nobody.
    """
    plain, places = _folded(text)
    found = [
        (places[start], max(places[end], places[end - 1] + 1))
        for start, end in (match.span() for match in _pattern(key).finditer(plain))
    ]
    if found and (is_plain_word(key) or len(key) == 1):
        found = [(start, end) for start, end in found if not text[start].islower()]
    return [(start, end) for start, end in found if not is_written_date(text, start, end)]


@lru_cache(maxsize=4096)
def _pattern(key: str) -> re.Pattern[str]:
    plain, _ = _folded(key)
    parts = (part for part in re.split(r"[\s_-]+", plain) if part)
    words = (r"(?:-\s+|\u00ad\s*)?".join(map(re.escape, part)) for part in parts)
    return re.compile(rf"(?<![^\W_]){_JOINT.join(words)}(?![^\W_])")


@lru_cache(maxsize=256)
def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return a text in plain small letters, and where in it each of them stood, and its end."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = unicodedata.normalize("NFKD", letter).translate(_SIGNS).casefold()
        kept = [one for one in plain if unicodedata.category(one) not in _CLINGING]
        letters += kept
        places += [place] * len(kept)
    return "".join(letters), [*places, len(text)]


def _apart(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    kept: list[tuple[Span, str]] = []
    for (start, end), kind in sorted(found, key=lambda one: (one[0][0], -one[0][1])):
        if kept and start < kept[-1][0][1]:
            (first, last), before = kept[-1]
            kept[-1] = ((first, max(last, end)), before)
        else:
            kept.append(((start, end), kind))
    return kept
