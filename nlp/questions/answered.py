"""The questions that were written for invented passages, each with what it asks after.

For 1,989 passages that ship for training labels (:data:`nlp.classifier.labels.SHIPPED_LABELS`), two
to four questions that the passage answers: in everyday words, and as an inspector, a chair or a
councillor would put it. Their writers saw none of the questions that the search is judged by.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ANSWERED = Path(__file__).parent / "data" / "answered.jsonl"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer.

    Attributes:
        themes: what it asks after, the main one first; one or two ids.
        passage: id of the invented passage that answers it.
    """

    question: str
    themes: tuple[str, ...]
    passage: str


@cache
def read_answered() -> tuple[Answered, ...]:
    """Return all of them."""
    lines = ANSWERED.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return tuple(Answered(row["question"], tuple(row["themes"]), row["passage"]) for row in rows)
