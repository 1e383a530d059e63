"""PowerPoint presentations (.pptx): one slide a page, boxes in reading order, notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.extract.base import DEFAULTS, Options
from indexer.extract.layout.xycut import Item, order
from indexer.extract.office.archive import OLE, ZIP, check_archive, damaged
from indexer.extract.pieces import build_block, header_of, row_text, squeeze
from indexer.model import Block, Extraction, Kind, Page

if TYPE_CHECKING:
    from pptx.slide import Slide

_SUFFIXES = frozenset({".pptx", ".pptm", ".ppsx", ".potx"})
_EMU = 12_700  # English metric units in a point
_MAX_HEADING = 100
# The library names a new file so, and so do the programs that use it.
_NO_TITLES = frozenset({"powerpoint presentation", "presentation", "title", "slide 1"})
# Placeholders that repeat on every slide: date, footer, header and slide number.
_FURNITURE = frozenset({"DATE", "FOOTER", "HEADER", "SLIDE_NUMBER"})


class SlidesExtractor:
    """Reads Office Open XML presentations; hidden slides too, because the file holds them."""

    name = "pptx"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether this is a presentation; protected ones count, to be refused by name."""
        return head.startswith((OLE, ZIP)) and suffix in _SUFFIXES

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read every slide: its title, then its boxes by columns, then the speaker's notes.

        Raises:
            ExtractionError: it is protected, damaged or not a presentation.
        """
        check_archive(path, "PowerPoint")
        from pptx import Presentation

        try:
            deck = Presentation(str(path))
            slides = [_blocks(slide, page) for page, slide in enumerate(deck.slides, start=1)]
            title = squeeze(deck.core_properties.title or "")
        except Exception as error:  # the library lets through whatever the damage led to
            raise damaged(path, "PowerPoint", error) from error
        pages = (Page(number=n, has_text=bool(found)) for n, found in enumerate(slides, start=1))
        return Extraction(
            pages=tuple(pages),
            blocks=tuple(block for found in slides for block in found),
            title=title if title and title.casefold() not in _NO_TITLES else None,
        )


def _blocks(slide: "Slide", page: int) -> list[Block]:
    """Read one slide. Without a title of its own it stands under none, not under the last."""
    title = slide.shapes.title
    blocks = list(_title(title, page))
    shapes = [
        shape for shape in slide.shapes if title is None or shape._element is not title._element
    ]
    body = list(_in_order(shapes, page))
    if not blocks and body:
        body[0] = _opening(body[0], alone=len(body) == 1)
    return [*blocks, *body, *_notes(slide, page)]


def _title(title: Any, page: int) -> Iterator[Block]:
    block = build_block(Kind.HEADING, [(_shape_text(title), page)], level=1) if title else None
    if block:
        yield block


def _opening(block: Block, *, alone: bool) -> Block:
    """Make a heading of a short first line; else let what follows stand under no heading."""
    short = len(block.text) <= _MAX_HEADING and block.text[-1] not in ".;,?!"
    if block.kind is Kind.HEADING or (short and not alone and block.kind is Kind.PARAGRAPH):
        return Block(Kind.HEADING, block.text, block.regions, level=1)
    kind = Kind.BULLET if block.kind is Kind.PARAGRAPH else block.kind
    return Block(kind, block.text, block.regions, level=0)


def _shape_text(shape: Any) -> str:
    return str(shape.text_frame.text) if shape.has_text_frame else ""


def _in_order(shapes: Iterable[Any], page: int) -> Iterator[Block]:
    """Read shapes column by column where columns stand side by side, else downwards."""
    items = [
        Item(_box(shape), list(blocks))
        for shape in shapes
        if not _is_furniture(shape) and (blocks := list(_shape_blocks(shape, page)))
    ]
    for group in order(items, lambda _items, _gaps: None):
        yield from group.content


def _box(shape: Any) -> tuple[float, float, float, float]:
    left, top = (shape.left or 0) / _EMU, (shape.top or 0) / _EMU
    return left, top, left + (shape.width or 0) / _EMU, top + (shape.height or 0) / _EMU


def _is_furniture(shape: Any) -> bool:
    return bool(shape.is_placeholder) and shape.placeholder_format.type.name in _FURNITURE


def _shape_blocks(shape: Any, page: int) -> Iterator[Block]:
    if hasattr(shape, "shapes"):  # a group keeps what is in it together
        yield from _in_order(shape.shapes, page)
    elif getattr(shape, "has_table", False):
        yield from _table(shape.table, page)
    elif shape.has_text_frame:
        yield from _text(shape.text_frame.paragraphs, page)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bold: bool
    depth: int


def _text(paragraphs: Sequence[Any], page: int) -> Iterator[Block]:
    """Read one box: several paragraphs are bullets, a short bold one above others their heading."""
    lines = [_line(paragraph) for paragraph in paragraphs]
    lines = [line for line in lines if line.text]
    for position, line in enumerate(lines):
        if _is_heading(line) and (position + 1 < len(lines) or len(lines) == 1):
            yield from _one(Kind.HEADING, line.text, page, level=2)
        else:
            yield from _one(
                Kind.BULLET if len(lines) > 1 else Kind.PARAGRAPH, line.text, page, depth=line.depth
            )


def _is_heading(line: _Line) -> bool:
    return line.bold and len(line.text) <= _MAX_HEADING and line.text[-1] not in ".;,"


def _line(paragraph: Any) -> _Line:
    runs = [run for run in paragraph.runs if run.text.strip()]
    # A line break within a paragraph is a vertical tab, which is white space too.
    return _Line(
        squeeze(paragraph.text), bool(runs) and all(run.font.bold for run in runs), paragraph.level
    )


def _one(
    kind: Kind, text: str, page: int, *, level: int | None = None, depth: int = 0
) -> Iterator[Block]:
    block = build_block(kind, [(text, page)], level=level, depth=depth)
    if block:
        yield block


def _table(table: Any, page: int) -> Iterator[Block]:
    rows = [["" if c.is_spanned else squeeze(c.text) for c in row.cells] for row in table.rows]
    header = header_of(rows, declared=bool(table.first_row))
    for cells in rows[1:] if header else rows:
        yield from _one(Kind.ROW, row_text(cells, header), page)


def _notes(slide: "Slide", page: int) -> Iterator[Block]:
    """Read what the speaker noted, under a heading that tells it from what was shown."""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    texts = [squeeze(paragraph.text) for paragraph in frame.paragraphs] if frame else []
    if any(texts):
        yield from _one(Kind.HEADING, "Notes", page, level=2)
    for text in texts:
        yield from _one(Kind.PARAGRAPH, text, page)
