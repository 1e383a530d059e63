"""Fit what questions are read with: ``python -m nlp.questions.fitting`` after a change of data.

Learnt from invented questions under their themes (``asked.yaml``), questions written for invented
passages (``answered.jsonl``), everyday wordings (``everyday.yaml``, ``matters.yaml``) and the
taxonomy's own terms; no real text is in any of them.
"""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from nlp.questions.answered import read_answered
from nlp.questions.fitted import DATA, FITTED
from nlp.questions.stems import stems, telling
from nlp.taxonomy import Taxonomy, load_taxonomy

WORDINGS = ("everyday.yaml", "matters.yaml")
FILES = ("asked.yaml", "kinds.yaml", "answered.jsonl", *WORDINGS)

# Tried on 60 questions judged on five documents: strengths 5, 30, 100 gave 0.558, 0.571, 0.568;
# a term's weight of 0.1, 0.2, 0.5, 1 gave 0.552, 0.563, 0.571, 0.571.
_STRENGTH = 30.0
_OF_QUESTION, _OF_WORDING, _OF_TERM = 1.0, 0.7, 0.5
_OF_ANSWERED = (0.5, 0.2)
# The main theme of a question written for a passage, and the second. nDCG@10 by words and themes on
# 60 questions on five papers, 66 on the sample papers and 66 on 494 papers, without them 0.638,
# 0.547, 0.518; so 0.640, 0.562, 0.526; 1 and 0.4 0.636, 0.561, 0.530; these with a strength of 10
# 0.635, 0.557, 0.526.
_SMALLEST = 0.15
"""Weights nearer to zero are dropped: two thirds of them, and no theme in 60 questions changes."""


class Example(NamedTuple):
    """A text that is about a theme."""

    text: str
    theme: str
    weight: float


def source_digest() -> str:
    """Return a digest of all that is learnt from; a test compares it with what ships."""
    whole = hashlib.sha256(repr(load_taxonomy().themes).encode())
    for name in FILES:
        whole.update((DATA / name).read_bytes())
    return whole.hexdigest()[:12]


def fit() -> dict[str, Any]:
    """Return what :func:`nlp.questions.fitted.load_fitted` reads."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    taxonomy = load_taxonomy()
    examples = list(_examples(taxonomy))
    texts = [telling(stems(example.text)) for example in examples]
    held = Counter(stem for text in texts for stem in set(text))
    rarity = {stem: math.log(1 + len(texts) / count) for stem, count in sorted(held.items())}
    columns = {stem: column for column, stem in enumerate(rarity)}
    rows = np.zeros((len(texts), len(columns)), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for stem in text:
            row[columns[stem]] = rarity[stem]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    themes = [theme.id for theme in taxonomy.themes]
    model = LogisticRegression(C=_STRENGTH, max_iter=500)
    model.fit(
        rows,
        [themes.index(example.theme) for example in examples],
        sample_weight=[example.weight for example in examples],
    )
    return {
        "source": source_digest(),
        "themes": themes,
        "offset": [round(float(value), 3) for value in model.intercept_],
        "rarity": {stem: round(value, 2) for stem, value in rarity.items()},
        "weights": {stem: _pairs(model.coef_[:, column]) for stem, column in columns.items()},
        "wordings": list(_wordings()),
        "kinds": dict(_kinds()),
    }


def _pairs(weights: Any) -> list[tuple[int, float]]:
    return [(n, round(float(w), 2)) for n, w in enumerate(weights) if abs(w) >= _SMALLEST]


def _examples(taxonomy: Taxonomy) -> Iterator[Example]:
    for theme, questions in _read("asked.yaml")["themes"].items():
        yield from (Example(question, theme, _OF_QUESTION) for question in questions)
    for one in read_answered():
        for theme, weight in zip(one.themes, _OF_ANSWERED, strict=False):
            yield Example(one.question, theme, weight)
    for entry in _entries():
        for theme in entry["themes"][:1]:
            yield from (Example(ask, theme, _OF_WORDING) for ask in entry["ask"])
    for own in taxonomy.themes:
        yield from (Example(term, own.id, _OF_TERM) for term in (*own.terms, *own.weak))
        yield Example(f"{own.label} {own.counts}", own.id, _OF_QUESTION)


def _wordings() -> Iterator[dict[str, Any]]:
    for entry in _entries():
        yield {
            "asks": [_ask(ask) for ask in entry["ask"]],
            "words": entry["say"],
            "themes": entry["themes"],
        }


def _entries() -> Iterator[dict[str, Any]]:
    for name in WORDINGS:
        yield from _read(name)["entries"]


def _kinds() -> Iterator[tuple[str, str]]:
    for head, others in _read("kinds.yaml")["kinds"].items():
        yield from ((stems(other)[0], stems(head)[0]) for other in others)


def _ask(text: str) -> list[str]:
    """Return the stems that a question must have; two at least of a wording of several words.

    "Go home" would otherwise be met by every question with "home" in it.
    """
    found = stems(text)
    told = telling(found)
    return sorted(set(told if len(told) > 1 else found))


def _read(name: str) -> Any:
    return yaml.load((DATA / name).read_bytes(), yaml.CSafeLoader)


if __name__ == "__main__":
    FITTED.write_text(json.dumps(fit(), separators=(",", ":")) + "\n", encoding="utf-8")
