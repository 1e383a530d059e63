"""Fit the weights of the themes, all together.

What a rule's fact means is much the same for every theme, so the weights of own
facts are a shared part and each theme's deviation from it, which is penalised
more: a theme of thirty labelled passages learns from the other forty-one. Word
vectors enter as a product with the words' matrix and are added into the weights
of the words afterwards; nothing of them is needed to label.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from nlp.classifier.design import Design
from nlp.classifier.facts import theme_columns
from nlp.classifier.linear import Weights
from nlp.classifier.terms import Floats, Integers
from nlp.classifier.theme_facts import FACTS

Matrix = sparse.csr_matrix

_HEADINGS = 0.5
# Tried on half inspection documents and half councils' papers, micro F1: penalty 0.5 and 0.8
# 0.730, 0.729; a weaker one on the shared part 0.729 instead of 0.727; without vectors 0.696.
_PENALTY = 0.5
_SHARED_PENALTY = 0.2
_SHARED_SCALE, _OWN_SCALE = 2.0, 0.4
_ROUNDS = 100
_FEWEST = 3  # labelled passages of a word that gets a weight of its own


@dataclass(frozen=True, slots=True)
class ThemeTargets:
    """What is right for some passages.

    Attributes:
        given: 1 where a passage has a theme, shape ``(passages, themes)``.
        counted: how much each of these counts; 0 where either is right.
    """

    given: Floats
    counted: Floats


def fit_themes(
    design: Design,
    targets: ThemeTargets,
    vectors: Floats,
    *,
    before: Floats | None = None,
    harder: float = 1.0,
) -> tuple[Weights, Floats]:
    """Fit all themes.

    Args:
        design: passages.
        targets: their themes.
        vectors: one row for each term of the words' vocabulary; zeros where it has none.
        before: scores that the passages have already, to which the fitted ones are added;
            shape ``(passages, themes)``.
        harder: the penalty in multiples of the usual one.

    Returns:
        weights of words, headings and the rules' chances; and those of each theme's own
        facts, shape ``(themes, facts)``.
    """
    themes = targets.given.shape[1]
    words = _columns(design.words, at_least=_FEWEST)
    headings = _columns(design.headings, at_least=1)
    parts = [design.words[:, words], design.headings[:, headings] * _HEADINGS]
    problem = _Problem(
        sparse_part=sparse.hstack(parts, format="csr"),
        dense_part=np.hstack([design.words @ vectors, design.facts.themes.chances]),
        own_facts=_by_theme(design, themes),
        targets=targets,
        before=before,
        penalty=_PENALTY * harder,
    )
    plain, dense, own, offset = problem.solve()
    size = vectors.shape[1]
    facts = np.zeros((design.facts.dense.shape[1], themes), np.float32)
    facts[theme_columns(themes)] = dense[size:]
    by_word = vectors @ dense[:size]
    by_word[words] += plain[: len(words)]
    by_heading = np.zeros((design.headings.shape[1], themes), np.float32)
    by_heading[headings] = plain[len(words) :] * np.float32(_HEADINGS)
    weights = Weights(
        words=by_word,
        headings=by_heading,
        kinds=np.zeros((design.kinds.shape[1], themes), np.float32),
        facts=facts,
        offset=offset[None],
    )
    return weights, own


def _columns(matrix: Matrix, *, at_least: int) -> Integers:
    """Return the columns that so many rows have; the others would keep a weight of nothing."""
    found: Integers = np.flatnonzero(matrix.getnnz(axis=0) >= at_least)
    return found


def _by_theme(design: Design, themes: int) -> Floats:
    """Return the own facts of every theme, shape ``(themes, passages, facts)``."""
    table = design.facts.themes
    spread = np.zeros((themes, len(design.rows), len(FACTS)), np.float32)
    spread[table.themes, table.rows] = table.facts
    return spread


class _Problem:
    """The penalised likelihood and its gradient, for the optimiser."""

    def __init__(
        self,
        sparse_part: Matrix,
        dense_part: Floats,
        own_facts: Floats,
        targets: ThemeTargets,
        before: Floats | None,
        penalty: float,
    ) -> None:
        self._sparse, self._transposed = sparse_part, sparse_part.T.tocsr()
        self._dense = dense_part.astype(np.float32)
        self._own = own_facts
        self._targets = targets
        self._before = before
        self._penalty = penalty
        themes = targets.given.shape[1]
        facts = own_facts.shape[2]
        self._shapes = (
            (sparse_part.shape[1], themes), (dense_part.shape[1], themes),
            (facts,), (themes, facts), (themes,),
        )  # fmt: skip
        self._ends = np.cumsum([int(np.prod(shape)) for shape in self._shapes])

    def solve(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Return weights of the sparse part, of the dense part, of own facts, and offsets."""
        start = np.zeros(self._ends[-1])
        if self._before is None:
            start[self._ends[-2] :] = self._offsets()
        found = minimize(
            self._loss, start, jac=True, method="L-BFGS-B",
            options={"maxiter": _ROUNDS, "maxfun": 2 * _ROUNDS, "maxcor": 8, "ftol": 1e-6},
        )  # fmt: skip
        plain, dense, shared, own, offset = self._parts(found.x.astype(np.float32))
        return plain, dense, _weights_of_facts(shared, own), offset

    def _offsets(self) -> Floats:
        """Return the offsets that are right on average."""
        counted = self._targets.counted
        share = (self._targets.given * counted).sum(0) / np.maximum(counted.sum(0), 1)
        share = np.clip(share, 1e-4, 0.5)
        offsets: Floats = np.log(share / (1 - share))
        return offsets

    def _parts(self, values: Floats) -> list[Floats]:
        pieces = np.split(values, self._ends[:-1])
        return [piece.reshape(shape) for piece, shape in zip(pieces, self._shapes, strict=True)]

    def _loss(self, values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        plain, dense, shared, own, offset = self._parts(values.astype(np.float32))
        given, counted = self._targets.given, self._targets.counted
        scores = self._sparse @ plain + self._dense @ dense + offset
        scores += np.matmul(self._own, _weights_of_facts(shared, own)[:, :, None])[:, :, 0].T
        if self._before is not None:
            scores += self._before
        shrunk = np.exp(-np.abs(scores))
        likelihood = np.maximum(scores, 0) - given * scores + np.log1p(shrunk)
        loss = float((counted * likelihood).sum(dtype=np.float64))
        miss = counted * (np.where(scores >= 0, 1, shrunk) / (1 + shrunk) - given)
        by_theme = np.matmul(np.ascontiguousarray(miss.T)[:, None, :], self._own)[:, 0, :]
        strong = self._penalty
        penalties = (
            (plain, strong),
            (dense, strong),
            (shared, strong * _SHARED_PENALTY),
            (own, strong),
        )
        loss += sum(strength / 2 * float((part * part).sum()) for part, strength in penalties)
        slopes = (
            self._transposed @ miss, self._dense.T @ miss,
            by_theme.sum(0) * _SHARED_SCALE, by_theme * _OWN_SCALE,
        )  # fmt: skip
        gradient = [
            (slope + strength * part).ravel()
            for slope, (part, strength) in zip(slopes, penalties, strict=True)
        ]
        return loss, np.concatenate([*gradient, miss.sum(0)]).astype(np.float64)


def _weights_of_facts(shared: Floats, own: Floats) -> Floats:
    weights: Floats = shared * np.float32(_SHARED_SCALE) + own * np.float32(_OWN_SCALE)
    return weights
