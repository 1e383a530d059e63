"""Vectors of words, learnt from the domain's own text without labels.

Words that keep the same company get like vectors: positive pointwise mutual
information within a window, reduced by a singular value decomposition (Levy and
Goldberg 2014, "Neural word embedding as implicit matrix factorization"). A word
that no labelled passage uses thereby still says something of its passage.
"""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from nlp.classifier.terms import Floats, Integers, Terms, Words, fold

WINDOW = 8
SIZE = 200
_SMOOTHING = 0.75  # of the context's frequency, as that paper recommends


def term_vectors(terms: Terms, passages: Sequence[Words]) -> Floats:
    """Return a vector for each term of a vocabulary; pairs of words have zeros.

    Args:
        terms: the vocabulary.
        passages: their lower-case tokens; what one says twice counts twice.
    """
    columns = {term: column for column, term in enumerate(terms.terms) if " " not in term}
    numbers = {term: number for number, term in enumerate(columns)}
    texts = [
        np.array([numbers.get(word, -1) for word in map(fold, tokens) if word], np.int64)
        for tokens in passages
    ]
    vectors = np.zeros((len(terms), min(SIZE, len(columns))), np.float32)
    vectors[list(columns.values())] = word_vectors(texts, len(columns))
    return vectors


def word_vectors(passages: Sequence[Integers], words: int, *, size: int = SIZE) -> Floats:
    """Return one vector of length one a word, shape ``(words, size)``, centred by frequency.

    Args:
        passages: the numbers of each passage's words, below 0 for words not known.
        words: how many words are known.
        size: length of a vector; fewer come back where fewer words are known.
    """
    together = _together(passages, words)
    total = np.asarray(together.sum(axis=1)).ravel()
    share = total**_SMOOTHING
    found = together.tocoo()
    surprise = np.log(found.data * share.sum() / (total[found.row] * share[found.col]))
    kept = surprise > 0
    matrix = sparse.csr_matrix(
        (surprise[kept], (found.row[kept], found.col[kept])), shape=(words, words)
    )
    left, strength, _ = randomized_svd(matrix, min(size, words), random_state=0)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    if total.sum():
        vectors -= np.average(vectors, axis=0, weights=total)
    return np.asarray(vectors, np.float32)


def _together(passages: Sequence[Integers], words: int) -> sparse.csr_matrix:
    """Count how often two words stand near each other, the nearer the more."""
    numbers = np.concatenate([np.zeros(0, np.int64), *passages])
    owners = np.repeat(np.arange(len(passages)), [len(passage) for passage in passages])
    counts = sparse.csr_matrix((words, words), dtype=np.float64)
    for distance in range(1, min(WINDOW, len(numbers) - 1) + 1):
        left, right = numbers[:-distance], numbers[distance:]
        near = (owners[:-distance] == owners[distance:]) & (left >= 0) & (right >= 0)
        weights = np.full(int(near.sum()), 1 / distance)
        counts = counts + sparse.coo_matrix(
            (weights, (left[near], right[near])), shape=(words, words)
        )
    both: sparse.csr_matrix = (counts + counts.T).tocsr()
    return both
