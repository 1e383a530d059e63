"""Pictures of pages of PDF files and scans."""

from pathlib import Path
from threading import Lock

from indexer.errors import IndexerError
from indexer.extract.image import open_pages
from indexer.extract.mupdf import load_mupdf, mupdf_errors

_LOCK = Lock()
"""PyMuPDF is not thread-safe; one page is drawn at a time."""

WIDEST = 4000
"""The widest picture drawn, in pixels; a page at this width takes about 90 MB."""


def render_page(path: Path, page: int, *, width: int) -> bytes:
    """Draw a page of a PDF or of a picture file.

    Args:
        path: the file.
        page: page number from 1.
        width: width of the picture in pixels, up to :data:`WIDEST`.

    Returns:
        a PNG.

    Raises:
        ExtractionError: the file is neither, or cannot be read.
        IndexerError: it has no such page, or cannot be drawn this wide.
    """
    if not 1 <= width <= WIDEST:
        raise IndexerError(f"Cannot draw a page {width} pixels wide; use 1 to {WIDEST}.")
    mupdf = load_mupdf()
    with _LOCK:
        document = open_pages(path)
        try:
            if not 1 <= page <= document.page_count:
                raise IndexerError(
                    f"{path.name} has no page {page}; its pages are 1 to {document.page_count}."
                )
            leaf = document[page - 1]
            scale = width / leaf.rect.width
            picture: bytes = leaf.get_pixmap(matrix=mupdf.Matrix(scale, scale)).tobytes("png")
            return picture
        except mupdf_errors() as error:
            raise IndexerError(f"Page {page} of {path.name} is damaged: {error}") from error
        finally:
            document.close()
