"""Pictures as files: scans, faxes and photographs of pages, one frame a page."""

from io import BytesIO
from pathlib import Path
from typing import Any

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.mupdf import load_mupdf, mupdf_errors
from indexer.extract.pdf import open_pdf, read_pages
from indexer.model import Extraction

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_BITMAP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
"""Sizes of the second header of a BMP file, one for each version of the format."""
_MOST_PIXELS = 200e6
"""A0 at 300 dpi has 140 million; opening 900 million, which 60 kB can hold, takes 1 GB."""


class ImageExtractor:
    """Reads pictures of pages by recognising their words."""

    name = "image"

    def accepts(self, head: bytes, suffix: str) -> bool:  # noqa: ARG002 - the bytes decide
        """Tell whether the file carries the signature of a picture."""
        return kind_of(head) is not None

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:
        """Read each frame as a page.

        Raises:
            ExtractionError: the picture is damaged or too large.
        """
        document = open_image(path)
        try:
            return read_pages(document, options)
        except mupdf_errors() as error:
            raise _damaged(path, error) from error
        finally:
            document.close()


def kind_of(head: bytes) -> str | None:
    """Tell which kind of picture a file is by its first bytes; None if it is none."""
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return "bmp"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _SIGNATURES if head.startswith(start)), None)


def open_pages(path: Path) -> Any:
    """Open a file that has pages to draw: a PDF, or a picture as if it were one.

    Raises:
        ExtractionError: it is neither, empty, damaged, protected or too large.
    """
    with path.open("rb") as file:
        kind = kind_of(file.read(32))
    return open_pdf(path) if kind is None else open_image(path)


def open_image(path: Path) -> Any:
    """Open a picture as a PDF with a page for each frame.

    Raises:
        ExtractionError: it is damaged or too large.
    """
    mupdf = load_mupdf()
    data = path.read_bytes()
    try:
        kind = kind_of(data)
        if kind == "webp":
            data, kind = _as_png(data), "png"
        with mupdf.open(stream=data, filetype=kind) as frames:
            for frame in frames:
                _refuse_large(path, frame)
            return mupdf.open("pdf", frames.convert_to_pdf())
    except mupdf_errors() as error:
        raise _damaged(path, error) from error


def _as_png(data: bytes) -> bytes:
    """Rewrite a WebP picture, which MuPDF does not read."""
    from PIL import Image

    target = BytesIO()
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.convert("RGB").save(target, "PNG")
    except (OSError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    return target.getvalue()


def _refuse_large(path: Path, frame: Any) -> None:
    for picture in frame.get_image_info():
        width, height = picture["width"], picture["height"]
        if width * height > _MOST_PIXELS:
            raise ExtractionError(
                f"{path.name} has {width} by {height} pixels, more than can be read. "
                "Scan it at 300 dots an inch, or cut it into pages."
            )


def _damaged(path: Path, error: Exception) -> ExtractionError:
    return ExtractionError(f"{path.name} is a damaged picture ({error}). Fetch the file again.")
