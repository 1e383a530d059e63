"""Take out of a text what people ruled is to be redacted."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from nlp.screen import Alarm, Known, is_plain_word, screen
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

    def still_says(self, text: str) -> str | None:
        """Return the key of something that is to go and that a text still says; None if clean."""
        return next((key for key in self.redacted if find_key(text, key)), None)


def find_key(text: str, key: str) -> list[Span]:
    """Return where words stand, in any letters, spacing and apostrophe, also broken at a line.

    A name that is a common word as well, such as Will, is looked for with its capital only.
    """
    plain = text.replace("\u2019", "'")
    found = [match.span() for match in _pattern(key).finditer(plain)]
    if is_plain_word(key) or len(key) == 1:
        return [(start, end) for start, end in found if not plain[start].islower()]
    return found


@lru_cache(maxsize=4096)
def _pattern(key: str) -> re.Pattern[str]:
    words = (r"(?:[-\u00ad]\s+)?".join(map(re.escape, word)) for word in key.split())
    joined = r"[\s,]+".join(words)
    return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)


def _apart(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    kept: list[tuple[Span, str]] = []
    for (start, end), kind in sorted(found, key=lambda one: (one[0][0], -one[0][1])):
        if kept and start < kept[-1][0][1]:
            (first, last), before = kept[-1]
            kept[-1] = ((first, max(last, end)), before)
        else:
            kept.append(((start, end), kind))
    return kept
