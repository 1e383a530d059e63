"""Where passages and words stand on the image of their page.

A region is one printed line with one box; where a word stands inside its line is
reckoned from the usual widths of letters. That is right to a letter or so, which
a highlighter pen would not better.
"""

from collections.abc import Sequence

from indexer.model import Box, Passage, Region
from nlp.types import Span

# Widths of letters relative to "n", rounded from the common sans and serif book faces.
_NARROW = dict.fromkeys("iljtfrI.,:;'\u2019\u2018!|()[]- ", 0.55)
_WIDE = dict.fromkeys("mwMW@%—", 1.5)
_CAPITALS = dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 1.25)
_WIDTHS = _CAPITALS | _WIDE | _NARROW


def passage_boxes(passage: Passage, page: int) -> tuple[Box, ...]:
    """Return the boxes of a passage on one page."""
    return tuple(
        region.box for region in passage.regions if region.page == page and region.box is not None
    )


def word_boxes(passage: Passage, spans: Sequence[Span], page: int) -> tuple[Box, ...]:
    """Return a box for each stretch of words on one page, line by line."""
    boxes = []
    for region in passage.regions:
        if region.page != page or region.box is None:
            continue
        for start, end in spans:
            start, end = max(start, region.start), min(end, region.end)  # noqa: PLW2901 - clipped
            if start < end:
                boxes.append(_part(passage.text, region, region.box, start, end))
    return tuple(boxes)


def _part(text: str, region: Region, box: Box, start: int, end: int) -> Box:
    total = _width(text[region.start : region.end]) or 1.0
    x0, y0, x1, y1 = box
    left = x0 + (x1 - x0) * _width(text[region.start : start]) / total
    right = x0 + (x1 - x0) * _width(text[region.start : end]) / total
    return (left, y0, right, y1)


def _width(text: str) -> float:
    return sum(_WIDTHS.get(letter, 1.0) for letter in text)
