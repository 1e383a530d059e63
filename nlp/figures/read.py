"""Read the figures of a passage."""

from collections.abc import Sequence

from nlp.figures.prose import read_prose
from nlp.figures.rows import read_row
from nlp.types import Figure


def read_figures(
    text: str, headings: Sequence[str] = (), *, spelt: bool = True
) -> tuple[Figure, ...]:
    """Return the figures that a passage states, in reading order.

    Args:
        text: the passage.
        headings: above it, outermost first.
        spelt: whether it holds numbers in words.
    """
    row = read_row(text)
    figures = read_prose(text, headings, spelt=spelt) if row is None else row
    return tuple(figures)
