"""The one protocol every file format is read through."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from indexer.model import Extraction


class OcrMode(StrEnum):
    """Which pages are read by recognising their picture."""

    AUTO = "auto"
    """Those without text of their own."""
    OFF = "off"
    """None."""
    FORCE = "force"
    """All, the text they carry notwithstanding."""


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be read; a format heeds what concerns it."""

    ocr: OcrMode = OcrMode.AUTO


DEFAULTS = Options()


class Extractor(Protocol):
    """Reads one family of files."""

    name: str

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether this is a file it reads.

        Args:
            head: the first 4,096 bytes; what the file is, whatever its name says.
            suffix: lower-case file name ending with its dot, only a hint.
        """

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:
        """Read a whole file.

        Raises:
            ExtractionError: it cannot be read; says why in plain words.
        """
