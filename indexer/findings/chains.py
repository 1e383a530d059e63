"""Findings on the same matter, in one inspection after another."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.findings.register import Entry
from indexer.findings.terms import compared_terms

# Cosine of the findings' words, rare ones counting more. Looked at on the pairs of 30
# authorities' public reports and on the sample papers: with a theme in common, pairs from 0.12
# are of one matter (strategy meetings, private fostering), below they mostly share the theme
# alone; without one, that begins at 0.45.
_WITH_THEME = 0.12
_WITHOUT = 0.45


@dataclass(frozen=True, slots=True)
class Link:
    """Another finding that goes with one.

    Attributes:
        alike: cosine of their words, 0 to 1.
        themes: ids of those they share.
        same: it is of the same matter, and not only of the same theme.
    """

    entry: Entry
    alike: float
    themes: tuple[str, ...]
    same: bool


class Chains:
    """Compares the findings of a register with each other."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        words = [compared_terms(entry.finding.text) for entry in entries]
        counts = Counter(word for some in words for word in some)
        self._rarity = {
            word: math.log((len(entries) + 1) / (number + 0.5)) for word, number in counts.items()
        }

    def of(self, entry: Entry) -> list[Link]:
        """Return the findings of other visits that go with one, oldest first.

        Only those of the same authority, of another day and another paper.
        """
        links = [self._link(entry, other) for other in self._others(entry)]
        return [link for link in links if link.same or link.themes]

    def _others(self, entry: Entry) -> Iterable[Entry]:
        authority = entry.document.metadata.authority
        for other in self._entries:
            apart = (other.document.id, other.part) != (entry.document.id, entry.part)
            same = other.document.metadata.authority == authority
            if apart and same and other.date != entry.date:
                yield other

    def _link(self, one: Entry, other: Entry) -> Link:
        alike = self._alike(one.finding.text, other.finding.text)
        themes = tuple(theme for theme in one.themes if theme in other.themes)
        same = alike >= (_WITH_THEME if themes else _WITHOUT)
        return Link(other, round(alike, 2), themes, same)

    def _alike(self, one: str, other: str) -> float:
        left, right = compared_terms(one), compared_terms(other)
        shared = self._weight(left & right)
        return shared / math.sqrt((self._weight(left) or 1.0) * (self._weight(right) or 1.0))

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._rarity.get(word, 0.0) ** 2 for word in words)
