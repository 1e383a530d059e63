"""Tesseract, called as a program: a picture in, lines of words with their boxes out.

Its hOCR form is asked for rather than its table of words, for only hOCR tells each
line's baseline and letter size: how far the sheet is tilted is known from it for free.
"""

import ctypes
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.model import Box

log = logging.getLogger(__name__)

LANGUAGE = "eng"
PAGE_LIMIT = 60.0
"""Seconds one page may take. The densest generated page takes under two at 300 dpi."""

_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>

_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_NUMBER = r"(-?[\d.]+)"
_BOX = re.compile(rf"bbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_BASELINE = re.compile(rf"baseline {_NUMBER} {_NUMBER}")
_SIZE = re.compile(rf"x_size {_NUMBER}")
_DESCENT = re.compile(rf"x_descenders {_NUMBER}")
_SURE = re.compile(r"x_wconf (\d+)")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One word, its box in pixels, and how sure its reading is, 0 to 1."""

    text: str
    box: Box
    sure: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as recognised, in pixels.

    Attributes:
        slope: how much the baseline sinks for each pixel to the right.
        base: height of the baseline at the left edge of ``box``.
        size: height of the letters from the foot of a "p" to the top of an "l".
        descent: the part of ``size`` below the baseline.
    """

    words: tuple[ReadWord, ...]
    box: Box
    slope: float
    base: float
    size: float
    descent: float

    @property
    def length(self) -> int:
        """Letters it has."""
        return sum(len(word.text) for word in self.words)

    @property
    def sure(self) -> float:
        """How sure its words are, 0 to 1, each counting by its length."""
        return sum(word.sure * len(word.text) for word in self.words) / self.length

    @property
    def vertical(self) -> bool:
        """It runs down the sheet."""
        x0, y0, x1, y1 = self.box
        return self.length > 2 and y1 - y0 > x1 - x0


@cache
def tesseract_version() -> str | None:
    """Tell which Tesseract is installed.

    Returns:
        its version, like "5.3.0"; None when it is missing or cannot read English.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    languages = _ask(program, "--list-langs").split()
    if LANGUAGE not in languages:
        log.warning("Tesseract has no data for English; install tesseract-ocr-eng.")
        return None
    words = _ask(program, "--version").split()
    return words[1] if len(words) > 1 else None


def _ask(program: str, question: str) -> str:
    try:
        return subprocess.run(  # noqa: S603 - a program found on the path, fixed words
            [program, question], capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def recognise(picture: bytes, *, dpi: int, limit: float = PAGE_LIMIT) -> list[ReadLine]:
    """Read the words in a picture.

    Args:
        picture: in a format Tesseract knows; PGM costs nothing to write.
        dpi: its resolution.
        limit: seconds after which the reading is ended.

    Returns:
        lines as Tesseract orders them; empty when it finds none, fails or is ended.
    """
    command = [shutil.which("tesseract") or "tesseract", "-", "-", "-l", LANGUAGE]
    # Page segmentation 3, its default: finds columns by itself and takes tilted sheets.
    command += ["--psm", "3", "--dpi", str(dpi), "hocr"]
    # Its threads cost more than they bring: the workers are the ones that run beside each other.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a program found on the path, fixed words
            command,
            input=picture,
            env=environment,
            capture_output=True,
            timeout=limit,
            check=False,
            preexec_fn=_ends_with_us(),
        )
    except subprocess.TimeoutExpired:
        log.warning("Recognising a page took longer than %.0f seconds and was ended.", limit)
        return []
    except OSError as error:
        log.warning("Tesseract cannot be run: %s", error)
        return []
    if done.returncode:
        log.warning("Tesseract failed: %s", done.stderr.decode(errors="replace").strip()[-200:])
        return []
    return list(parse_hocr(done.stdout))


@cache
def _ends_with_us() -> Callable[[], None] | None:
    """Give what ties a program to the life of the thread that starts it.

    Whoever reads a file may be killed for taking too long; Tesseract would go on by itself.
    Elsewhere than on Linux it does, until its page is read. The library is loaded here,
    because between fork and exec nothing should be.
    """
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)

    def tie() -> None:
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    return tie


def parse_hocr(data: bytes) -> Iterator[ReadLine]:
    """Read the lines of an hOCR page, those without words left out."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser) if data.strip() else None
    for element in root.iter("{*}span") if root is not None else ():
        if element.get("class") in _LINES:
            line = _line(element)
            if line is not None:
                yield line


def _line(element: Any) -> ReadLine | None:
    words = tuple(word for child in element.iter("{*}span") if (word := _word(child)))
    title = element.get("title", "")
    box = _box(title)
    if not words or box is None:
        return None
    size = _figure(_SIZE, title) or box[3] - box[1]
    baseline = _BASELINE.search(title)
    slope, drop = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
    descent = _figure(_DESCENT, title) or 0.2 * size
    # hOCR gives the baseline from the lower left corner of the box.
    return ReadLine(words, box, slope, box[3] + drop, size, descent)


def _word(element: Any) -> ReadWord | None:
    if element.get("class") != "ocrx_word":
        return None
    title = element.get("title", "")
    text, box = "".join(element.itertext()).strip(), _box(title)
    if not text or box is None:
        return None
    return ReadWord(text, box, (_figure(_SURE, title) or 0.0) / 100)


def _box(title: str) -> Box | None:
    found = _BOX.search(title)
    if found is None:
        return None
    x0, y0, x1, y1 = map(float, found.groups())
    return (x0, y0, x1, y1)


def _figure(pattern: re.Pattern[str], title: str) -> float | None:
    found = pattern.search(title)
    return float(found[1]) if found else None
