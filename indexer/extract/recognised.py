"""From recognised lines to the pieces of lines that a page of text is made of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.extract.fragments import BULLETS
from indexer.extract.lines import NUMBER, Line
from indexer.extract.tesseract import ReadLine, ReadWord
from indexer.extract.tilt import Affine
from indexer.model import Box

_BULLET = re.compile(rf"[e¢«»©®°{BULLETS}]+")
"""What a lone first word is when it was a bullet on paper. A disc is read as one of the
letters and signs added here as often as not, and none of them opens a line of English."""
_GAP = 1.5
"""A gap of more letter sizes than this parts pieces, as it does in text pages."""
_JUNK = 0.4
"""Lines less sure than this are logos, signatures and dirt."""
_ALIKE = 1.12
"""Sizes within this factor are one size. Tesseract's size of one and the same type varies
by up to 9 % from line to line; headings stand out by more."""


def to_lines(lines: Iterable[ReadLine], level: Affine, page: int) -> list[Line]:
    """Make pieces of lines of what was recognised.

    Args:
        lines: in pixels, tilted as the sheet is.
        level: from pixels to points on the straightened sheet.
        page: number of the page.
    """
    pieces = [
        _piece(replace(line, words=words), level, page)
        for line in lines
        if not line.vertical and line.sure >= _JUNK
        for words in _parted(line)
    ]
    _settle_sizes(pieces)
    return [line for line in pieces if line.text or line.marker]


def _parted(line: ReadLine) -> Iterator[tuple[ReadWord, ...]]:
    """Part a line where a gap is too wide for a space."""
    words: list[ReadWord] = []
    for word in line.words:
        if words and word.box[0] - words[-1].box[2] > _GAP * line.size:
            yield tuple(words)
            words = []
        words.append(word)
    yield tuple(words)


def _piece(line: ReadLine, level: Affine, page: int) -> Line:
    boxes = [_levelled(word.box, level) for word in line.words]
    x0, x1 = boxes[0][0], boxes[-1][2]
    scale = level.a or 1.0
    middle = (line.words[0].box[0] + line.words[-1].box[2]) / 2
    _, base = level(middle, line.base + line.slope * (middle - line.box[0]))
    size, descent = line.size * scale, line.descent * scale
    text = " ".join(word.text for word in line.words)
    found = Line(page, text, x0, base + descent - size, x1, base + descent, base, size, False)
    found.body_x = x0
    _mark(found, line.words, boxes)
    return found


def _levelled(box: Box, level: Affine) -> Box:
    """Bring a word's box onto the straightened sheet; a single word hardly tilts."""
    x0, y0, x1, y1 = box
    x, y = level((x0 + x1) / 2, (y0 + y1) / 2)
    width, height = (x1 - x0) * level.a / 2, (y1 - y0) * level.a / 2
    return (x - width, y - height, x + width, y + height)


def _mark(line: Line, words: Sequence[ReadWord], boxes: Sequence[Box]) -> None:
    """Note what a line begins with, and take a bullet off its text."""
    first = words[0].text
    if _BULLET.fullmatch(first):
        line.marker = "bullet"
        line.text = line.text[len(first) :].lstrip()
    elif NUMBER.match(line.text):
        line.marker = "number"
    if line.marker and len(words) > 1:
        line.body_x = boxes[1][0]


def _middle_size(lines: Sequence[Line]) -> float:
    """Give the middle size of lines in order of their sizes, long ones counting more."""
    half = sum(len(line.text) for line in lines) / 2
    for line in lines:
        half -= len(line.text)
        if half <= 0:
            return line.size
    return lines[-1].size


def _settle_sizes(lines: Sequence[Line]) -> None:
    """Give lines of nearly one size that size exactly, in whole points.

    The most common size is settled first, so that text stays together and what
    remains is really larger or smaller.
    """
    left = sorted(lines, key=lambda line: line.size)
    while left:
        usual = _middle_size(left)
        near = [line for line in left if usual / _ALIKE <= line.size <= usual * _ALIKE]
        left = [line for line in left if not usual / _ALIKE <= line.size <= usual * _ALIKE]
        for line in near:
            line.size = float(max(1, round(usual)))
