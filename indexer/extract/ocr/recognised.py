"""From recognised lines to the pieces of lines that a page of text is made of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.extract.layout.lines import NUMBER, Line
from indexer.extract.ocr.tesseract import ReadLine, ReadWord
from indexer.extract.ocr.tilt import Affine
from indexer.model import Box

_BULLET = re.compile(r"[b-hj-z]|[^\w\s&£$€%@#+\"'\u2018\u2019\u201c\u201d()\[\]{}|/.,:;!?~]{1,2}")
"""What a lone first word is when it was a bullet on paper: discs are read as "e" or "©",
squares as "m" or "=". No line of English opens with such a word; "a" and "i" do."""
_BORDER = re.compile(r"[|\[\]{}_~]+")
"""What the ruled lines of a table are read as."""
_GAP = 1.5
"""A gap of more letter sizes than this parts pieces, as it does in text pages."""
_DESCENT = 0.24
"""Share of a size below the baseline; Tesseract gives 0.20 to 0.26 for upright type."""
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
"""Tesseract reads one and the same as straight here and as curly there; running heads
are known by repeating to the letter."""
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
    return [
        _piece(replace(line, words=words), level, page)
        for line in lines
        if not line.vertical and line.sure >= _JUNK
        for words in _parted(line)
    ]


def _parted(line: ReadLine) -> Iterator[tuple[ReadWord, ...]]:
    """Part a line at borders of cells, and where a gap is too wide for a space."""
    words: list[ReadWord] = []
    for word in line.words:
        border = bool(_BORDER.fullmatch(word.text))
        if words and (border or word.box[0] - words[-1].box[2] > _GAP * line.size):
            yield tuple(words)
            words = []
        if not border:
            words.append(word)
    if words:
        yield tuple(words)


def _piece(line: ReadLine, level: Affine, page: int) -> Line:
    boxes = [_levelled(word.box, level) for word in line.words]
    x0, x1 = boxes[0][0], boxes[-1][2]
    scale = level.a or 1.0
    middle = (line.words[0].box[0] + line.words[-1].box[2]) / 2
    _, base = level(middle, line.base + line.slope * (middle - line.box[0]))
    size, descent = line.size * scale, line.descent * scale
    text = _APOSTROPHE.sub("\u2019", " ".join(word.text for word in line.words))
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


def settle_sizes(lines: Sequence[Line]) -> None:
    """Give recognised lines of nearly one size that size exactly, in whole points.

    To be done for all pages of a document at once, lest one and the same type be of 11
    points on one page and of 12 on the next. The most common size is settled first, so
    that text stays together and what remains is really larger or smaller.
    """
    left = sorted(lines, key=lambda line: line.size)
    while left:
        usual = _middle_size(left)
        near = [line for line in left if usual / _ALIKE <= line.size <= usual * _ALIKE]
        left = [line for line in left if not usual / _ALIKE <= line.size <= usual * _ALIKE]
        for line in near:
            line.size = float(max(1, round(usual)))
            line.y0 = line.base - (1 - _DESCENT) * line.size
            line.y1 = line.base + _DESCENT * line.size
