"""Count the terms of a vocabulary in passages, many passages at once.

A term is one word or two that follow each other. Words are the passage's
lower-case tokens with every figure folded to ``00``; marks are passed over.
Counting is done with arrays: about a tenth of the time scikit-learn's counter takes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Words = Sequence[str]

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w.*\w", re.DOTALL)
_MARK, _UNKNOWN = -2, -1
# Rows multiplied at a time, so that what they need stays in the processor's cache. 85 passages
# and 205 classes took 2.8 ms by fours, 3.1 by eights and 8.3 at once, with the same sums.
_IN_CACHE = 4
# Forgotten beyond so many: scanned pages bring misreadings without end.
_REMEMBERED = 200_000


def fold(token: str) -> str | None:
    """Return the word a lower-case token stands for; None for marks and single letters."""
    return _DIGITS.sub("00", token) if _WORD.search(token) else None


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix by rows: one passage a row, one term a column.

    Attributes:
        starts: where each row begins in the other two, and where the last ends; n + 1 long.
        columns, values: the entries.
    """

    starts: Integers
    columns: Integers
    values: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    def times(self, weights: Floats) -> Floats:
        """Return the product with a dense matrix, shape ``(rows, weights.shape[1])``."""
        product = np.zeros((len(self), weights.shape[1]), np.float32)
        filled = np.flatnonzero(np.diff(self.starts))
        for some in (filled[n : n + _IN_CACHE] for n in range(0, len(filled), _IN_CACHE)):
            first, last = self.starts[some[0]], self.starts[some[-1] + 1]
            parts = weights[self.columns[first:last]]
            parts *= self.values[first:last, None]
            product[some] = np.add.reduceat(parts, self.starts[some] - first)
        return product


class Terms:
    """Find the terms of one vocabulary and weigh them.

    A weight is the damped count times the term's rarity; each row is scaled to
    length one.

    Args:
        terms: words, and pairs of words joined by a space; their order is that of the columns.
        rarity: weight of each term, for instance its inverse document frequency.
    """

    def __init__(self, terms: Sequence[str], rarity: Floats) -> None:
        self.terms = tuple(terms)
        self.rarity = np.asarray(rarity, np.float32)
        parts = [term.split(" ") for term in self.terms]
        names = sorted({word for words in parts for word in words})
        number = {word: index for index, word in enumerate(names)}
        self._numbers = _Numbers(number)
        self._size = len(number) + 1  # the last stands for every word not known
        self._single = np.full(self._size, _UNKNOWN, np.int64)
        pairs = []
        for column, words in enumerate(parts):
            if len(words) == 1:
                self._single[number[words[0]]] = column
            else:
                pairs.append((number[words[0]] * self._size + number[words[1]], column))
        pairs.sort()
        self._pairs = np.array([key for key, _ in pairs], np.int64)
        self._pair_columns = np.array([column for _, column in pairs], np.int64)

    def __len__(self) -> int:
        return len(self.terms)

    def rows(self, passages: Sequence[Words]) -> Rows:
        """Return a row for each passage, given as its lower-case tokens."""
        counts = [len(tokens) for tokens in passages]
        numbers = np.fromiter(
            map(self._numbers.__getitem__, chain.from_iterable(passages)), np.int64, sum(counts)
        )
        owners = np.repeat(np.arange(len(counts)), counts)
        words = numbers != _MARK
        return self._weigh(*self._find(numbers[words], owners[words]), len(counts))

    def _find(self, numbers: Integers, owners: Integers) -> tuple[Integers, Integers]:
        """Return row and column of every term in a run of words."""
        singles = self._single[numbers]
        known = singles >= 0
        rows, columns = [owners[known]], [singles[known]]
        if len(self._pairs) and len(numbers) > 1:
            keys = numbers[:-1] * self._size + numbers[1:]
            # A word not known is numbered -1 and makes keys of no pair, or of a false one.
            whole = (owners[:-1] == owners[1:]) & (numbers[:-1] >= 0) & (numbers[1:] >= 0)
            places = np.searchsorted(self._pairs, keys).clip(max=len(self._pairs) - 1)
            whole &= self._pairs[places] == keys
            rows.append(owners[:-1][whole])
            columns.append(self._pair_columns[places[whole]])
        return np.concatenate(rows), np.concatenate(columns)

    def _weigh(self, rows: Integers, columns: Integers, count: int) -> Rows:
        width = max(1, len(self))
        entries, times = np.unique(rows * width + columns, return_counts=True)
        owners, found = entries // width, entries % width
        values = (1 + np.log(times, dtype=np.float32)) * self.rarity[found]
        lengths = np.sqrt(np.bincount(owners, values**2, minlength=count)).astype(np.float32)
        starts = np.searchsorted(owners, np.arange(count + 1))
        return Rows(starts, found, values / lengths[owners])


class _Numbers(dict[str, int]):
    """The number of each token met so far."""

    def __init__(self, known: dict[str, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, token: str) -> int:
        word = fold(token)
        number = _MARK if word is None else self._known.get(word, _UNKNOWN)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = number
        return number


def terms_of(tokens: Words) -> Iterator[str]:
    """Yield every term of a passage, given as its lower-case tokens; an empty token parts."""
    words = [word for word in map(_fold_or_part, tokens) if word is not None]
    yield from filter(None, words)
    yield from (f"{a} {b}" for a, b in pairwise(words) if a and b)


def _fold_or_part(token: str) -> str | None:
    return fold(token) if token else ""
