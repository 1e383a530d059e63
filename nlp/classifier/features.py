"""Turn passages into numbers: their words, their heading, their kind of document.

The three are kept apart, each scaled to length one and then weighted, so that a
short heading is not drowned by a long passage. Names of people and places are
kept out of the vocabulary by one rule: a word enters only when enough
authorities' passages write it in small letters or as a short abbreviation.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted

from nlp.classifier.headings import section_name
from nlp.classifier.kinds import kind_of
from nlp.types import PassageInput

Matrix = sparse.csr_matrix

_DIGITS = re.compile(r"\d+")
# Capitalised words, and words in capitals too long to be an abbreviation.
_NAME_LIKE = re.compile(r"\b[A-Z][a-z]\w*|\b[A-Z]{7,}\b")
_BREAK = " \N{SECTION SIGN} "


class PassageFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Weighted words of the passage and of its heading, and its document type.

    Parameters
    ----------
    min_groups : int
        A term is kept when passages of at least so many authorities use it.
    heading_weight, type_weight : float
        Length of the heading's and of the document type's part; the words have 1.

    Attributes:
    ----------
    words_, headings_ : dict of str to int
        Vocabulary of one- and two-word terms, with their columns.
    words_idf_, headings_idf_ : ndarray
        Inverse document frequencies, smoothed as scikit-learn does.
    types_ : dict of str to int
        Document types seen.
    """

    def __init__(
        self, *, min_groups: int = 10, heading_weight: float = 0.5, type_weight: float = 0.3
    ) -> None:
        self.min_groups = min_groups
        self.heading_weight = heading_weight
        self.type_weight = type_weight

    def fit(
        self,
        X: Sequence[PassageInput],  # noqa: N803
        y: Any = None,  # noqa: ARG002
        groups: Sequence[str] | None = None,
    ) -> Self:
        """Learn the vocabularies.

        Args:
            X: passages.
            y: ignored.
            groups: authority of each passage; without it each passage counts as one.

        Raises:
            ValueError: no word is used by enough authorities.
        """
        owners = np.unique(
            np.asarray(groups if groups is not None else range(len(X))), return_inverse=True
        )[1]
        texts = [passage.text for passage in X]
        headings = [innermost(passage) for passage in X]
        self.words_, self.words_idf_ = self._vocabulary(
            [_NAME_LIKE.sub(_BREAK, text) for text in texts], texts, owners
        )
        if not self.words_:
            raise ValueError(
                f"No word is used by {self.min_groups} authorities, so nothing can be learnt. "
                "Give passages of more authorities, or lower min_groups."
            )
        known = {word for term in self.words_ for word in term.split()}
        terms, idf = self._vocabulary(headings, headings, owners)
        kept = [term for term in terms if known.issuperset(term.split())]
        self.headings_idf_ = idf[[terms[term] for term in kept]]
        self.headings_ = {term: column for column, term in enumerate(kept)}
        kinds = sorted({kind for kind in map(_kind, X) if kind})
        self.types_ = {kind: column for column, kind in enumerate(kinds)}
        return self

    def _vocabulary(
        self, evidence: Sequence[str], texts: Sequence[str], owners: NDArray[np.intp]
    ) -> tuple[dict[str, int], NDArray[np.float32]]:
        """Choose terms by who uses them in ``evidence``, and weigh them by ``texts``."""
        counter = CountVectorizer(
            binary=True, preprocessor=_fold, ngram_range=(1, 2), dtype=np.int32
        )
        try:
            seen = counter.fit_transform(evidence)
        except ValueError:  # no words at all
            return {}, np.zeros(0, np.float32)
        who = sparse.csr_matrix(
            (np.ones(len(owners), np.int32), (owners, np.arange(len(owners)))),
            shape=(owners.max() + 1, len(owners)),
        )
        support = np.asarray(((who @ seen) > 0).sum(axis=0)).ravel()
        terms = counter.get_feature_names_out()[support >= self.min_groups]
        vocabulary = {str(term): column for column, term in enumerate(terms)}
        if not vocabulary:
            return {}, np.zeros(0, np.float32)
        found = np.asarray((_count(texts, vocabulary) > 0).sum(axis=0)).ravel()
        idf = np.log((1 + len(texts)) / (1 + found)) + 1
        return vocabulary, idf.astype(np.float32)

    def transform(self, X: Sequence[PassageInput]) -> Matrix:  # noqa: N803
        """Return one row for each passage; columns are words, headings, types."""
        check_is_fitted(self, "words_")
        return self.join(self.words(X), self.place(X))

    def join(self, left: Matrix, right: Matrix) -> Matrix:
        """Put the parts of each row side by side."""
        joined: Matrix = sparse.hstack([left, right], format="csr", dtype=np.float32)
        return joined

    def words(self, X: Sequence[PassageInput]) -> Matrix:  # noqa: N803
        """Return the columns of the passages' own words."""
        return _weigh([passage.text for passage in X], self.words_, self.words_idf_)

    def place(
        self,
        X: Sequence[PassageInput],  # noqa: N803
        *,
        heading: bool = True,
        kind: bool = True,
    ) -> Matrix:
        """Return the columns of heading and document type.

        Args:
            X: passages.
            heading: False to act as if no heading were known.
            kind: False to act as if no document type were known.
        """
        names = [innermost(passage) if heading else "" for passage in X]
        headings = _weigh(names, self.headings_, self.headings_idf_) * self.heading_weight
        at = [
            (row, self.types_[name])
            for row, name in enumerate(map(_kind, X))
            if kind and name in self.types_
        ]
        rows, columns = zip(*at, strict=True) if at else ((), ())
        types = sparse.csr_matrix(
            (np.full(len(at), self.type_weight, np.float32), (rows, columns)),
            shape=(len(X), len(self.types_)),
        )
        return self.join(headings, types)


def innermost(passage: PassageInput) -> str:
    """Return the bare name of the heading nearest to a passage, or nothing."""
    return section_name(passage.heading_path[-1]) if passage.heading_path else ""


def _kind(passage: PassageInput) -> str | None:
    return kind_of(passage.document_type)


def _fold(text: str) -> str:
    """Fold case, and figures to one: an amount says nothing of the area."""
    return _DIGITS.sub("00", text.casefold())


def _count(texts: Iterable[str], vocabulary: dict[str, int]) -> Matrix:
    counter = CountVectorizer(
        vocabulary=vocabulary, preprocessor=_fold, ngram_range=(1, 2), dtype=np.float32
    )
    counts: Matrix = counter.transform(texts)
    return counts


def _weigh(texts: Sequence[str], vocabulary: dict[str, int], idf: NDArray[np.float32]) -> Matrix:
    """Weigh terms by damped count times rarity, each row scaled to length one."""
    if not vocabulary:
        return sparse.csr_matrix(np.zeros((len(texts), 0), np.float32))
    counts = _count(texts, vocabulary)
    counts.data = (1 + np.log(counts.data)) * idf[counts.indices]
    weighed: Matrix = normalize(counts, copy=False)
    return weighed
