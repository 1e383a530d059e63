"""Turn blocks into the flowables of a page."""

from __future__ import annotations

import re
from typing import Any

from reportlab.lib.colors import HexColor, grey
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from tests.samplecorpus.boxes import SideBoxes
from tests.samplecorpus.figures import generate_rows
from tests.samplecorpus.inline import to_markup, to_plain
from tests.samplecorpus.looks import build_styles, bullet_mark
from tests.samplecorpus.markup import Block, Source, parse_options, split_row
from tests.samplecorpus.pdf import MARGIN, Paper, change_columns

MANY_COLUMNS = 8
PAGE_OF = re.compile(r"\{page:([^}]+)\}")


class Act(Flowable):  # type: ignore[misc]
    """A flowable of no size that calls the paper when its place is reached."""

    def __init__(self, paper: Paper, method: str, *arguments: Any) -> None:
        super().__init__()
        self.width = self.height = 0
        self.paper, self.method, self.arguments = paper, method, arguments

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return no size."""
        return 0, 0

    def draw(self) -> None:
        """Call the paper."""
        getattr(self.paper, self.method)(*self.arguments)


class Heading(Paragraph):  # type: ignore[misc]
    """A heading that reports the page it falls on."""

    paper: Paper
    noted: tuple[int, str, str]

    def draw(self) -> None:
        """Draw the words and note the page."""
        super().draw()
        self.paper.note_heading(*self.noted)


class Composer:
    """Walks the blocks of one document and gathers its flowables."""

    def __init__(self, source: Source, paper: Paper) -> None:
        self.paper = paper
        self.look = paper.look
        self.styles = build_styles(self.look, justify=bool(source.meta.get("justify")))
        self.inline = {
            "ligatures": bool(source.meta.get("ligatures")),
            "soft_hyphens": bool(source.meta.get("hyphenate")),
        }
        self.number = 0
        self.table: dict[str, str] = {}

    def compose(self, blocks: list[Block]) -> list[Any]:
        """Return the flowables of `blocks`, table rows gathered into tables."""
        story: list[Any] = []
        rows: list[list[str]] = []
        for block in [*blocks, Block("end", "")]:
            if block.kind == "row":
                rows.append(split_row(block.text))
                continue
            if rows:
                story.extend(self._table(rows))
                rows = []
            if block.kind != "end":
                story.extend(self._block(block))
        return story

    def _words(self, text: str, style: str, bullet: str | None = None) -> Paragraph:
        return Paragraph(self._mark(text), self.styles[style], bulletText=bullet)

    def _mark(self, text: str) -> str:
        pages = self.paper.previous.pages
        text = PAGE_OF.sub(lambda match: pages.get(match[1], "0"), text)
        return to_markup(text, **self.inline)

    def _block(self, block: Block) -> list[Any]:
        return getattr(self, f"_{block.kind}")(block)  # type: ignore[no-any-return]

    def _heading(self, block: Block) -> list[Any]:
        flow = Heading(self._mark(block.text), self.styles[f"heading{block.level}"])
        flow.paper = self.paper
        flow.noted = (block.level, to_plain(block.text), block.name)
        return [flow]

    def _paragraph(self, block: Block) -> list[Any]:
        return [self._words(block.text, "paragraph")]

    def _bullet(self, block: Block) -> list[Any]:
        return [self._words(block.text, "bullet", bullet_mark(self.look))]

    def _numbered(self, block: Block) -> list[Any]:
        self.number += 1
        return [self._words(block.text, "labelled", f"{self.number}.")]

    def _labelled(self, block: Block) -> list[Any]:
        style = "letter" if block.name.startswith("(") else "labelled"
        return [self._words(block.text, style, block.name)]

    def _quote(self, block: Block) -> list[Any]:
        words, _, speaker = block.text.partition(" -- ")
        text = f'*"{words}"*' + (f"\n{speaker}" if speaker else "")
        return [self._words(text, "quote")]

    def _directive(self, block: Block) -> list[Any]:
        name, text = block.name, block.text
        if name == "pagebreak":
            return [PageBreak()]
        if name == "columns":
            return change_columns(int(text))
        if name == "space":
            return [Spacer(1, float(text))]
        if name == "table":
            self.table = parse_options(text)
            return []
        return getattr(self, f"_at_{name}")(block)  # type: ignore[no-any-return]

    def _at_small(self, block: Block) -> list[Any]:
        return [self._words(block.text, "small")]

    def _at_center(self, block: Block) -> list[Any]:
        return [self._words(block.text, "center")]

    def _at_right(self, block: Block) -> list[Any]:
        return [self._words(block.text, "right")]

    def _at_cover(self, block: Block) -> list[Any]:
        first, *others = block.text.split(" | ")
        return [
            Spacer(1, 150),
            self._words(first, "cover"),
            *(self._words(other, "heading2") for other in others),
            PageBreak(),
        ]

    def _at_running(self, block: Block) -> list[Any]:
        return [Act(self.paper, "__setattr__", "running", block.text)]

    def _at_labels(self, block: Block) -> list[Any]:
        return [Act(self.paper, "start_labels", block.text)]

    def _at_boxes(self, block: Block) -> list[Any]:
        columns: list[list[Block]] = []
        for child in block.children:
            if child.kind == "heading":
                columns.append([])
            columns[-1].append(child)
        return [SideBoxes([self.compose(column) for column in columns], self.look.colour)]

    def _at_generate(self, block: Block) -> list[Any]:
        count = parse_options(block.text)["columns"].count(",") + 1
        self.table = {"style": "grid", "widths": ",".join(["3.4", *["1"] * count]), **self.table}
        return self._table(generate_rows(block))

    def _at_toc(self, block: Block) -> list[Any]:
        depth = int(block.text or 2)
        return [
            ContentsLine(self.styles["paragraph"], text, page, level)
            for level, text, page in self.paper.previous.outline
            if level <= depth and text != "Contents"
        ]

    def _table(self, rows: list[list[str]]) -> list[Any]:
        options, self.table = self.table, {}
        style = options.get("style", "grid")
        width = self.paper.pagesize[0] - 2 * MARGIN
        shares = [float(share) for share in options.get("widths", "").split(",") if share]
        shares = shares or [1.0] * len(rows[0])
        widths = [width * share / sum(shares) for share in shares]
        name = "tight" if len(widths) > MANY_COLUMNS else "cell"
        is_plain = style in {"bare", "tight"}
        cells = [
            [self._cell(cell, name, head=index == 0 and not is_plain) for cell in row]
            for index, row in enumerate(rows)
        ]
        table = Table(
            cells, colWidths=widths, repeatRows=0 if is_plain else 1, splitInRow=1, hAlign="LEFT"
        )
        table.setStyle(TableStyle(self._rules(style)))
        if name == "tight":
            table.setStyle(
                TableStyle(
                    [("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 1)]
                )
            )
        return [table, Spacer(1, self.look.size)]

    def _cell(self, text: str, style: str, *, head: bool) -> list[Paragraph]:
        parts = text.split(" // ")
        return [self._words(f"**{part}**" if head and part else part, style) for part in parts]

    def _rules(self, style: str) -> list[tuple[Any, ...]]:
        rules: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if style == "grid":
            rules += [
                ("GRID", (0, 0), (-1, -1), 0.6, grey),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e6e6e6")),
            ]
        elif style == "tight":
            rules += [("TOPPADDING", (0, 0), (-1, -1), 0.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
        elif style == "banded":
            rules += [
                ("LINEBELOW", (0, 0), (-1, 0), 1.0, self.look.colour),
                ("LINEBELOW", (0, 1), (-1, -1), 0.3, grey),
            ]
        return rules


class ContentsLine(Flowable):  # type: ignore[misc]
    """A line of a contents page: title, dotted leader, page."""

    def __init__(self, style: Any, text: str, page: str, level: int) -> None:
        super().__init__()
        self.style, self.text, self.page, self.level = style, text, page, level
        self.height = style.leading * 1.1

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Take the whole width and one line."""
        self.width = available_width
        return available_width, self.height

    def draw(self) -> None:
        """Draw title, dots and page on one baseline."""
        canvas, size = self.canv, self.style.fontSize
        canvas.setFont(self.style.fontName, size)
        left = 14 * (self.level - 1)
        text = self.text
        while canvas.stringWidth(text) > self.width - left - 60:
            text = text.rsplit(" ", 1)[0]
        start = left + canvas.stringWidth(text + " ")
        dots = int((self.width - start - 30) / canvas.stringWidth("."))
        canvas.drawString(left, 4, f"{text} {'.' * max(dots, 3)}")
        canvas.drawRightString(self.width, 4, self.page)


def compose_pages(source: Source, paper: Paper) -> list[Any]:
    """Return the flowables of a whole document."""
    return Composer(source, paper).compose(source.blocks)
