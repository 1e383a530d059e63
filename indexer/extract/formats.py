"""Which extractor reads a file, told by its content and not by its name."""

import logging
import zipfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from indexer.errors import ExtractionError, UnsupportedFormat
from indexer.extract.base import Extractor
from indexer.extract.decode import encoding_of

log = logging.getLogger(__name__)

HEAD_BYTES = 4096
#: In the order they are asked. Plain text comes last because HTML is text too.
EXTRACTORS = (
    "indexer.extract.pdf:PdfExtractor",
    "indexer.extract.word:WordExtractor",
    "indexer.extract.web:WebExtractor",
    "indexer.extract.plain:PlainExtractor",
)
VALID = "PDF, Word (.docx), HTML, Markdown and plain text can be read."

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_LOCK_PREFIXES = ("~$", ".~lock.", "~wrl")
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt); save it as .docx or PDF first"),
    (b"{\\rtf", "a rich-text file; save it as .docx or PDF first"),
    (b"\x89PNG", "an image; scans can be read once they are saved as PDF"),
    (b"\xff\xd8\xff", "an image; scans can be read once they are saved as PDF"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image; scans can be read once they are saved as PDF"),
    (b"MM\0*", "an image; scans can be read once they are saved as PDF"),
    (b"<?xml", "an XML data file"),
    (b"\x1f\x8b", "a compressed archive; unpack it first"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it first"),
    (b"Rar!", "a compressed archive; unpack it first"),
)
_ZIP_KINDS = (
    ("xl/workbook", "an Excel workbook; save the sheets that matter as PDF first"),
    ("ppt/presentation", "a PowerPoint presentation; save it as PDF first"),
    ("content.xml", "an OpenDocument file; save it as .docx or PDF first"),
)


def extractor_for(path: Path) -> Extractor:
    """Find the extractor that reads a file.

    Raises:
        ExtractionError: the file is missing, empty, a folder or cannot be opened.
        UnsupportedFormat: no extractor reads it; says what it seems to be.
    """
    head = _read_head(path)
    suffix = _suffix(path, head)
    for reference in EXTRACTORS:
        extractor = _load(reference)
        if extractor.accepts(head, suffix):
            return extractor
    raise UnsupportedFormat(f"{path.name} is {_describe(path, head, suffix)}. {VALID}")


def is_candidate(path: Path) -> bool:
    """Tell whether a file found in a folder is meant to be read.

    Hidden files, the lock files that office programs leave beside an open document,
    and files that belong to the operating system are not. All else is offered, so that
    the ledger says of every document what became of it.
    """
    name = path.name.lower()
    if name.startswith(".") or name.startswith(_LOCK_PREFIXES):
        return False
    return name not in _SYSTEM_FILES


@cache
def _load(reference: str) -> Extractor:
    module, _, name = reference.partition(":")
    return cast(Extractor, getattr(import_module(module), name)())


def _read_head(path: Path) -> bytes:
    if path.is_dir():
        raise ExtractionError(f"{path} is a folder. Give a file, or index the folder.")
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError as error:
        raise ExtractionError(f"{path} does not exist. Check the path.") from error
    except OSError as error:
        raise ExtractionError(
            f"{path} cannot be opened: {error.strerror or error}. Check its permissions."
        ) from error
    if not head:
        raise ExtractionError(f"{path.name} is empty (0 bytes). Copy it again from its source.")
    return head


def _suffix(path: Path, head: bytes) -> str:
    """Give the file's suffix, or ``.docx`` for a Word file under another name.

    The listing of a ZIP archive stands at its end, out of reach of the head.
    """
    if head.startswith(b"PK\x03\x04") and "word/document.xml" in _zip_names(path):
        return ".docx"
    return path.suffix.lower()


def _zip_names(path: Path) -> frozenset[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return frozenset()


def _describe(path: Path, head: bytes, suffix: str) -> str:
    if head.startswith(b"PK"):
        names = _zip_names(path)
        for start, words in _ZIP_KINDS:
            if any(name.startswith(start) for name in names):
                return words
        return "a ZIP archive; unpack it first" if names else "a damaged ZIP or Office file"
    for signature, words in _SIGNATURES:
        if head.startswith(signature):
            return words
    if encoding_of(head) is not None:
        return f"a data or program file ({suffix or 'no suffix'})"
    return "a binary file of a kind not known here"
