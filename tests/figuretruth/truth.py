"""Read the figures that a careful reader finds."""

from dataclasses import dataclass
from pathlib import Path

import yaml

TRUTH = Path(__file__).with_name("truth.yaml")


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure as a reader writes it down."""

    value: float
    whole: float | None
    unit: str
    kind: str
    period: str | None
    measure: str


@dataclass(frozen=True, slots=True)
class Case:
    """A passage with the figures it states."""

    text: str
    headings: tuple[str, ...]
    figures: tuple[Expected, ...]


def load(path: Path = TRUTH) -> list[Case]:
    """Read all passages."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Case(one["text"], tuple(one.get("headings", ())), tuple(map(_expected, one["figures"])))
        for one in raw
    ]


def _expected(line: str) -> Expected:
    what, period, measure = line.split(" | ", 2)
    number, unit, kind = what.split()
    value, _, whole = number.partition("/")
    return Expected(
        value=float(value),
        whole=float(whole) if whole else None,
        unit=unit,
        kind=kind,
        period=None if period == "-" else period,
        measure=measure,
    )
