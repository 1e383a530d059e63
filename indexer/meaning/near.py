"""Which passages mean what a question asks: the nearest by cosine, all of them compared."""

import logging
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexerError
from indexer.home import Home
from indexer.meaning.making import open_vectors
from indexer.meaning.vectors import Vectors
from nlp.errors import NlpError
from nlp.meaning.encoders import About, about_encoder, load_encoder

log = logging.getLogger(__name__)

Vector = NDArray[np.float32]
Rows = NDArray[Any]
"""As :meth:`indexer.meaning.vectors.Vectors.wholes` gives them."""

BY_SENTENCE = 0.5
"""What the nearest sentence weighs beside the whole. nDCG@10 by nearness alone for 0, 0.3, 0.5, 0.7
and 1: 0.504, 0.531, 0.526, 0.526, 0.500 (60 questions on five papers); 0.481, 0.506, 0.512, 0.501,
0.472 (66 on the sample papers); 0.422, 0.459, 0.475, -, - (36 on 7,200 passages)."""
_LIKELY = 500
"""Texts nearest as a whole of which the sentences are looked at."""

_ROWS = 512
"""Rows turned into floating point at once: 0.8 MB, which the processor keeps near. 100,000 rows
take 5 ms on one core so, 7 at 1,024 and 13 at 4,096."""
_QUESTIONS = 256
"""Questions whose vectors are kept; with a model, making one takes 10 to 30 ms."""


class Meaning:
    """The nearest passages to questions, for a program that runs on while vectors are made.

    Threads may share it. Where there is no vector yet, nothing is near anything; so it is where
    the model or the vectors are damaged, which is logged: words are searched all the same.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = Lock()
        self._about: About | None = None
        self._vectors: Vectors | None = None
        self._questions: OrderedDict[tuple[str, str], Vector] = OrderedDict()

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
            wholes = vectors.wholes()
            likely = _largest(_cosines(wholes, asked), max(k, _LIKELY))
            nearness = _nearness(wholes[likely], vectors.sentences(), asked)
            best = _largest(nearness, k)
            near = dict(zip(likely[best].tolist(), nearness[best].tolist(), strict=True))
            found = vectors.passages_of(near)
        except (IndexerError, NlpError) as error:
            log.warning("Searching without meaning: %s", error)
            return []
        return sorted(((id_, near[row]) for row, id_ in found), key=lambda p: (-p[1], p[0]))

    def cosines(self, question: str, passages: Iterable[str]) -> dict[str, float]:
        """Return how near passages are to a question, of those that have a vector."""
        try:
            opened = self._open(question)
            if opened is None:
                return {}
            vectors, asked = opened
            rows = vectors.rows_of(passages)
            wholes = vectors.wholes()[list(rows.values())]
            found = _nearness(wholes, vectors.sentences(), asked)
        except (IndexerError, NlpError) as error:
            log.warning("Searching without meaning: %s", error)
            return {}
        return dict(zip(rows, found.tolist(), strict=True))

    def close(self) -> None:
        """Close the vectors, if they were opened."""
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
            self._vectors, self._about = None, None

    def _open(self, question: str) -> tuple[Vectors, Vector] | None:
        """Return the vectors as they are now and that of a question; None if there are none."""
        if not question.strip():
            return None
        about = about_encoder(self._home.models)
        with self._lock:
            if self._vectors is None or about != self._about or not self._vectors.is_current():
                # The old one is left to the threads that still read it.
                self._vectors, self._about = open_vectors(self._home, about), about
            vectors = self._vectors
        return (vectors, self._vector(about.version, question)) if vectors else None

    def _vector(self, version: str, question: str) -> Vector:
        key = (version, " ".join(question.split()))
        with self._lock:
            if key in self._questions:
                self._questions.move_to_end(key)
                return self._questions[key]
        vector: Vector = load_encoder(self._home.models).encode([key[1]])[0]
        with self._lock:
            self._questions[key] = vector
            if len(self._questions) > _QUESTIONS:
                self._questions.popitem(last=False)
        return vector


def _nearness(wholes: Rows, sentences: Rows, asked: Vector) -> Vector:
    """Weigh the cosine of each whole text and that of its nearest sentence."""
    near = _cosines(wholes, asked)
    counts = wholes["many"].astype(np.intp)
    several = np.flatnonzero(counts)
    if len(several):
        counts = counts[several]
        starts = np.cumsum(counts) - counts
        own = np.repeat(wholes["first"][several] - starts, counts) + np.arange(counts.sum())
        best = np.maximum.reduceat(_cosines(sentences[own], asked), starts)
        near[several] += BY_SENTENCE * (best - near[several])
    return near


def _cosines(rows: Rows, asked: Vector) -> Vector:
    """Return the cosine of every row to a vector of length 1."""
    found = np.empty(len(rows), np.float32)
    near = np.empty((_ROWS, len(asked)), np.float32)
    for start in range(0, len(rows), _ROWS):
        some = rows["steps"][start : start + _ROWS]
        np.copyto(near[: len(some)], some)
        np.dot(near[: len(some)], asked, out=found[start : start + len(some)])
    found *= rows["scale"]
    return np.minimum(found, np.float32(1), out=found)  # rounding may give a little more


def _largest(figures: Vector, k: int) -> NDArray[np.intp]:
    """Return where the k largest figures stand, in no order."""
    if k >= len(figures):
        return np.arange(len(figures))
    return np.argpartition(-figures, k)[:k]
