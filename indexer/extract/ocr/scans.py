"""Pages without text of their own, read from their picture.

The picture is read at the scan's own resolution. Where the sheet leans, it is drawn anew,
straightened, first: Tesseract leaves out whole paragraphs of a steep one and is none the less
sure of the rest. The slope of the baselines found levels what little is left.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from indexer.extract.layout.lines import Line
from indexer.extract.mupdf import load_mupdf
from indexer.extract.ocr.recognised import to_lines
from indexer.extract.ocr.skew import lean_of
from indexer.extract.ocr.tesseract import ReadLine, recognise, tesseract_version
from indexer.extract.ocr.tilt import Affine, Tilt, rotation

_STAMP = 100
"""A picture of a page may carry fewer characters than this, a stamp or a page number
set on top, and is a scan all the same."""
_COVER = 0.5
"""Share of the page that the pictures of a scan cover."""
_RESOLUTION = 200
"""For pages that are no single picture, in dots an inch."""
_FINEST = 300
"""Finer scans are read at this resolution. A generated page of 600 dpi: 3.4 s, 734 MB and
0.22 % character errors as it is, 1.4 s, 280 MB and 0.11 % at 300, 1.8 s and 0.11 % at 400."""
_MOST_PIXELS = 40e6
"""A0 at 200 dpi has 62 million pixels, A3 at 300 has 17."""
_UNSURE = 0.6
"""Below this a page is tried upside down. A letter read upright has 0.95, tilted by five
degrees 0.90, upside down 0.25."""
_STEEP = 1.0
"""Degrees of tilt from which a picture is straightened before it is read. Character errors on
two generated pages at 150, 200 and 300 dpi, read as they are: below 0.3 % up to 1.5 degrees
either way, up to 20 % at 2, 73 % at 2.5 and 93 % at 3, nearly all where the sheet leans
clockwise. Straightened, two dense pages at 150 and 200 dpi have as many as untilted ones, 0.0
to 0.9 %, up to 5 degrees either way; drawn anew by MuPDF as good as turned by bicubic
interpolation. Reading a tilted sheet twice, the slope taken from the first reading, took
twice as long, and nothing at all was read at 5 degrees clockwise."""
_READABLE = 0.5
"""Below this nothing is taken for text."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What recognition made of a page.

    Attributes:
        lines: pieces of lines on the straightened sheet, in points; empty if nothing
            could be read.
        sure: how sure the words are, 0 to 1, each counting by its length.
        height: of the straightened sheet, in points.
        tilt: the way back to the page.
    """

    lines: list[Line]
    sure: float
    height: float
    tilt: Tilt


@dataclass(frozen=True, slots=True)
class _Reading:
    """The lines read in one picture, and how its pixels lie on the page."""

    lines: Sequence[ReadLine]
    to_page: Affine
    width: int
    height: int
    dpi: int

    @property
    def length(self) -> int:
        return sum(line.length for line in self.lines)

    @property
    def sure(self) -> float:
        told = sum(line.sure * line.length for line in self.lines)
        return told / self.length if self.lines else 0.0

    @property
    def vertical(self) -> bool:
        """Most of its text runs down the sheet."""
        down = sum(line.length for line in self.lines if line.vertical)
        return 2 * down > self.length


def is_scan(page: Any) -> bool:
    """Tell a page that shows no text of its own, but for a stamp on a picture."""
    own = len(page.get_text("text").strip())
    return not own or (own < _STAMP and _main_picture(page) is not None)


def read_scan(page: Any, number: int) -> Scan | None:
    """Read a page from its picture.

    Args:
        page: the PyMuPDF page, its rotation removed.
        number: its number, from 1.

    Returns:
        what was read; None where Tesseract is not installed.
    """
    if tesseract_version() is None:
        return None
    reading = _read_upright(page)
    angle = _slope(reading.lines)
    scale = 72 / reading.dpi
    centre = (reading.width / 2, reading.height / 2)
    level = rotation(-angle, centre).then(Affine(scale, 0, 0, scale))
    lines = [] if reading.sure < _READABLE else to_lines(reading.lines, level, number)
    back = Tilt(level.inverse().then(reading.to_page))
    return Scan(lines, round(reading.sure, 3), reading.height * scale, back)


def _read_upright(page: Any) -> _Reading:
    """Read a page the way up that makes most sense.

    Text that runs down the sheet is read by Tesseract well enough to know that it does;
    the sheet is then turned. What makes no sense is tried upside down.
    """
    turn = 0
    reading = _read_turned(page, turn)
    if reading.vertical:
        turn = 270
        reading = _read_turned(page, turn)
    if reading.lines and reading.sure < _UNSURE:
        other = _read_turned(page, (turn + 180) % 360)
        reading = max(reading, other, key=lambda each: each.sure)
    return reading


def _is_blank(picture: Any) -> bool:
    """Tell whether all of a grey picture is of one shade.

    PyMuPDF's own test of it looks at one dot after the other in Python: 14 s for a blank page.
    """
    samples: bytes = picture.samples
    return samples.count(samples[:1]) == len(samples)


def _read_turned(page: Any, turn: int) -> _Reading:
    """Draw a page, turned clockwise by so many degrees and straightened, and read the picture."""
    mupdf = load_mupdf()
    dpi = resolution(page)
    matrix = mupdf.Matrix(dpi / 72, dpi / 72).prerotate(turn)
    picture = page.get_pixmap(matrix=matrix, colorspace=mupdf.csGRAY, alpha=False)
    blank = _is_blank(picture)
    lean = 0.0 if blank else lean_of(picture.samples_mv, picture.width, picture.height)
    if abs(lean) >= _STEEP:
        matrix = matrix.prerotate(-lean)
        picture = page.get_pixmap(matrix=matrix, colorspace=mupdf.csGRAY, alpha=False)
    drawn = Affine(*matrix).then(Affine(e=-picture.x, f=-picture.y))
    lines = [] if blank else recognise(picture.tobytes("pgm"), dpi=dpi)
    return _Reading(lines, drawn.inverse(), picture.width, picture.height, dpi)


def resolution(page: Any) -> int:
    """Choose the resolution a page is read at, in dots an inch: never above its own."""
    picture = _main_picture(page)
    own = _RESOLUTION
    if picture is not None:
        a, b = picture["transform"][:2]
        own = math.ceil(72 * picture["width"] / max(math.hypot(a, b), 1.0))
    area = page.rect.width * page.rect.height / 72**2
    return max(1, min(own, _FINEST, int(math.sqrt(_MOST_PIXELS / max(area, 1e-6)))))


def _main_picture(page: Any) -> dict[str, Any] | None:
    """Find the largest picture of a page that pictures cover; None on any other page."""
    pictures = page.get_image_info()
    boxes = [load_mupdf().Rect(picture["bbox"]) & page.rect for picture in pictures]
    sizes = [0.0 if box.is_empty else box.width * box.height for box in boxes]
    if sum(sizes) < _COVER * page.rect.width * page.rect.height:
        return None
    largest: dict[str, Any] = pictures[sizes.index(max(sizes))]
    return largest


def _slope(lines: Sequence[ReadLine]) -> float:
    """Give the middle slope of the baselines, long ones counting more, in degrees."""
    sloped = sorted((line.slope, line.box[2] - line.box[0]) for line in lines if not line.vertical)
    half = sum(width for _, width in sloped) / 2
    for slope, width in sloped:
        half -= width
        if half <= 0:
            return math.degrees(math.atan(slope))
    return 0.0
