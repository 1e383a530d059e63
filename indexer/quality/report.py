"""Ask every question, and tell how well the search answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from indexer.quality.finding import Library
from indexer.quality.measures import DEEP, FIRST, Score, score
from indexer.quality.questions import KINDS, Judged, Wanted
from nlp.classifier.intervals import Floats, Interval, interval

Ask = Callable[[str], Sequence[str]]
"""Gives the ids of the passages found for a question, best first."""

_MEASURES = ("ndcg", "recall", "reciprocal")


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, its score and what was not found.

    Attributes:
        missed: wanted passages that are not among the first :data:`~.measures.DEEP` hits.
        absent: wanted passages whose words no passage of the index has.
    """

    judged: Judged
    score: Score
    missed: tuple[Wanted, ...]
    absent: tuple[Wanted, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the question with its score."""
        return {
            "id": self.judged.id,
            "question": self.judged.question,
            "kind": self.judged.kind,
            **asdict(self.score),
            "missed": [asdict(one) for one in self.missed],
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over some questions, each with the middle 95 % when questions are drawn anew."""

    n: int
    ndcg: float
    ndcg_interval: Interval
    recall: float
    recall_interval: Interval
    reciprocal: float
    reciprocal_interval: Interval


@dataclass(frozen=True, slots=True)
class Report:
    """How well all questions were answered, worst first.

    Attributes:
        groups: figures by kind of question, and of all together as ``overall``.
    """

    groups: Mapping[str, Figures]
    answered: tuple[Answered, ...]

    @property
    def absent(self) -> list[tuple[str, Wanted]]:
        """The judgements that name words which no passage of the index has."""
        return [(one.judged.id, wanted) for one in self.answered for wanted in one.absent]

    def as_json(self) -> dict[str, Any]:
        """Return all figures, every question, and the judgements that could not be matched."""
        return {
            **{name: asdict(figures) for name, figures in self.groups.items()},
            "questions": [one.as_json() for one in self.answered],
            "absent": [{"id": name, **asdict(wanted)} for name, wanted in self.absent],
        }

    def as_text(self, worst: int) -> str:
        """Return a table, the worst questions and the judgements that could not be matched."""
        lines = [f"{'':12}{'n':>4}  {_head(f'nDCG@{FIRST}')}{_head(f'recall@{DEEP}')}MRR@{DEEP}"]
        lines += [_row(name, figures) for name, figures in self.groups.items()]
        if worst:
            lines += ["", "Worst answered:"]
        for one in self.answered[:worst]:
            lines.append(f"  {one.score.ndcg:.2f}  {one.judged.id}: {one.judged.question}")
            lines += [f"        not found: {_named(wanted)}" for wanted in one.missed[:3]]
        if self.absent:
            lines += ["", "No passage of the index has these words:"]
            lines += [f"  {name}: {_named(wanted)}" for name, wanted in self.absent]
        return "\n".join(lines)


def evaluate(questions: Sequence[Judged], library: Library, ask: Ask) -> Report:
    """Ask every question and score the hits.

    A judgement whose words no passage has counts as not found.

    Args:
        questions: at least one.
        library: passages of the store that is asked.
        ask: the search; it need give no more than :data:`~.measures.DEEP` hits.
    """
    answered = [_answered(one, library, ask) for one in questions]
    groups = {"overall": answered} | {
        kind: [one for one in answered if one.judged.kind == kind] for kind in KINDS
    }
    return Report(
        groups={name: _figures(some) for name, some in groups.items() if some},
        answered=tuple(sorted(answered, key=lambda one: (one.score.ndcg, one.judged.id))),
    )


def _answered(judged: Judged, library: Library, ask: Ask) -> Answered:
    meant = [(wanted, library.passages_of(wanted)) for wanted in judged.relevant]
    hits = ask(judged.question)[:DEEP]
    names = [str(number) for number, _ in enumerate(meant)]
    places = [
        [name for name, (_, ids) in zip(names, meant, strict=True) if hit in ids] for hit in hits
    ]
    grades = {name: wanted.grade for name, (wanted, _) in zip(names, meant, strict=True)}
    return Answered(
        judged=judged,
        score=score(places, grades),
        missed=tuple(wanted for wanted, ids in meant if ids and ids.isdisjoint(hits)),
        absent=tuple(wanted for wanted, ids in meant if not ids),
    )


def _figures(answered: Iterable[Answered]) -> Figures:
    rows = np.array([[getattr(one.score, name) for name in _MEASURES] for one in answered])
    means = rows.mean(axis=0)
    found: dict[str, Any] = {}
    for name, mean, column in zip(_MEASURES, means, rows.T, strict=True):
        found |= {name: float(mean), f"{name}_interval": _interval(column)}
    return Figures(n=len(rows), **found)


def _interval(column: Floats) -> Interval:
    return interval(column[:, None], lambda sums: sums[..., 0] / len(column))


def _head(name: str) -> str:
    return f"{name:<20}"


def _row(name: str, figures: Figures) -> str:
    cells = (
        _cell(figures.ndcg, figures.ndcg_interval),
        _cell(figures.recall, figures.recall_interval),
        _cell(figures.reciprocal, figures.reciprocal_interval),
    )
    return f"{name:12}{figures.n:4}  {''.join(cells)}".rstrip()


def _cell(value: float, spread: Interval) -> str:
    low, high = spread
    return f"{f'{value:.2f} ({low:.2f}-{high:.2f})':<20}"


def _named(wanted: Wanted) -> str:
    return f"{wanted.document}: “{wanted.text}”"
