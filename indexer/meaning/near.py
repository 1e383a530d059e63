"""Which passages mean what a question asks: the nearest by cosine, all of them compared."""

import logging
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexerError
from indexer.home import Home
from indexer.meaning.making import open_vectors
from indexer.meaning.vectors import Vectors
from nlp.errors import NlpError
from nlp.meaning.artefact import Card, load_encoder, read_card

log = logging.getLogger(__name__)

_ROWS = 512
"""Rows turned into floating point at once: 0.8 MB, which the processor keeps near. 100,000 rows
take 5 ms on one core so, 7 at 1,024 and 13 at 4,096."""
_QUESTIONS = 256
"""Questions whose vectors are kept; making one takes 10 to 30 ms."""


class Meaning:
    """The nearest passages to questions, for a program that runs on while vectors are made.

    Threads may share it. Where there is no model or no vector yet, nothing is near anything;
    so it is where they are damaged, which is logged: words are searched all the same.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = Lock()
        self._card: Card | None = None
        self._vectors: Vectors | None = None
        self._questions: OrderedDict[tuple[Card, str], NDArray[np.float32]] = OrderedDict()

    def nearest(self, question: str, k: int) -> list[tuple[str, float]]:
        """Return passage ids with cosines, the nearest first.

        Args:
            question: in words.
            k: different texts to find; passages of the same words come together.
        """
        try:
            opened = self._open(question)
            if opened is None:
                return []
            vectors, asked = opened
            cosines = _all_cosines(vectors.rows(), asked)
            found = vectors.passages_of(_largest(cosines, k))
        except (IndexerError, NlpError) as error:
            log.warning("Searching without meaning: %s", error)
            return []
        near = [(passage, float(cosines[row])) for row, passage in found]
        return sorted(near, key=lambda pair: (-pair[1], pair[0]))

    def cosines(self, question: str, passages: Iterable[str]) -> dict[str, float]:
        """Return how near passages are to a question, of those that have a vector."""
        try:
            opened = self._open(question)
            if opened is None:
                return {}
            vectors, asked = opened
            rows = vectors.rows_of(passages)
            found = _all_cosines(vectors.rows()[list(rows.values())], asked)
        except (IndexerError, NlpError) as error:
            log.warning("Searching without meaning: %s", error)
            return {}
        return dict(zip(rows, found.tolist(), strict=True))

    def close(self) -> None:
        """Close the vectors, if they were opened."""
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
            self._vectors, self._card = None, None

    def _open(self, question: str) -> tuple[Vectors, NDArray[np.float32]] | None:
        """Return the vectors as they are now and that of a question; None without a model."""
        card = read_card(self._home.models)
        if card is None or not question.strip():
            return None
        with self._lock:
            if self._vectors is None or card != self._card or not self._vectors.is_current():
                # The old one is left to the threads that still read it.
                self._vectors, self._card = open_vectors(self._home, card), card
            vectors = self._vectors
        return (vectors, self._vector(card, question)) if vectors else None

    def _vector(self, card: Card, question: str) -> NDArray[np.float32]:
        key = (card, " ".join(question.split()))
        with self._lock:
            if key in self._questions:
                self._questions.move_to_end(key)
                return self._questions[key]
        encoder = load_encoder(self._home.models)
        assert encoder is not None  # noqa: S101 - there is a card
        vector: NDArray[np.float32] = encoder.encode([key[1]])[0]
        with self._lock:
            self._questions[key] = vector
            if len(self._questions) > _QUESTIONS:
                self._questions.popitem(last=False)
        return vector


def _all_cosines(rows: NDArray[np.void], asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the cosine of every row to a vector of length 1."""
    found = np.empty(len(rows), np.float32)
    near = np.empty((_ROWS, len(asked)), np.float32)
    for start in range(0, len(rows), _ROWS):
        some = rows["steps"][start : start + _ROWS]
        np.copyto(near[: len(some)], some)
        np.dot(near[: len(some)], asked, out=found[start : start + len(some)])
    found *= rows["scale"]
    return found


def _largest(cosines: NDArray[np.float32], k: int) -> list[int]:
    """Return the rows of the k largest cosines, in no order."""
    if k >= len(cosines):
        return list(range(len(cosines)))
    rows: list[int] = np.argpartition(-cosines, k)[:k].tolist()
    return rows
