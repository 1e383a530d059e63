"""What makes the vectors of a home: its words' alone, or with a sentence encoder beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.meaning.artefact import Card, load_sentence_encoder, read_card
from nlp.meaning.words import Learnt, load_learnt

Floats = NDArray[np.float32]

SENTENCES = 0.5
"""The share of the sentence encoder in a cosine, beside the words'. Mean reciprocal rank on the
questions that :mod:`nlp.meaning.fitting` leaves out, of invented and published passages: 0 gave
0.175, 0.188; 0.2 0.193, 0.205; 0.4 0.205, 0.213; 0.5 0.208, 0.210; 0.6 0.209, 0.204; 0.8 0.192,
0.177; 1 0.159, 0.147. nDCG@10 of 60 questions on five papers, 31 more on these, 66 on the sample
papers and 66 on 494 papers: 0.721, 0.732, 0.680, 0.612; with 0.6 0.718, 0.733, 0.671, 0.615."""


class Encoder(Protocol):
    """Makes vectors of texts, of questions and of passages alike."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a vector of at most length 1 for each text (shape: texts, dimensions)."""


@dataclass(frozen=True, slots=True)
class About:
    """What is told of the vectors that a home's encoder makes.

    Attributes:
        version: changes with the encoder; vectors of different versions do not compare.
        dimensions: figures of a vector.
        model: the sentence encoder that was brought in; None for words alone.
    """

    version: str
    dimensions: int
    model: Card | None


class BothEncoder:
    """A sentence encoder and vectors of words; a cosine is the mean of both, weighted."""

    def __init__(self, sentences: Encoder, words: Encoder, head: Floats | None) -> None:
        """Join them.

        Args:
            head: turns the sentence encoder's vectors; None leaves them as they are.
        """
        self._sentences = sentences
        self._words = words
        self._head = head

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a vector of at most length 1 for each text (shape: texts, dimensions)."""
        sentences = self._sentences.encode(texts)
        if self._head is not None:
            sentences = sentences @ self._head
            sentences /= np.linalg.norm(sentences, axis=1, keepdims=True)
        words = self._words.encode(texts)
        shares = np.sqrt(np.float32(SENTENCES)), np.sqrt(np.float32(1 - SENTENCES))
        return np.hstack([shares[0] * sentences, shares[1] * words])


def about_encoder(models: Path) -> About:
    """Tell what vectors a home makes, without reading a sentence encoder's weights.

    Args:
        models: the home's folder of models.

    Raises:
        ModelError: what was brought in, or what ships, is damaged.
    """
    learnt, card = load_learnt(), read_card(models)
    if card is None:
        return About(learnt.version, learnt.words.dimensions, None)
    head = _head_for(card, learnt)
    figures = card.dimensions if head is None else head.shape[1]
    return About(f"{card.version}-{learnt.version}", figures + learnt.words.dimensions, card)


def load_encoder(models: Path) -> Encoder:
    """Return what makes vectors in a home, read once and then kept.

    Raises:
        ModelError: what was brought in, or what ships, is damaged.
    """
    learnt, card = load_learnt(), read_card(models)
    return learnt.words if card is None else _both(models, card, learnt.version)


@lru_cache(maxsize=2)
def _both(models: Path, card: Card, _version: str) -> Encoder:
    sentences = load_sentence_encoder(models)
    assert sentences is not None  # noqa: S101 - there is a card
    learnt = load_learnt()
    return BothEncoder(sentences, learnt.words, _head_for(card, learnt))


def _head_for(card: Card, learnt: Learnt) -> Floats | None:
    """Return the head, if it was fitted to this encoder."""
    return learnt.head if card.source_sha256 == learnt.teacher else None
