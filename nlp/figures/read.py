"""Read the figures of a passage."""

from collections.abc import Sequence

from nlp.figures.prose import read_prose
from nlp.figures.rows import read_row
from nlp.figures.words import starts_in
from nlp.types import Figure


def read_figures(
    text: str, headings: Sequence[str] = (), *, spelt: Sequence[int] | None = None
) -> tuple[Figure, ...]:
    """Return the figures that a passage states, in reading order.

    Args:
        text: the passage.
        headings: above it, outermost first.
        spelt: where number words stand in it; looked for if None.
    """
    row = read_row(text)
    if row is None:
        row = read_prose(text, headings, starts_in(text) if spelt is None else spelt)
    return tuple(row)
