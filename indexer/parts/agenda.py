"""The front of a committee's pack: what shows it to be one, and the items it lists."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.model import Kind, Passage
from indexer.parts.reading import words

_CALL = re.compile(
    r"\bagenda\b|\b(?:requested|summoned|invited) to (?:attend|transact)\b|\bsummons\b",
    re.IGNORECASE,
)
# What every committee deals with before its business. Two of them make an agenda.
_STANDING = (
    re.compile(r"\bapologies\b", re.IGNORECASE),
    re.compile(r"\bdeclarations? of (?:[a-z]+ )?interests?\b", re.IGNORECASE),
    re.compile(r"\bminutes\b", re.IGNORECASE),
    re.compile(r"\b(?:work|forward) (?:programme|plan)\b", re.IGNORECASE),
    re.compile(r"\bpublic (?:questions|participation|speaking)\b", re.IGNORECASE),
    re.compile(r"\b(?:urgent (?:business|items)|exclusion of the (?:press|public))", re.IGNORECASE),
)
_STANDING_MIN = 2
# Minutes go through the same items, but tell who came and what was resolved.
_HELD = re.compile(r"^(?:present|resolved)\b|^minutes of (?:the|a)\b", re.IGNORECASE)
_PROCEDURE = re.compile(
    r"^(?:apologies|declarations?|minutes|urgent|any other|exclusion|public|date of next"
    r"|(?:work|forward) (?:programme|plan)|membership|notes for)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:item )?\d{1,2}[a-z]?[.:;)]?\s+", re.IGNORECASE)
_PAGES = re.compile(r"[\s;]+(?:\(?pages?\s*)?\d{1,4}(?:\s*[-\u2013]\s*\d{1,4})?\)?$", re.IGNORECASE)
_FEWEST_WORDS = 3
_LONGEST = 200
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Agenda:
    """The business an agenda lists.

    Attributes:
        items: the words of each title listed.
        text: all words outside headings, with a space on either side.
    """

    items: tuple[tuple[str, ...], ...]
    text: str

    def lists(self, title: str) -> bool:
        """Tell whether a title of three words or more stands in the agenda, between numbers."""
        found = words(title)
        if len(found) < _FEWEST_WORDS or _PROCEDURE.match(title):
            return False
        return bool(re.search(rf" \d+[a-z]? {' '.join(found)} (?:\d|$)", self.text))

    def item_in(self, texts: Iterable[str]) -> tuple[str, ...] | None:
        """Find the item most of whose words stand in some headings."""
        there = {word for text in texts for word in words(text)}
        for item in self.items:
            if sum(word in there for word in item) >= _MOSTLY * len(item):
                return item
        return None


def may_be_agenda(front: Sequence[Passage]) -> bool:
    """Tell cheaply whether the front of a document could be an agenda."""
    return any(len(p.text) <= _LONGEST and _CALL.search(p.text) for p in front)


def read_agenda(front: Sequence[Passage]) -> Agenda | None:
    """Read the agenda at the front of a pack; None if it is none.

    It calls a meeting or is headed as an agenda, and lists two of the matters that
    every meeting begins or ends with. What tells of a meeting already held is no agenda.
    """
    texts = [passage.text for passage in front]
    if not may_be_agenda(front) or any(map(_HELD.match, texts)):
        return None
    if sum(any(map(matter.search, texts)) for matter in _STANDING) < _STANDING_MIN:
        return None
    listed = [passage.text for passage in front if passage.kind is not Kind.HEADING]
    items = (title_words(text) for text in listed if len(text) <= _LONGEST)
    told = " ".join(word for text in listed for word in words(text))
    return Agenda(tuple(item for item in items if item), f" {told} ")


def title_words(entry: str) -> tuple[str, ...] | None:
    """Give the words of the title in an agenda's line; None if it has none of its own.

    >>> title_words("5; Progress of the plan; 43 - 50")
    ('progress', 'of', 'the', 'plan')
    """
    number = _NUMBER.match(entry)
    title = _PAGES.sub("", entry[number.end() :]) if number else ""
    found = tuple(words(title))
    return found if len(found) >= _FEWEST_WORDS and not _PROCEDURE.match(title) else None
