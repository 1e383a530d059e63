"""PDF files, read with PyMuPDF."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.errors import ExtractionError
from indexer.extract.furniture import strip_furniture
from indexer.extract.headings import is_heading, look, rank
from indexer.extract.joining import Words, collect_words, join_lines
from indexer.extract.layout import Row, read_layout
from indexer.extract.lines import Line, read_fragments
from indexer.extract.mupdf import load_mupdf
from indexer.extract.paragraphs import Unit, gather, measure
from indexer.extract.rows import RowWriter
from indexer.model import Block, Extraction, Kind, Page


class PdfExtractor:
    """Reads PDF files page by page into blocks in reading order."""

    name = "pdf"

    def accepts(self, head: bytes, suffix: str) -> bool:  # noqa: ARG002 - the bytes decide
        """Tell whether the file carries the PDF signature near its start."""
        return b"%PDF" in head[:1024]

    def extract(self, path: Path) -> Extraction:
        """Read a whole PDF.

        Raises:
            ExtractionError: the file is empty, no PDF, or protected by a password.
        """
        document = open_pdf(path)
        try:
            return _read(document)
        finally:
            document.close()


def open_pdf(path: Path) -> Any:
    """Open a PDF, or say in plain words why it cannot be read.

    Raises:
        ExtractionError: it is empty, no PDF, damaged beyond repair, or protected.
    """
    mupdf = load_mupdf()
    if path.stat().st_size == 0:
        raise ExtractionError(f"{path.name} is empty. Fetch the file again.")
    try:
        document = mupdf.open(path)
    except (RuntimeError, ValueError) as error:
        raise ExtractionError(
            f"{path.name} cannot be opened as a PDF; it may be damaged. Fetch the file again."
        ) from error
    if not document.is_pdf:
        document.close()
        raise ExtractionError(f"{path.name} is not a PDF, whatever its name says.")
    if document.needs_pass:
        document.close()
        raise ExtractionError(
            f"{path.name} is protected by a password. Save a copy without one and index that."
        )
    return document


def _read(document: Any) -> Extraction:
    pages: list[Page] = []
    sheets: list[tuple[list[Line], float]] = []
    for index in range(document.page_count):
        page, fragments = _read_page(document, index)
        pages.append(page)
        sheets.append((fragments, page.height))
    stream: list[Line | Row] = []
    for index, fragments in enumerate(strip_furniture(sheets)):
        if fragments:
            stream += read_layout(document[index], fragments)
    title = (document.metadata or {}).get("title") or None
    return Extraction(
        tuple(pages), tuple(_blocks(stream)), title=title, repaired=bool(document.is_repaired)
    )


def _read_page(document: Any, index: int) -> tuple[Page, list[Line]]:
    number = index + 1
    try:
        page = document[index]
        fragments = read_fragments(page, number)
        width, height = page.rect.width, page.rect.height
        label = page.get_label()
    except (RuntimeError, ValueError):
        return Page(number, has_text=False), []
    label = label if label and label != str(number) else None
    return Page(number, label, width, height, has_text=bool(fragments)), fragments


def _blocks(stream: Sequence[Line | Row]) -> Iterator[Block]:
    """Make blocks of what stands on all pages, now that the usual style is known."""
    style = measure(stream)
    words = collect_words([line for line in stream if isinstance(line, Line)])
    units = list(gather(stream, style))
    headings = [unit for unit in units if isinstance(unit, Unit) and is_heading(unit, style)]
    ranks = rank(headings)
    heads = {id(unit) for unit in headings}
    writer = RowWriter(words)
    for index, unit in enumerate(units):
        if isinstance(unit, Row):
            following = units[index + 1] if index + 1 < len(units) else None
            is_next = isinstance(following, Row) and not following.first
            block = writer.write(unit, following if is_next else None)
            if block is not None:
                yield block
        elif id(unit) in heads:
            yield _block(unit, Kind.HEADING, words, ranks[look(unit)])
        else:
            kind = Kind.BULLET if unit.head.marker == "bullet" else Kind.PARAGRAPH
            yield _block(unit, kind, words, None)


def _block(unit: Unit, kind: Kind, words: Words, level: int | None) -> Block:
    text, regions = join_lines(unit.lines, words)
    return Block(kind, text, regions, level)
