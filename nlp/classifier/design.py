"""Passages as the rows of a matrix that scikit-learn can fit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nlp.classifier.facts import Facts
from nlp.classifier.features import Features, heading_of, heading_words
from nlp.classifier.kinds import kind_of
from nlp.classifier.linear import Weights
from nlp.classifier.prepare import Prepared, lower_tokens
from nlp.classifier.terms import Floats, Rows

Matrix = sparse.csr_matrix


@dataclass(frozen=True, slots=True)
class Scales:
    """How much each part of a row counts; a part at 0 is left out.

    Attributes:
        words: the passage's own words, a row of length one.
        headings: the words of its nearest heading, likewise.
        kinds: the type of its document.
        facts: which facts of the rules count, and how much.
    """

    words: float
    headings: float
    kinds: float
    facts: Floats


class Design:
    """Passages with all that a model may look at.

    Args:
        features: the vocabularies.
        rows: passages.
        themes: how many themes there are.
    """

    def __init__(self, features: Features, rows: Sequence[Prepared], themes: int) -> None:
        names = [heading_words(heading_of(row.passage)) for row in rows]
        kinds = [kind_of(row.passage.document_type) for row in rows]
        hits = np.array([[kind == known for known in features.kinds] for kind in kinds], np.float32)
        self.facts = Facts.of(rows, themes)
        self.words = _matrix(features.words.rows(lower_tokens(rows)), len(features.words))
        self.headings = _matrix(features.headings.rows(names), len(features.headings))
        self.kinds = sparse.csr_matrix(hits.reshape(len(rows), len(features.kinds)))
        self.rows = rows

    def matrix(self, scales: Scales) -> Matrix:
        """Return the rows, scaled."""
        parts = [
            self.words * scales.words,
            self.headings * scales.headings,
            self.kinds * scales.kinds,
            sparse.csr_matrix(self.facts.dense * scales.facts),
        ]
        joined: Matrix = sparse.hstack(parts, format="csr", dtype=np.float32)
        return joined

    def weights(self, coefficients: Floats, offset: Floats, scales: Scales) -> Weights:
        """Turn coefficients of scaled rows, one line a class, into weights of bare features."""
        widths = np.cumsum([self.words.shape[1], self.headings.shape[1], self.kinds.shape[1]])
        words, headings, kinds, facts = np.split(np.asarray(coefficients, np.float32).T, widths)
        return Weights(
            words=words * np.float32(scales.words),
            headings=headings * np.float32(scales.headings),
            kinds=kinds * np.float32(scales.kinds),
            facts=facts * scales.facts[:, None],
            offset=np.asarray(offset, np.float32)[None],
        )


def _matrix(rows: Rows, width: int) -> Matrix:
    return sparse.csr_matrix((rows.values, rows.columns, rows.starts), shape=(len(rows), width))
