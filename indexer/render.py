"""Pictures of PDF pages."""

from pathlib import Path
from threading import Lock

from indexer.errors import IndexerError
from indexer.extract.mupdf import load_mupdf
from indexer.extract.pdf import open_pdf

_LOCK = Lock()
"""PyMuPDF is not thread-safe; one page is drawn at a time."""

WIDEST = 4000
"""The widest picture drawn, in pixels; a page at this width takes about 90 MB."""


def render_page(path: Path, page: int, *, width: int) -> bytes:
    """Draw a page of a PDF.

    Args:
        path: the PDF.
        page: page number from 1.
        width: width of the picture in pixels, up to :data:`WIDEST`.

    Returns:
        a PNG.

    Raises:
        ExtractionError: the file cannot be read as a PDF.
        IndexerError: it has no such page, or cannot be drawn this wide.
    """
    if not 1 <= width <= WIDEST:
        raise IndexerError(f"Cannot draw a page {width} pixels wide; use 1 to {WIDEST}.")
    mupdf = load_mupdf()
    with _LOCK:
        document = open_pdf(path)
        try:
            if not 1 <= page <= document.page_count:
                raise IndexerError(
                    f"{path.name} has no page {page}; its pages are 1 to {document.page_count}."
                )
            leaf = document[page - 1]
            scale = width / leaf.rect.width
            picture: bytes = leaf.get_pixmap(matrix=mupdf.Matrix(scale, scale)).tobytes("png")
            return picture
        except RuntimeError as error:
            raise IndexerError(f"Page {page} of {path.name} is damaged: {error}") from error
        finally:
            document.close()
