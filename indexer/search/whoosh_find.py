"""What words, phrases and things near one another match in a Whoosh index.

Whoosh gives the places of terms; what stands side by side or near is worked out here.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query as whoosh_query
from whoosh.scoring import bm25

from indexer.search.analysis import Pattern
from indexer.search.columns import Mask
from indexer.search.fields import WILD_SCORE, weights
from indexer.search.nodes import Run
from indexer.search.vocabulary import Wildcards

Places = dict[int, list[int]]
"""Passage number to the positions where something begins, rising."""

# Each takes nine bytes for every passage in the index: 29 MB at 100,000 passages.
_KEPT = 32
_B, _K1 = 0.75, 1.2
"""As Whoosh has them, and tantivy."""


class Found(NamedTuple):
    """Which passages match, and what each weighs; 0 where it does not match."""

    mask: Mask
    scores: NDArray[np.float64]


class Finder:
    """Finds leaves in the index as it was at one commit."""

    def __init__(self, searcher: Any, size: int) -> None:
        self._searcher = searcher
        self._size = size
        self._wildcards = Wildcards(self.words)
        # The next page, or the same question with a filter, asks for the same words again.
        self.run = lru_cache(maxsize=_KEPT)(self._find_run)
        self.near = lru_cache(maxsize=_KEPT)(self._find_near)
        self._lengths = cache(self._read_lengths)

    def words(self, head: str) -> list[tuple[str, int]]:
        """Return the words that begin with some letters, and how many passages have each."""
        reader = self._searcher.reader()
        found = (word.decode() for word in reader.expand_prefix("words", head))
        return [(word, int(reader.doc_frequency("words", word))) for word in found]

    def nothing(self) -> Found:
        """Return that no passage matches."""
        return Found(np.zeros(self._size, np.bool_), np.zeros(self._size))

    def _find_run(self, run: Run, place: str | None, also: bool) -> Found:
        """Find terms and patterns that stand side by side."""
        found = self.nothing()
        for field, weight in weights(place, also=also).items() if run else ():
            numbers, scores = self._scored(field, run)
            found.mask[numbers] = True
            found.scores[numbers] += weight * np.asarray(scores)
        return found

    def _find_near(self, left: Run, right: Run, distance: int, place: str | None) -> Found:
        """Find two runs within so many words of one another, in either order."""
        found = self.nothing()
        for field, weight in weights(place, also=False).items() if left and right else ():
            one, other = self._places(field, left), self._places(field, right)
            for number in one.keys() & other.keys():
                near = _follows(one[number], len(left), other[number], distance) or _follows(
                    other[number], len(right), one[number], distance
                )
                if near:
                    found.mask[number] = True
                    found.scores[number] += weight * WILD_SCORE * (len(left) + len(right))
        return found

    def _scored(self, field: str, run: Run) -> tuple[Sequence[int], Sequence[float]]:
        """Return number and weight of the passages that hold a run, each once."""
        terms = [slot for slot in run if isinstance(slot, str)]
        if len(terms) < len(run):
            numbers = list(self._any(field, run[0]) if len(run) == 1 else self._places(field, run))
            return numbers, [WILD_SCORE * len(run)] * len(numbers)
        if len(terms) == 1:
            return self._weighed(field, terms[0])
        found = [
            (first + matcher.id(), matcher.score())
            for matcher, first in self._matchers(whoosh_query.Phrase(field, terms))
        ]
        return [number for number, _ in found], [score for _, score in found]

    def _weighed(self, field: str, term: str) -> tuple[Sequence[int], Sequence[float]]:
        """Return what a term weighs in each passage, all of them worked out at once.

        Whoosh's own scorer takes 60 % of the time that reading a common word takes.
        """
        found = [
            (first + matcher.id(), matcher.weight())
            for matcher, first in self._matchers(whoosh_query.Term(field, term))
        ]
        if not found:
            return [], []
        numbers = np.array([number for number, _ in found], np.intp)
        often = np.array([weight for _, weight in found])
        mean = self._searcher.avg_field_length(field) or 1
        lengths = self._lengths(field)[numbers]
        scores = bm25(self._searcher.idf(field, term), often, lengths, mean, _B, _K1)
        return numbers.tolist(), scores.tolist()

    def _read_lengths(self, field: str) -> NDArray[np.float64]:
        """Return how many terms each passage has in a field, as the index keeps it."""
        length = self._searcher.doc_field_length
        return np.array([length(number, field, 1) for number in range(self._size)], np.float64)

    def _any(self, field: str, slot: str | Pattern) -> set[int]:
        found = self._wildcards.terms(slot) if isinstance(slot, Pattern) else (slot,)
        return {
            first + matcher.id()
            for term in found
            for matcher, first in self._matchers(whoosh_query.Term(field, term))
        }

    def _places(self, field: str, run: Run) -> Places:
        """Return where a run begins in each passage that holds it."""
        places = self._slot(field, run[0])
        for step, slot in enumerate(run[1:], 1):
            after = self._slot(field, slot)
            kept = (
                (number, sorted(set(starts) & {place - step for place in after[number]}))
                for number, starts in places.items()
                if number in after
            )
            places = {number: starts for number, starts in kept if starts}
        return places

    def _slot(self, field: str, slot: str | Pattern) -> Places:
        places: Places = {}
        for term in self._wildcards.commonest(slot):
            for matcher, first in self._matchers(whoosh_query.Term(field, term)):
                places.setdefault(first + matcher.id(), []).extend(matcher.value_as("positions"))
        return {number: sorted(starts) for number, starts in places.items()}

    def _matchers(self, query: Any) -> Iterator[tuple[Any, int]]:
        """Yield a matcher at each match, and the number of the first passage of its segment."""
        for searcher, first in self._searcher.leaf_searchers():
            matcher = query.matcher(searcher)
            while matcher.is_active():
                yield matcher, first
                matcher.next()


def _follows(starts: list[int], length: int, others: list[int], distance: int) -> bool:
    """Tell whether any of the others begins within so many words of the end of a run."""
    return any(
        1 <= other - (start + length - 1) <= distance for start in starts for other in others
    )
