"""Scores that are linear in a passage's words, its place, and what the rules found.

One pass over the words serves every task: areas, themes, stance. Only numpy is
needed, so that a process that labels never loads scikit-learn, which fitted the
weights (60 MB and most of a second).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nlp.classifier.facts import Facts
from nlp.classifier.features import Features, heading_words
from nlp.classifier.headings import section_name
from nlp.classifier.kinds import kind_of
from nlp.classifier.prepare import Prepared, lower_tokens
from nlp.classifier.terms import Floats

_HEADINGS_KEPT = 8192
_PARTS = ("words", "headings", "kinds", "facts", "offset")


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted weights; every array has one column for each class of the task.

    Attributes:
        words, headings, kinds, facts: one row for each feature.
        offset: one row.
    """

    words: Floats
    headings: Floats
    kinds: Floats
    facts: Floats
    offset: Floats

    @classmethod
    def beside(cls, parts: Sequence["Weights"]) -> "Weights":
        """Put the classes of several tasks side by side."""
        return cls(*(np.hstack([getattr(part, name) for part in parts]) for name in _PARTS))

    def plus(self, other: "Weights") -> "Weights":
        """Add the weights of the same features and classes."""
        return Weights(*(getattr(self, name) + getattr(other, name) for name in _PARTS))


class Linear:
    """Score passages for every class of every task.

    Args:
        features: what the weights stand for.
        tasks: weights of each task, by its name.
    """

    def __init__(self, features: Features, tasks: Mapping[str, Weights]) -> None:
        self.features = features
        self.tasks = dict(tasks)
        self._all = Weights.beside(list(self.tasks.values()))
        widths = np.cumsum([0, *(part.words.shape[1] for part in self.tasks.values())]).tolist()
        self._columns = {
            name: slice(start, end)
            for name, start, end in zip(self.tasks, widths, widths[1:], strict=False)
        }
        self._kinds = {kind: row for row, kind in enumerate(features.kinds)}
        # The same heading stands over passage after passage.
        self._place = lru_cache(_HEADINGS_KEPT)(self._score_place)

    def scores(self, rows: Sequence[Prepared], facts: Facts) -> dict[str, Floats]:
        """Return, for each task, the score of each class, shape ``(n, classes)``.

        Args:
            rows: passages.
            facts: what the rules found in them.
        """
        total = self.features.words.rows(lower_tokens(rows)).times(self._all.words)
        total += facts.dense @ self._all.facts
        for number, row in enumerate(rows):
            path = row.passage.heading_path
            total[number] += self._place(path[-1] if path else "", row.passage.document_type)
        return {name: total[:, columns] for name, columns in self._columns.items()}

    def _score_place(self, heading: str, document_type: str | None) -> Floats:
        words = self.features.headings.rows([heading_words(section_name(heading))])
        scores: Floats = self._all.offset[0] + words.times(self._all.headings)[0]
        row = self._kinds.get(kind_of(document_type) or "")
        return scores if row is None else scores + self._all.kinds[row]
