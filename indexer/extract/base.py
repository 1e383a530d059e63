"""The one protocol every file format is read through."""

from pathlib import Path
from typing import Protocol

from indexer.model import Extraction


class Extractor(Protocol):
    """Reads one family of files."""

    name: str

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether this is a file it reads.

        Args:
            head: the first 4,096 bytes; what the file is, whatever its name says.
            suffix: lower-case file name ending with its dot, only a hint.
        """

    def extract(self, path: Path) -> Extraction:
        """Read a whole file.

        Raises:
            ExtractionError: it cannot be read; says why in plain words.
        """
