"""PDF files made for the tests, page by page and line by line."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from indexer.extract.pdf import PdfExtractor
from indexer.model import Extraction

HEIGHT = A4[1]
SLIDE = landscape(A4)
Draw = Callable[[Canvas], None]


class Sheet:
    """A page written from the top, measured in points from its top-left corner."""

    def __init__(self, canvas: Canvas, height: float = HEIGHT) -> None:
        self.canvas = canvas
        self.height = height
        self.y = 90.0

    def line(
        self, text: str, *, x: float = 72, y: float | None = None, size: float = 12,
        bold: bool = False, step: float = 14.5,
    ) -> None:  # fmt: skip
        """Write one line and move down by one step."""
        self.y = self.y if y is None else y
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, self.height - self.y, text)
        self.y += step

    def paragraph(self, *lines: str, x: float = 72, size: float = 12, gap: float = 12) -> None:
        """Write lines close together and leave a gap after them."""
        for text in lines:
            self.line(text, x=x, size=size, step=1.2 * size)
        self.y += gap

    def heading(self, text: str, *, x: float = 72, size: float = 14) -> None:
        """Write a bold line with a gap after it."""
        self.line(text, x=x, size=size, bold=True, step=size + 12)

    def bullet(self, *lines: str, x: float = 72, mark: str = "\u2022", gap: float = 6) -> None:
        """Write a bulleted point with a hanging indent."""
        self.canvas.setFont("Helvetica", 12)
        self.canvas.drawString(x, self.height - self.y, mark)
        for text in lines:
            self.line(text, x=x + 18)
        self.y += gap

    def box(self, x: float, y: float, width: float, height: float, *, fill: bool = False) -> None:
        """Draw a rectangle, framed or filled with light grey."""
        self.canvas.setFillGray(0.9)
        self.canvas.rect(
            x, self.height - y - height, width, height, stroke=int(not fill), fill=int(fill)
        )
        self.canvas.setFillGray(0)


def make_pdf(
    path: Path, pages: Sequence[Callable[[Sheet], None]], size: tuple[float, float] = A4
) -> Path:
    """Write a PDF with one page for each function."""
    canvas = Canvas(str(path), pagesize=size)
    for write in pages:
        write(Sheet(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    return path


def read(path: Path, *pages: Callable[[Sheet], None], size: tuple[float, float] = A4) -> Extraction:
    """Make a PDF in a folder and extract it."""
    return PdfExtractor().extract(make_pdf(path / "made.pdf", pages, size))
