"""Turn texts into vectors: a BERT encoder (Devlin et al. 2019) with mean pooling, in numpy.

The same sums as the published model makes, and the same result but for rounding.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.meaning.weights import Packed, Shape
from nlp.meaning.wordpiece import WordPiece

Floats = NDArray[np.float32]

_AT_ONCE = 1024
"""Pieces in a batch. On one core, of 600 passages of council papers and reports (74 pieces on
average): 60 passages a second at 1,024, 57 at 2,048, 52 at 4,096; four fifths of the time goes
into the products of matrices, which run at the speed that the processor has."""
_ROWS = 32
"""Pieces for which the middle layer's 1,536 figures stay in the processor's near memory."""
_FAR_BELOW = np.float32(-1e9)


class SentenceEncoder:
    """Vectors of texts; threads may share it.

    Attributes:
        dimensions: figures of a vector.
    """

    def __init__(self, arrays: Packed, shape: Shape, pieces: WordPiece) -> None:
        self._pieces = pieces
        self._shape = shape
        self._words, self._word_scales = arrays.embeddings("word")
        positions, scales = arrays.embeddings("position")
        kinds, kind_scales = arrays.embeddings("token_type")
        # A text is all of the first kind; a second serves pairs of texts.
        self._places = positions * scales[:, None] + kinds[0] * kind_scales[0]
        self._norm = arrays.norm(None)
        self._layers = [_Layer(arrays, number, shape) for number in range(shape.layers)]
        self.dimensions = int(self._words.shape[1])
        self._longest = min(shape.longest, len(self._places))

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a vector of length 1 for each text (shape: texts, dimensions).

        Texts of like length are taken together, so that little is spent on filling up.
        """
        numbers = [self._pieces.numbers(text, longest=self._longest) for text in texts]
        order = sorted(range(len(texts)), key=lambda at: len(numbers[at]))
        found = np.empty((len(texts), self.dimensions), np.float32)
        for batch in _batches(order, [len(one) for one in numbers]):
            found[batch] = self._encode_batch([numbers[at] for at in batch])
        return found

    def _encode_batch(self, numbers: Sequence[Sequence[int]]) -> Floats:
        lengths = np.array([len(one) for one in numbers])
        width = int(lengths.max())
        filled = np.array([[*one, *[0] * (width - len(one))] for one in numbers])
        real = np.arange(width) < lengths[:, None]
        rows = self._words[filled] * self._word_scales[filled][..., None] + self._places[:width]
        rows = _normed(rows.reshape(-1, self.dimensions), self._norm, self._shape.epsilon)
        hidden = np.where(real, np.float32(0), _FAR_BELOW)[:, None, None, :]
        for layer in self._layers:
            rows = layer(rows, hidden)
        means = np.einsum("btd,bt->bd", rows.reshape(*filled.shape, -1), real.astype(np.float32))
        vectors: Floats = means / np.linalg.norm(means, axis=1, keepdims=True)
        return vectors


class _Layer:
    """Attention, then a wide layer, each added to what came in."""

    def __init__(self, arrays: Packed, number: int, shape: Shape) -> None:
        self._heads = shape.heads
        self._epsilon = shape.epsilon
        self._asked = arrays.dense(number, "query", "key", "value")
        self._joined = arrays.dense(number, "joined")
        self._wide = arrays.dense(number, "wide")
        self._narrow = arrays.dense(number, "narrow")
        self._first_norm = arrays.norm(number, "first_norm")
        self._last_norm = arrays.norm(number, "last_norm")

    def __call__(self, rows: Floats, hidden: Floats) -> Floats:
        """Return the next rows (shape: texts x pieces, dimensions).

        Args:
            rows: pieces of all texts, one text after another.
            hidden: 0 for a piece, very low for what fills up (shape: texts, 1, 1, pieces).
        """
        rows = rows + _dense(self._attention(rows, hidden), self._joined)
        rows = _normed(rows, self._first_norm, self._epsilon)
        rows = rows + self._widened(rows)
        return _normed(rows, self._last_norm, self._epsilon)

    def _attention(self, rows: Floats, hidden: Floats) -> Floats:
        texts, width = hidden.shape[0], hidden.shape[3]
        asked = _dense(rows, self._asked).reshape(texts, width, 3, self._heads, -1)
        query, key, value = asked.transpose(2, 0, 3, 1, 4)
        query = query * np.float32(query.shape[-1] ** -0.5)
        shares = query @ key.transpose(0, 1, 3, 2)
        shares += hidden
        shares -= shares.max(axis=-1, keepdims=True)
        np.exp(shares, out=shares)
        shares /= shares.sum(axis=-1, keepdims=True)
        joined: Floats = (shares @ value).transpose(0, 2, 1, 3).reshape(rows.shape)
        return joined

    def _widened(self, rows: Floats) -> Floats:
        wide = _dense(rows, self._wide)
        for start in range(0, len(wide), _ROWS):
            _gelu(wide[start : start + _ROWS])
        return _dense(wide, self._narrow)


def _dense(rows: Floats, weights: tuple[Floats, Floats]) -> Floats:
    matrix, bias = weights
    found: Floats = rows @ matrix
    found += bias
    return found


def _normed(rows: Floats, weights: tuple[Floats, Floats], epsilon: float) -> Floats:
    gain, bias = weights
    rows = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[1])
    rows /= np.sqrt(spread + np.float32(epsilon))
    rows *= gain
    rows += bias
    return rows


# Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: erf to 1.5e-7, which is
# what 32 bits hold, at a seventh of the time of scipy.special.erf.
_ERF = (0.3275911, 0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def _gelu(values: Floats) -> None:
    """Replace x by x * (1 + erf(x / sqrt 2)) / 2, in place."""
    first, *rest = (np.float32(figure) for figure in _ERF)
    size = np.abs(values)
    size *= np.float32(0.5**0.5)
    ratio = 1 / (1 + first * size)
    series = ratio * rest[-1]
    for figure in reversed(rest[:-1]):
        series += figure
        series *= ratio
    np.square(size, out=size)
    np.negative(size, out=size)
    series *= np.exp(size, out=size)
    # series is 1 - erf(|x|) now, so x * (1 + erf x) / 2 is max(x, 0) - |x| * series / 2.
    np.abs(values, out=size)
    size *= series
    size *= np.float32(0.5)
    np.maximum(values, 0, out=values)
    values -= size


def _batches(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """Part texts, shortest first, into batches of so many pieces when filled up."""
    batches: list[list[int]] = []
    for at in order:
        if not batches or lengths[at] * (len(batches[-1]) + 1) > _AT_ONCE:
            batches.append([])
        batches[-1].append(at)
    return batches


def build_encoder(arrays: Any, shape: Shape, vocabulary: Sequence[str]) -> SentenceEncoder:
    """Build an encoder of packed or plain arrays."""
    return SentenceEncoder(Packed(arrays), shape, WordPiece(vocabulary))
