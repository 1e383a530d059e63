"""Set a content file as a PDF, the same bytes on every run."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from tests.samplecorpus.looks import LOOKS, Look, register_fonts
from tests.samplecorpus.markup import Source

MARGIN = 68.0
MAX_PASSES = 4


@dataclass(slots=True)
class Layout:
    """What one pass over a document learns, and the next pass uses.

    Attributes:
        pages: Printed page number by heading key.
        outline: Level, text and printed page of every heading, for a contents page.
        total: Number of pages.
    """

    pages: dict[str, str] = field(default_factory=dict)
    outline: list[tuple[int, str, str]] = field(default_factory=list)
    total: int = 0


class Paper(BaseDocTemplate):  # type: ignore[misc]
    """A document template with running headers, footers, columns and page labels."""

    def __init__(self, target: io.BytesIO, source: Source, previous: Layout) -> None:
        size = landscape(A4) if source.meta.get("landscape") else A4
        super().__init__(
            target,
            pagesize=size,
            title=source.meta["title"],
            invariant=1,
            author=source.meta.get("author", ""),
            creator="",
            producer="",
        )
        self.meta = source.meta
        self.look: Look = LOOKS[source.meta["look"]]
        self.previous = previous
        self.layout = Layout()
        self.running = ""
        self.label = ("", 1, 1)
        self.addPageTemplates([self._template("one", 1), self._template("two", 2)])

    def _template(self, name: str, columns: int) -> PageTemplate:
        width, height = self.pagesize
        gap = 22
        each = (width - 2 * MARGIN - gap * (columns - 1)) / columns
        top = MARGIN + 12 * max(len(self.meta.get("letterhead", [])) - 1, 0)
        frames = [
            Frame(MARGIN + index * (each + gap), MARGIN, each, height - top - MARGIN, 0, 0, 0, 0)
            for index in range(columns)
        ]
        return PageTemplate(name, frames, onPage=self._draw_head, onPageEnd=self._draw_foot)

    def page_name(self) -> str:
        """Return the page number as printed: roman in front matter, else counted from 1."""
        style, first, physical = self.label
        number = self.page - physical + first
        return to_roman(number) if style == "roman" else str(number)

    def start_labels(self, style: str) -> None:
        """Number pages anew from this page on, in `roman` or `decimal` figures."""
        self.label = (style, 1, self.page)
        kind = "ROMAN_LOWER" if style == "roman" else "ARABIC"
        self.canv.addPageLabel(self.page - 1, kind, 1)

    def _draw_head(self, canvas: Canvas, _: Any) -> None:
        height = self.pagesize[1]
        canvas.saveState()
        canvas.setFont(self.look.font, 9)
        for index, line in enumerate(self.meta.get("letterhead", [])):
            canvas.drawString(MARGIN, height - 34 - 11 * index, line)
        if header := self.meta.get("header"):
            canvas.drawString(MARGIN, height - 40, header)
        canvas.restoreState()

    def _draw_foot(self, canvas: Canvas, _: Any) -> None:
        if self.page == 1 and self.meta.get("bare_cover"):
            return
        width = self.pagesize[0]
        footer = self.meta.get("footer", "{n}").format(
            n=self.page_name(), total=self.previous.total or 1, running=self.running
        )
        canvas.saveState()
        canvas.setFont(self.look.font, 9)
        left, _, right = footer.partition("||")
        canvas.drawString(MARGIN, 34, left)
        canvas.drawRightString(width - MARGIN, 34, right)
        canvas.restoreState()

    def note_heading(self, level: int, text: str, key: str) -> None:
        """Record where a heading fell, for the next pass."""
        self.layout.pages.setdefault(key, self.page_name())
        self.layout.outline.append((level, text, self.page_name()))


def to_roman(number: int) -> str:
    """Return `number` (below 40) in small roman figures."""
    tens, ones = divmod(number, 10)
    units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return "x" * tens + units[ones]


Composer = Callable[[Source, Paper], list[Any]]


def build_pdf(source: Source, compose: Composer) -> bytes:
    """Return the PDF of a source, set again until its page references stand still."""
    register_fonts()
    previous = Layout()
    for _ in range(MAX_PASSES):
        target = io.BytesIO()
        paper = Paper(target, source, previous)
        paper.build(compose(source, paper))
        paper.layout.total = paper.page
        if paper.layout == previous:
            break
        previous = paper.layout
    return target.getvalue()


def change_columns(count: int) -> list[Any]:
    """Return the flowables that go on to a new page of one or two columns."""
    return [NextPageTemplate("two" if count == 2 else "one"), PageBreak()]
