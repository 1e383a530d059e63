"""How many of the expected figures are read, and how many of those read are expected."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.figures import read_figures
from nlp.figures.clauses import content
from nlp.types import Figure
from tests.figuretruth.truth import Case, Expected

# A measure is right if it holds at least this share of the words of the expected one.
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Figures counted over all passages.

    Attributes:
        expected: that a reader finds.
        read: that the machine finds.
        found: read with the expected value and unit.
        kinds, periods, measures: of those found, how many agree in that too.
        mistakes: a line for each disagreement.
    """

    expected: int
    read: int
    found: int
    kinds: int
    periods: int
    measures: int
    mistakes: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the figures read that are expected."""
        return self.found / self.read

    @property
    def recall(self) -> float:
        """Share of the figures expected that are read."""
        return self.found / self.expected


def score(cases: Sequence[Case]) -> Score:
    """Read all passages and compare."""
    pairs: list[tuple[Expected, Figure]] = []
    mistakes: list[str] = []
    read = 0
    for case in cases:
        figures = list(read_figures(case.text, case.headings))
        read += len(figures)
        for expected in case.figures:
            match = _best(expected, figures)
            if match is None:
                mistakes.append(f"missing {expected} in: {case.text[:90]}")
                continue
            figures.remove(match)
            pairs.append((expected, match))
        mistakes += [f"extra {figure} in: {case.text[:90]}" for figure in figures]
    mistakes += [f"differs {e} is read as {f}" for e, f in pairs if not all(agreement(e, f))]
    agreed = [agreement(expected, figure) for expected, figure in pairs]
    kinds, periods, measures = (sum(some) for some in zip(*agreed, strict=True))
    expected_in_all = sum(len(case.figures) for case in cases)
    return Score(expected_in_all, read, len(pairs), kinds, periods, measures, tuple(mistakes))


def agreement(expected: Expected, figure: Figure) -> tuple[bool, bool, bool]:
    """Tell whether kind, period and measure agree."""
    words = content(expected.measure)
    read = content(f"{figure.measure} {figure.of or ''}")
    return (
        figure.kind == expected.kind,
        figure.period == expected.period,
        len(words & read) >= OVERLAP * len(words),
    )


def _best(expected: Expected, figures: Sequence[Figure]) -> Figure | None:
    same = [f for f in figures if f.value == expected.value and f.unit == expected.unit]
    return max(same, key=lambda figure: sum(agreement(expected, figure)), default=None)
