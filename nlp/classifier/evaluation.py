"""Compare labels with right ones: how often, for which theme, area and stance.

Precision is the share of the labels given that are right, recall the share of
the right labels that were given, F1 their harmonic mean. Micro figures count
every label alike, macro figures every kind of label alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nlp.classifier.headings import NONE
from nlp.classifier.intervals import Floats, Interval, by_group, f1, interval, numbered, share
from nlp.classifier.labels import Labelled, read_labels
from nlp.types import Annotation

__all__ = ["Figure", "Guess", "Labelled", "Report", "evaluate", "read_labels", "tally"]


@dataclass(frozen=True, slots=True)
class Guess:
    """The labels a machine gives one passage, by their ids."""

    themes: tuple[str, ...]
    areas: tuple[str, ...]
    stance: str
    mixed: bool = False

    @classmethod
    def of(cls, note: Annotation) -> "Guess":
        """Keep the ids of an annotation."""
        return cls(
            tuple(theme.id for theme in note.themes),
            tuple(area.id for area in note.areas),
            note.stance.id.value,
            note.mixed,
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """How well one label is given; None where there is nothing to count.

    Attributes:
        n: passages that should have the label.
        f1_interval: the middle 95 % of F1 when whole authorities are drawn anew.
    """

    n: int
    precision: float | None
    recall: float | None
    f1: float | None
    f1_interval: Interval | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the figures by name."""
        return {
            "n": self.n,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "f1_interval": self.f1_interval,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one comparison; shares lie in [0, 1].

    Attributes:
        n: passages compared.
        themes, areas, stances: figures of each label that is right or given anywhere.
        theme_micro, area_micro: over all labels together.
        theme_macro_f1, area_macro_f1, stance_macro_f1: mean F1 over labels.
        area_accuracy: passages whose first area, or none, is right.
        intervals: the middle 95 % of accuracies, by their names.
    """

    n: int
    themes: Mapping[str, Figure] = field(default_factory=dict)
    areas: Mapping[str, Figure] = field(default_factory=dict)
    stances: Mapping[str, Figure] = field(default_factory=dict)
    theme_micro: Figure = Figure(0, None, None, None)
    area_micro: Figure = Figure(0, None, None, None)
    theme_macro_f1: float | None = None
    area_macro_f1: float | None = None
    stance_macro_f1: float | None = None
    stance_accuracy: float | None = None
    area_accuracy: float | None = None
    mixed_accuracy: float | None = None
    intervals: Mapping[str, Interval] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return everything in types that JSON knows."""
        overall = {
            "theme_precision": self.theme_micro.precision,
            "theme_recall": self.theme_micro.recall,
            "theme_f1": self.theme_micro.f1,
            "theme_macro_f1": self.theme_macro_f1,
            "area_precision": self.area_micro.precision,
            "area_recall": self.area_micro.recall,
            "area_f1": self.area_micro.f1,
            "area_macro_f1": self.area_macro_f1,
            "area_accuracy": self.area_accuracy,
            "stance_accuracy": self.stance_accuracy,
            "stance_macro_f1": self.stance_macro_f1,
            "mixed_accuracy": self.mixed_accuracy,
        }
        parts = {"themes": self.themes, "areas": self.areas, "stances": self.stances}
        return {
            "n": self.n,
            "overall": overall,
            "intervals": {
                "theme_f1": self.theme_micro.f1_interval,
                "area_f1": self.area_micro.f1_interval,
                **self.intervals,
            },
            **{
                part: {name: figure.as_json() for name, figure in figures.items()}
                for part, figures in parts.items()
            },
        }

    def as_text(self) -> str:
        """Return a table for a person, most frequent labels first."""
        lines = [f"{'':34}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}   95 % interval"]
        for title, figures in (
            ("Themes", self.themes),
            ("Areas", self.areas),
            ("Stance", self.stances),
        ):
            lines += ["", title]
            lines += [_row(f"  {name}", figure) for name, figure in figures.items()]
        lines += ["", "Overall"]
        lines += [_row("  themes together", self.theme_micro)]
        lines += [_row("  areas together", self.area_micro)]
        lines += [
            f"  {label:32}{_share(value):>6}{_between(self.intervals.get(name))}"
            for label, name, value in (
                ("theme F1, mean over themes", "", self.theme_macro_f1),
                ("stance right", "stance_accuracy", self.stance_accuracy),
                ("stance F1, mean over stances", "", self.stance_macro_f1),
                ("first area right", "area_accuracy", self.area_accuracy),
                ("mixed right", "mixed_accuracy", self.mixed_accuracy),
            )
        ]
        return "\n".join([*lines, f"  {'passages':32}{self.n:>6}"])


def _row(label: str, figure: Figure) -> str:
    precision, recall, found = map(_share, (figure.precision, figure.recall, figure.f1))
    line = f"{label:34}{figure.n:>6}{precision:>11}{recall:>8}{found:>7}"
    return line + _between(figure.f1_interval)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _between(bounds: Interval | None) -> str:
    return "" if bounds is None else f"   {bounds[0]:.2f} to {bounds[1]:.2f}"


def evaluate(gold: Sequence[Labelled], predicted: Sequence[Annotation | Guess]) -> Report:
    """Compare predicted labels with right ones, passage by passage.

    Args:
        gold: right labels.
        predicted: labels of the same passages in the same order.

    Raises:
        ValueError: the two differ in length.
    """
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} labelled passages but {len(predicted)} predictions.")
    guesses = [note if isinstance(note, Guess) else Guess.of(note) for note in predicted]
    pairs = list(zip(gold, guesses, strict=True))
    owners = [right.authority or right.document or right.id for right in gold]
    themes = tally(
        ((right.themes, guess.themes, right.themes_maybe) for right, guess in pairs), owners
    )
    areas = tally(((right.areas, guess.areas, ()) for right, guess in pairs), owners)
    stances = tally(
        (((_stance(right, guess),), (guess.stance,), ()) for right, guess in pairs), owners
    )
    hits = {
        "stance_accuracy": [_stance(right, guess) == guess.stance for right, guess in pairs],
        "area_accuracy": [first_area_right(right.areas, guess.areas) for right, guess in pairs],
        "mixed_accuracy": [right.mixed == guess.mixed for right, guess in pairs],
    }
    return Report(
        n=len(gold),
        themes=_figures(themes),
        areas=_figures(areas),
        stances=_figures(stances),
        theme_micro=_figure(_together(themes)),
        area_micro=_figure(_together(areas)),
        theme_macro_f1=_mean_f1(themes),
        area_macro_f1=_mean_f1(areas),
        stance_macro_f1=_mean_f1(stances),
        **{name: _mean(found) for name, found in hits.items()},
        intervals={name: _accuracy_interval(found, owners) for name, found in hits.items()}
        if gold
        else {},
    )


