"""Figures to what a JSON column holds and back: arrays, without the empty end."""

from collections.abc import Iterable, Sequence
from typing import Any

from nlp.types import Figure, FigureKind, Span, Unit


def pack_figures(figures: Iterable[Figure]) -> list[list[Any]]:
    """Write each figure as ``[value, unit, kind, measure, span, measure span, ...]``.

    Behind these stand ``whole``, ``of``, ``period`` and ``place``, up to the last known.
    """
    return [_packed(figure) for figure in figures]


def unpack_figures(packed: Iterable[Sequence[Any]]) -> tuple[Figure, ...]:
    """Read figures as :func:`pack_figures` wrote them."""
    return tuple(_unpacked(*one) for one in packed)


def _packed(figure: Figure) -> list[Any]:
    row = [
        figure.value,
        figure.unit.value,
        figure.kind.value,
        figure.measure,
        figure.span,
        figure.measure_span,
        figure.whole,
        figure.of,
        figure.period,
        figure.place,
    ]
    while row[-1] is None:
        row.pop()
    return row


def _unpacked(
    value: float,
    unit: str,
    kind: str,
    measure: str,
    span: Sequence[int],
    measure_span: Sequence[int] | None = None,
    whole: float | None = None,
    of: str | None = None,
    period: str | None = None,
    place: str | None = None,
) -> Figure:
    return Figure(
        value=value,
        unit=Unit(unit),
        measure=measure,
        kind=FigureKind(kind),
        span=_span(span),
        measure_span=_span(measure_span) if measure_span else None,
        whole=whole,
        of=of,
        period=period,
        place=place,
    )


def _span(packed: Sequence[int]) -> Span:
    return packed[0], packed[1]
