"""Vectors of texts from vectors of their words: what ships, so that no search is without meaning.

A text's vector is the sum of those of its words, one for each stem, and as wide for a question
as for a passage. They were learnt in two steps (:mod:`nlp.meaning.fitting`): first so that the sums
come near to what a sentence encoder makes of the same texts, then so that a question lies nearer to
the invented passage it was written for than to 2,398 others.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ModelError
from nlp.questions.stems import stems

Floats = NDArray[np.float32]

SHIPPED = Path(__file__).parent / "data" / "words.npz"
FORMAT = 1
_STRETCHES = 1 << 17
"""Stretches without a space whose rows are kept; 494 papers have 36,000."""


class WordVectors:
    """Vectors of words; threads may share it.

    Attributes:
        dimensions: figures of a vector.
    """

    def __init__(self, names: Sequence[str], vectors: Floats) -> None:
        """Keep vectors.

        Args:
            names: stems.
            vectors: theirs, weighted by what they tell (shape: stems, dimensions).
        """
        self._vectors = vectors
        self._rows = _Rows({name: row for row, name in enumerate(names)})
        self.dimensions = int(vectors.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a vector of length 1 for each text; zeros for one without a known word."""
        found = np.zeros((len(texts), self.dimensions), np.float32)
        for number, text in enumerate(texts):
            rows = self._rows.of(text)
            if rows:
                self._vectors.take(rows, axis=0).sum(axis=0, out=found[number])
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        np.divide(found, lengths, out=found, where=lengths > 0)
        return found

    def unsaid(
        self, words: Sequence[str], texts: Iterable[str], *, tells: float, alike: float
    ) -> list[str]:
        """Return the words that tell something and that no text says, even in another word.

        Args:
            words: those looked for; one without a vector, as most names are, tells nothing here.
            texts: where they may be said.
            tells: length of the vector of a word that tells something: rare words of one matter
                have long ones, words that go with any matter short ones.
            alike: cosine from which another word says the same.
        """
        own = {word: self._rows.of(word) for word in words}
        lengths = {
            word: float(np.linalg.norm(self._vectors[rows].sum(axis=0)))
            for word, rows in own.items()
        }
        said = sorted(set().union(*map(self._rows.of, texts)))
        near = self._normed(said)
        return [
            word
            for word, rows in own.items()
            if lengths[word] >= tells and not (near @ self._normed(rows).sum(axis=0) >= alike).any()
        ]

    def _normed(self, rows: Sequence[int]) -> Floats:
        """Return the vectors of some words, each of length 1."""
        found = self._vectors[list(rows)]
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.maximum(lengths, 1e-6), np.float32)


class _Rows(dict[str, tuple[int, ...]]):
    """The rows of the words in every stretch without a space that was met."""

    def __init__(self, of_stem: Mapping[str, int]) -> None:
        self._of_stem = of_stem

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        if len(self) >= _STRETCHES:
            self.clear()
        known = [self._of_stem.get(stem) for stem in stems(stretch)]
        rows = self[stretch] = tuple(row for row in known if row is not None)
        return rows

    def of(self, text: str) -> list[int]:
        """Return the rows of a text's words, each once."""
        return list(set(chain.from_iterable(map(self.__getitem__, text.split()))))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What ships.

    Attributes:
        version: changes with the figures; vectors of different versions do not compare.
        words: vectors of words.
        head: turns the vectors of the sentence encoder it was fitted to into fewer figures that
            tell questions and their answers from others (shape: its dimensions, figures).
        teacher: SHA-256 of the weights of that encoder.
        learnt_from: how many of each kind of thing, for the card.
    """

    version: str
    words: WordVectors
    head: Floats
    teacher: str
    learnt_from: Mapping[str, int]


@lru_cache(maxsize=1)
def load_learnt(path: Path = SHIPPED) -> Learnt:
    """Read what ships, once.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        content = path.read_bytes()
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            about = json.loads(bytes(arrays["about"]))
            if about["format"] != FORMAT:
                raise ModelError(f"{path} is of another format than {FORMAT}. {_AGAIN}")
            names = bytes(arrays["names"]).decode().split("\n")
            vectors = unpacked(arrays["words"], arrays["word_scales"])
            head = unpacked(arrays["head"], arrays["head_scales"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"The word vectors in {path} cannot be read: {error}. {_AGAIN}") from error
    return Learnt(
        f"words-{hashlib.sha256(content).hexdigest()[:8]}",
        WordVectors(names, vectors),
        head,
        about["teacher"],
        about["learnt_from"] | {"words": len(names)},
    )


_AGAIN = "It comes with the program: install it again."


def unpacked(steps: NDArray[np.int8], scales: Floats) -> Floats:
    """Return the rows that :func:`nlp.meaning.weights.quantised` made small."""
    return np.asarray(steps.astype(np.float32) * scales[:, None], np.float32)