def _accuracy_interval(hits: Sequence[bool], owners: Sequence[str]) -> Interval:
    return interval(by_group(numbered(owners), np.array([[hit, 1.0] for hit in hits])), share)


def _stance(right: Labelled, guess: Guess) -> str:
    """Return the stance to hold the guess against."""
    return guess.stance if guess.stance == right.stance_alt else right.stance


def first_area_right(right: Sequence[str], guess: Sequence[str]) -> bool:
    """Tell whether the first area given, or none, is among the right ones."""
    return (guess[0] if guess else NONE) in (right or (NONE,))


def tally(
    rows: Iterable[tuple[Sequence[str], Sequence[str], Sequence[str]]], owners: Sequence[str]
) -> dict[str, Floats]:
    """Count for each label how often it was rightly given, wrongly given and missed.

    Args:
        rows: for each passage the right labels, those given, and those that
            count neither way when given.
        owners: the authority, or else the document, of each passage.

    Returns:
        for each label one row of three counts for each owner.
    """
    numbers = numbered(owners)
    width = int(numbers.max(initial=-1)) + 1
    counts: defaultdict[str, Floats] = defaultdict(lambda: np.zeros((width, 3)))
    for owner, (right, given, maybe) in zip(numbers, rows, strict=True):
        for label in set(right) & set(given):
            counts[label][owner, 0] += 1
        for label in set(given) - set(right) - set(maybe):
            counts[label][owner, 1] += 1
        for label in set(right) - set(given):
            counts[label][owner, 2] += 1
    return dict(counts)


def _together(counts: Mapping[str, Floats]) -> Floats:
    return np.sum(list(counts.values()), axis=0) if counts else np.zeros((1, 3))


def _figure(counts: Floats) -> Figure:
    right, wrong, missed = (int(total) for total in counts.sum(axis=0))
    given, wanted = right + wrong, right + missed
    return Figure(
        n=wanted,
        precision=right / given if given else None,
        recall=right / wanted if wanted else None,
        f1=2 * right / (given + wanted) if given + wanted else None,
        f1_interval=interval(counts, f1) if given + wanted else None,
    )


def _figures(counts: Mapping[str, Floats]) -> dict[str, Figure]:
    figures = {label: _figure(count) for label, count in counts.items()}
    return dict(sorted(figures.items(), key=lambda item: (-item[1].n, item[0])))


def _mean_f1(counts: Mapping[str, Floats]) -> float | None:
    return _mean(_figure(count).f1 or 0.0 for count in counts.values())


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
