"""What the abbreviations of a document stand for, passage by passage.

Within the document that explains it, an abbreviation counts as what it stands for. One that
the document explains in two ways needs a second cue: another word of the meaning near it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.model import Definition, Passage
from indexer.search.analysis import terms
from indexer.search.fields import indexed_text
from nlp.abbreviations import find_abbreviations
from nlp.types import PassageInput

# What can be an abbreviation begins with a capital or a digit, so little is looked at twice.
_CANDIDATE = re.compile(r"(?<![\w&])[A-Z0-9][A-Za-z0-9&+]+")
_SHOUTED = 3
"""Spaces from which on a text in capitals is a line set so, whose words tell nothing."""


@dataclass(frozen=True, slots=True)
class Name:
    """Another name of what a passage speaks of, as its document gives it.

    Attributes:
        written: terms of the name that stands in the passage.
        other: terms of the name that it counts as too, which does not stand there.
        definition: where the document says so.
    """

    written: tuple[str, ...]
    other: tuple[str, ...]
    definition: Definition


def find_definitions(passages: Sequence[Passage]) -> tuple[Definition, ...]:
    """Find the abbreviations that a document explains, in the order it explains them."""
    inputs = (PassageInput(passage.text, passage.heading_path) for passage in passages)
    return tuple(
        Definition(
            found.short,
            found.long,
            passages[found.passage].id,
            passages[found.passage].page,
            found.span,
        )
        for found in find_abbreviations(inputs)
    )


class Meanings:
    """The abbreviations of one document, ready to be looked for in its passages."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self._entries = [_Entry.of(definition) for definition in definitions]
        self._by_short: dict[str, list[_Entry]] = {}
        for entry in self._entries:
            self._by_short.setdefault(entry.definition.short, []).append(entry)

    def of(self, text: str, headings: Sequence[str] = ()) -> tuple[Definition, ...]:
        """Return the abbreviations that stand in a passage and have one meaning there."""
        return tuple(entry.definition for entry in self._standing_in(text, headings))

    def names(self, text: str, indexed: str, headings: Sequence[str] = ()) -> list[Name]:
        """Return the other names of what a passage speaks of.

        Args:
            text: the passage.
            indexed: its terms, as :func:`indexer.search.fields.indexed_text` makes them.
            headings: its heading path.
        """
        if not self._entries:
            return []
        padded = f" {indexed} "
        meant = (
            Name(entry.short, entry.long, entry.definition)
            for entry in self._standing_in(text, headings)
            if entry.padded_long not in padded
        )
        shortened = (
            Name(entry.long, entry.short, entry.definition)
            for entry in self._entries
            if entry.padded_long in padded and entry.padded_short not in padded
        )
        return [*meant, *shortened]

    def names_of(self, passage: Passage) -> list[Name]:
        """Return the other names of what a passage speaks of."""
        if not self._entries:
            return []
        return self.names(passage.text, indexed_text(passage.text), passage.heading_path)

    def _standing_in(self, text: str, headings: Sequence[str]) -> Iterator["_Entry"]:
        # Most passages hold none of them, and that is told fast.
        if not any(short in text for short in self._by_short):
            return
        if text.isupper() and text.count(" ") >= _SHOUTED:
            return
        written = dict.fromkeys(filter(None, map(self._short_of, _CANDIDATE.findall(text))))
        for short in written:
            entries = self._by_short[short]
            yield from entries if len(entries) == 1 else _cued(entries, text, headings)

    def _short_of(self, written: str) -> str | None:
        if written in self._by_short:
            return written
        bare = written.removesuffix("s")
        return bare if bare in self._by_short else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A definition with its names as terms; the padded ones are surrounded by spaces."""

    definition: Definition
    short: tuple[str, ...]
    long: tuple[str, ...]
    padded_short: str
    padded_long: str

    @classmethod
    def of(cls, definition: Definition) -> "_Entry":
        short, long = tuple(terms(definition.short)), tuple(terms(definition.long))
        return cls(definition, short, long, f" {' '.join(short)} ", f" {' '.join(long)} ")


def _cued(entries: Sequence[_Entry], text: str, headings: Sequence[str]) -> list[_Entry]:
    """Return the one meaning of several that another word of the passage speaks for, if any.

    Where the text says nothing, its headings are asked, the nearest first.
    """
    shared = frozenset.intersection(*(frozenset(entry.long) for entry in entries))
    for place in (text, *reversed(headings)):
        near = set(terms(place))
        cued = [entry for entry in entries if not near.isdisjoint(set(entry.long) - shared)]
        if cued:
            return cued if len(cued) == 1 else []
    return []
