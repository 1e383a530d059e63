"""The words of a page as lines laid unseen over its image, so that they can be selected.

A printed line is one region with one box. Its words are set there again, drawn out to the
width of the box; nobody sees them, but the pointer can pick them up as in any text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.model import Passage

_ASCENT = 0.78
"""Where the baseline runs in a line's box, from its top. PyMuPDF's boxes reach from ascender to
descender, which in Helvetica, Arial and Times are 0.74 to 0.80 and 0.20 to 0.26 of the whole."""

_SIZE = 0.86
"""Size of the letters as part of the height of their box; the same fonts have 0.83 to 0.90."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line.

    Attributes:
        passage: id of the passage it belongs to.
        start: where its words begin in the passage's text.
        x, baseline, width, size: in points of the page.
    """

    passage: str
    start: int
    text: str
    x: float
    baseline: float
    width: float
    size: float


def lines_of(passages: Iterable[Passage], page: int) -> tuple[Line, ...]:
    """Return the lines that passages have on one page, in reading order."""
    lines = []
    for passage in passages:
        for region in passage.regions:
            text = passage.text[region.start : region.end]
            if region.page != page or region.box is None or not text.strip():
                continue
            x0, y0, x1, y1 = region.box
            if x1 <= x0 or y1 <= y0:
                continue
            height = y1 - y0
            baseline = y0 + _ASCENT * height
            lines.append(
                Line(passage.id, region.start, text, x0, baseline, x1 - x0, _SIZE * height)
            )
    return tuple(lines)
