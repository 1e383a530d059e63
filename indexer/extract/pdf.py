"""PDF files, read with PyMuPDF."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import ExtractionError
from indexer.extract.blocks import to_blocks
from indexer.extract.contents import mark_contents
from indexer.extract.fragments import read_fragments
from indexer.extract.furniture import mark_furniture, running_texts
from indexer.extract.layout import read_layout
from indexer.extract.lines import Line, Row
from indexer.extract.mupdf import load_mupdf
from indexer.extract.turning import Turn, restore_places, turn_upright
from indexer.model import Extraction, Page

_LITTLE_TEXT = 200
"""On a page with fewer upright characters than this, other text is looked for."""
_DAMAGED = "is damaged beyond what can be repaired. Fetch the file again."


class PdfExtractor:
    """Reads PDF files page by page into blocks in reading order."""

    name = "pdf"

    def accepts(self, head: bytes, suffix: str) -> bool:  # noqa: ARG002 - the bytes decide
        """Tell whether the file carries the PDF signature near its start."""
        return b"%PDF" in head[:1024]

    def extract(self, path: Path) -> Extraction:
        """Read a whole PDF.

        Raises:
            ExtractionError: the file is empty, no PDF, protected by a password, or
                damaged beyond repair.
        """
        document = open_pdf(path)
        try:
            return _read(document)
        except (RuntimeError, ValueError) as error:
            raise ExtractionError(f"{path.name} {_DAMAGED}") from error
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
        raise ExtractionError(f"{path.name} {_DAMAGED}") from error
    if not document.is_pdf:
        document.close()
        raise ExtractionError(f"{path.name} is not a PDF, whatever its name says.")
    if document.needs_pass:
        document.close()
        raise ExtractionError(
            f"{path.name} is protected by a password. Save a copy without one and index that."
        )
    return document


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page as read: what the reader sees, its pieces of text, and how it was turned."""

    page: Page
    fragments: list[Line]
    height: float
    turn: Turn | None = None


def _read(document: Any) -> Extraction:
    leaves = [_read_page(document, index) for index in range(document.page_count)]
    sheets = [(leaf.fragments, leaf.height) for leaf in leaves]
    mark_furniture(sheets)
    stream: list[Line | Row] = []
    for index, leaf in enumerate(leaves):
        text = [line for line in leaf.fragments if not line.furniture]
        if text:
            begun = bool(stream) and stream[-1].marker == "contents"
            text = mark_contents(text, document.page_count, begun=begun)
            furniture = [line for line in leaf.fragments if line.furniture]
            stream += read_layout(document[index], text, furniture)
        _let_go(index)
    turns = {leaf.page.number: leaf.turn for leaf in leaves if leaf.turn is not None}
    return Extraction(
        tuple(leaf.page for leaf in leaves),
        restore_places(to_blocks(stream), turns),
        title=(document.metadata or {}).get("title") or None,
        repaired=bool(document.is_repaired),
        furniture=running_texts(sheets),
    )


def _let_go(index: int) -> None:
    """Empty MuPDF's cache now and then.

    Nothing in it is asked for twice, and over 2,007 pages it grew to 180 MB
    (peak 282 MB without, 108 MB with; the time is the same).
    """
    if index % 50 == 49:
        load_mupdf().TOOLS.store_shrink(100)


def _read_page(document: Any, index: int) -> _Leaf:
    """Read one page; one that is damaged counts as a page without text."""
    number = index + 1
    _let_go(index)
    try:
        page = document[index]
        if page.rotation:
            page.remove_rotation()  # so that places are those the reader sees
        fragments = read_fragments(page, number)
        width, height = page.rect.width, page.rect.height
        label = page.get_label()
        turn = None
        if sum(len(line.text) for line in fragments) < _LITTLE_TEXT:
            turn = turn_upright(page)
            fragments = read_fragments(document[index], number) if turn else fragments
    except (RuntimeError, ValueError):
        return _Leaf(Page(number, has_text=False), [], 0.0)
    label = label if label and label != str(number) else None
    seen = Page(number, label, width, height, has_text=bool(fragments))
    return _Leaf(seen, fragments, width if turn else height, turn)
