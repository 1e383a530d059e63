"""PDF files, read with PyMuPDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, OcrMode, Options
from indexer.extract.layout.blocks import to_blocks
from indexer.extract.layout.contents import mark_contents
from indexer.extract.layout.fragments import read_fragments
from indexer.extract.layout.furniture import mark_furniture, running_texts
from indexer.extract.layout.lines import Line, Row
from indexer.extract.layout.order import read_layout
from indexer.extract.layout.turning import Placement, restore_places, turn_upright
from indexer.extract.mupdf import load_mupdf, mupdf_errors
from indexer.extract.ocr.recognised import settle_sizes
from indexer.extract.ocr.scans import Scan, is_scan, read_scan
from indexer.extract.pagecount import mend_count
from indexer.model import Bookmark, Extraction, Page

_LITTLE_TEXT = 200
"""On a page with fewer upright characters than this, other text is looked for."""
_DAMAGED = "is damaged beyond what can be repaired. Fetch the file again."
_NO_PAGES = "has no pages, or none that can be found. Fetch the file again."


class PdfExtractor:
    """Reads PDF files page by page into blocks in reading order."""

    name = "pdf"

    def accepts(self, head: bytes, suffix: str) -> bool:  # noqa: ARG002 - the bytes decide
        """Tell whether the file carries the PDF signature near its start."""
        return b"%PDF" in head[:1024]

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:
        """Read a whole PDF.

        Raises:
            ExtractionError: the file is empty, no PDF, protected by a password, without
                pages, or damaged beyond repair.
        """
        document, mended = _opened(path)
        try:
            if not document.page_count:
                raise ExtractionError(f"{path.name} {_NO_PAGES}")
            found = read_pages(document, options)
            return replace(found, repaired=True) if mended else found
        except mupdf_errors() as error:
            raise ExtractionError(f"{path.name} {_DAMAGED}") from error
        finally:
            document.close()


def open_pdf(path: Path) -> Any:
    """Open a PDF, or say in plain words why it cannot be read.

    Raises:
        ExtractionError: it is empty, no PDF, damaged beyond repair, or protected.
    """
    return _opened(path)[0]


def _opened(path: Path) -> tuple[Any, bool]:
    """Open a PDF, and tell whether its pages had to be counted anew."""
    mupdf = load_mupdf()
    if path.stat().st_size == 0:
        raise ExtractionError(f"{path.name} is empty. Fetch the file again.")
    try:
        document = mupdf.open(path)
    except mupdf_errors() as error:
        raise ExtractionError(f"{path.name} {_DAMAGED}") from error
    if not document.is_pdf:
        document.close()
        raise ExtractionError(f"{path.name} is not a PDF, whatever its name says.")
    if document.needs_pass:
        document.close()
        raise ExtractionError(
            f"{path.name} is protected by a password. Save a copy without one and index that."
        )
    try:
        return document, mend_count(document)
    except mupdf_errors() as error:
        document.close()
        raise ExtractionError(f"{path.name} {_DAMAGED}") from error


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page as read: what the reader sees, its pieces of text, and how it was laid to be read."""

    page: Page
    fragments: list[Line]
    height: float
    placement: Placement | None = None


def read_pages(document: Any, options: Options) -> Extraction:
    """Read all pages of an open PDF.

    Raises:
        RuntimeError, ValueError: MuPDF cannot go on.
    """
    labelled = bool(document.get_page_labels())
    leaves = [
        _read_page(document, index, options, labelled=labelled)
        for index in range(document.page_count)
    ]
    settle_sizes([line for leaf in leaves if leaf.page.ocr for line in leaf.fragments])
    sheets = [(leaf.fragments, leaf.height) for leaf in leaves]
    mark_furniture(sheets)
    stream: list[Line | Row] = []
    for index, leaf in enumerate(leaves):
        text = [line for line in leaf.fragments if not line.furniture]
        if text:
            begun = bool(stream) and stream[-1].marker == "contents"
            text = mark_contents(text, document.page_count, begun=begun)
            furniture = [line for line in leaf.fragments if line.furniture]
            stream += read_layout(partial(_page_at, document, index), text, furniture)
        _let_go(index)
    placements = {leaf.page.number: leaf.placement for leaf in leaves if leaf.placement}
    return Extraction(
        tuple(leaf.page for leaf in leaves),
        restore_places(to_blocks(stream), placements),
        title=(document.metadata or {}).get("title") or None,
        repaired=bool(document.is_repaired),
        furniture=running_texts(sheets),
        outline=_outline(document),
    )


def _outline(document: Any) -> tuple[Bookmark, ...]:
    """Read the bookmarks that lead to a page; none if the outline is damaged."""
    try:
        entries = document.get_toc()
    except mupdf_errors():
        return ()
    marks = (Bookmark(level, " ".join(title.split()), page) for level, title, page in entries)
    return tuple(mark for mark in marks if mark.title and 0 < mark.page <= document.page_count)


def _page_at(document: Any, index: int) -> Any:
    """Return a page; a file that is mended while it is read may turn out to have fewer.

    Raises:
        RuntimeError: the page is gone.
    """
    try:
        return document[index]
    except IndexError as error:
        raise RuntimeError(f"page {index + 1} was lost in the repair") from error


def _let_go(index: int) -> None:
    """Empty MuPDF's cache now and then.

    Nothing in it is asked for twice, and over 2,007 pages it grew to 180 MB
    (peak 282 MB without, 108 MB with; the time is the same).
    """
    if index % 50 == 49:
        load_mupdf().TOOLS.store_shrink(100)


def _read_page(document: Any, index: int, options: Options, *, labelled: bool) -> _Leaf:
    """Read one page; one that is damaged counts as a page without text."""
    number = index + 1
    _let_go(index)
    try:
        page = _page_at(document, index)
        if page.rotation:
            page.remove_rotation()  # so that places are those the reader sees
        fragments = read_fragments(page, number)
        few = _length(fragments) < _LITTLE_TEXT
        unread = few and is_scan(page)
        seen = _page(page, number, labelled=labelled, has_text=bool(fragments) and not unread)
        if options.ocr is OcrMode.FORCE or (unread and options.ocr is OcrMode.AUTO):
            scan = read_scan(page, number)
            if scan is not None:
                return _recognised(_Leaf(seen, fragments, seen.height), scan)
        turn = turn_upright(page) if few else None
        if turn is not None:
            fragments = read_fragments(_page_at(document, index), number)
            seen = replace(seen, has_text=bool(fragments) and not unread)
    except mupdf_errors():
        return _Leaf(Page(number, has_text=False), [], 0.0)
    return _Leaf(seen, fragments, seen.width if turn else seen.height, turn)


def _page(page: Any, number: int, *, labelled: bool, has_text: bool) -> Page:
    label = page.get_label() if labelled else None
    label = label if label and label != str(number) else None
    size = page.rect
    return Page(number, label, size.width, size.height, has_text=has_text)


def _recognised(own: _Leaf, scan: Scan) -> _Leaf:
    """Choose between a page's own text, if it has any, and what its picture shows."""
    if scan.lines and _length(scan.lines) >= _length(own.fragments):
        page = replace(own.page, has_text=True, ocr=scan.sure)
        return _Leaf(page, scan.lines, scan.height, scan.tilt)
    sure = None if own.fragments else scan.sure
    return replace(own, page=replace(own.page, has_text=bool(own.fragments), ocr=sure))


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)
