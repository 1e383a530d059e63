"""Which extractor reads a file, told by its content and not by its name."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from indexer.errors import ExtractionError, UnsupportedFormat
from indexer.extract.base import Extractor
from indexer.extract.sniff import HEAD_BYTES, describe, kind_of

#: In the order they are asked. Plain text comes last because most others are text too.
EXTRACTORS = (
    "indexer.extract.pdf:PdfExtractor",
    "indexer.extract.image:ImageExtractor",
    "indexer.extract.word:WordExtractor",
    "indexer.extract.slides:SlidesExtractor",
    "indexer.extract.sheets:SheetsExtractor",
    "indexer.extract.rich:RichExtractor",
    "indexer.extract.mail:MailExtractor",
    "indexer.extract.web:WebExtractor",
    "indexer.extract.delimited:DelimitedExtractor",
    "indexer.extract.plain:PlainExtractor",
)
VALID = (
    "PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), CSV, rich text, mail (.eml, .msg), "
    "HTML, Markdown, plain text and pictures of pages can be read, and ZIP archives of them."
)

# Prose under these names is prose, if nothing else claims it.
_MISNAMED = frozenset({".csv", ".tsv", ".eml", ".rtf"})
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_LOCK_PREFIXES = ("~$", ".~lock.", "~wrl")


def extractor_for(path: Path) -> Extractor:
    """Find the extractor that reads a file.

    Raises:
        ExtractionError: the file is missing, empty, a folder or cannot be opened.
        UnsupportedFormat: no extractor reads it; says what it seems to be.
    """
    head = read_head(path)
    kind = kind_of(path, head)
    for suffix in (kind, ".txt") if kind in _MISNAMED else (kind,):
        for reference in EXTRACTORS:
            extractor = _load(reference)
            if extractor.accepts(head, suffix):
                return extractor
    raise UnsupportedFormat(f"{path.name} is {describe(head, kind)}. {VALID}")


def is_candidate(path: Path) -> bool:
    """Tell whether a file found in a folder is meant to be read.

    Hidden files, the lock files that office programs leave beside an open document,
    files that belong to the operating system, and notes on the folder itself
    (README) are not. All else is offered, so that
    the ledger says of every document what became of it.
    """
    name = path.name.lower()
    if name.startswith(".") or name.startswith(_LOCK_PREFIXES):
        return False
    return name not in _SYSTEM_FILES and path.stem.lower() != "readme"


@cache
def _load(reference: str) -> Extractor:
    module, _, name = reference.partition(":")
    return cast(Extractor, getattr(import_module(module), name)())


def read_head(path: Path) -> bytes:
    """Read the beginning of a file.

    Raises:
        ExtractionError: it is missing, empty, a folder or cannot be opened.
    """
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
