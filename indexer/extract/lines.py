"""What stands on a PDF page: printed lines with their place and style."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from indexer.extract.mupdf import load_mupdf
from indexer.model import Box

BULLETS = "•◦▪▫■□●○◼◻◾◽⬛‣\u2043∙·➢➤►▶▸❖✓✔✗✘➔→⚫⮚\u2013—*§o-"
"""Characters used as bullets; private-use ones (symbol fonts) come on top."""

_BULLET = re.compile(rf"([{BULLETS}\ue000-\uf8ff])\1*(?=\s|$)\s*")
_TIGHT_BULLET = re.compile(r"[•▪■●◼◾‣➢➤►▶❖\ue000-\uf8ff]\s*(?=\w)")
_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})\)|\d{1,2}(?:\.\d{1,3})+\.?|\d{1,3}\.)(?=\s|$)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,3}$")
_SYMBOL_FONT = re.compile(r"wingding|symbol|webding|dingbat", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_SUPERSCRIPT, _BOLD = 1, 16


@dataclass(slots=True)
class Line:
    """One printed line, or a piece of one, in points from the page's top-left corner.

    Attributes:
        text: words parted by single spaces; a bullet character is left out.
        base: height of the baseline; the surest measure of line spacing.
        size: font size of most of its characters.
        bold: the whole line is bold.
        marker: "bullet", "number" or "": what the line begins with; "contents" for
            an entry of a contents page.
        body_x: where the text starts after a bullet or number.
        group: the box, cell or column it stands in; lines join within one only.
    """

    page: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    marker: str = ""
    body_x: float = 0.0
    group: int = 0

    @property
    def box(self) -> Box:
        """The line's box, rounded to a tenth of a point."""
        return (round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))


@dataclass(slots=True)
class Row:
    """One row of a table.

    Attributes:
        cells: column number and the lines in the cell, from the left.
        columns: left edges of the table's columns.
        first: it is the first row of its table on this page.
    """

    cells: list[tuple[int, list[Line]]]
    columns: tuple[float, ...]
    first: bool = False
    group: int = 0
    marker: str = ""

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.cells[0][1][0].page


def read_fragments(page: Any, number: int) -> list[Line]:
    """Read the pieces of lines on a page, in the order the file draws them.

    Ligatures are taken apart, images and blank pieces left out. Text that does
    not run left to right (watermarks, chart labels) is left out unless the
    whole page is so.
    """
    mupdf = load_mupdf()
    flags = mupdf.TEXT_PRESERVE_WHITESPACE | mupdf.TEXT_MEDIABOX_CLIP
    textpage = page.get_textpage(flags=flags)
    found = []
    for block in textpage.extractDICT()["blocks"]:
        for raw in block["lines"]:
            if raw["dir"][0] > 0.99:
                line = _fragment(raw, number)
                if line is not None:
                    found.append(line)
    return found


def _fragment(raw: dict[str, Any], number: int) -> Line | None:
    """Make a line of MuPDF's; None when it holds no visible character."""
    spans = [span for span in raw["spans"] if span["text"].strip()]
    if not spans:
        return None
    widest = max(spans, key=lambda span: len(span["text"]))
    text = _SPACES.sub(" ", _joined(raw["spans"], widest["size"])).strip()
    if not text:
        return None
    x0, y0, x1, y1 = raw["bbox"]
    if len(spans) == 1:
        x0, y0, x1, y1 = widest["bbox"]
    bold = all(_is_bold(span) for span in spans)
    line = Line(number, text, x0, y0, x1, y1, widest["origin"][1], widest["size"], bold)
    _mark(line, spans)
    return line


def _is_bold(span: dict[str, Any]) -> bool:
    return bool(span["flags"] & _BOLD) or "Bold" in span["font"] or len(span["text"].strip()) == 1


def _joined(spans: Sequence[dict[str, Any]], size: float) -> str:
    """Join spans, leaving out footnote marks: raised digits smaller than the text."""
    parts = []
    for span in spans:
        text = span["text"]
        if span["flags"] & _SUPERSCRIPT and span["size"] < size and text.strip().isdigit():
            text = ""
        parts.append(text)
    return "".join(parts).replace("\u00ad", "").replace("\u200b", "")


def _mark(line: Line, spans: Sequence[dict[str, Any]]) -> None:
    """Note what a line begins with, and take a bullet off its text."""
    line.body_x = line.x0
    first = spans[0]["text"].strip()
    symbol = len(first) == 1 and first not in "©®™" and bool(_SYMBOL_FONT.search(spans[0]["font"]))
    bullet = _BULLET.match(line.text) or _TIGHT_BULLET.match(line.text)
    if symbol or bullet:
        line.marker = "bullet"
        line.text = line.text[bullet.end() if bullet else 1 :].lstrip()
        if len(spans) > 1:
            line.body_x = spans[1]["bbox"][0]
    elif _NUMBER.match(line.text):
        line.marker = "number"
        if len(spans) > 1 and _NUMBER.fullmatch(first):
            line.body_x = spans[1]["bbox"][0]


def is_bare_marker(line: Line) -> bool:
    """Tell a bullet or number that stands alone, waiting for its text."""
    if line.marker == "bullet":
        return not line.text
    if line.marker == "number":
        return bool(_NUMBER.fullmatch(line.text))
    return bool(_BARE_NUMBER.match(line.text))


def same_row(left: Line, right: Line) -> bool:
    """Tell whether two pieces stand beside each other on one printed line."""
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > 0.5 * min(left.y1 - left.y0, right.y1 - right.y0)


def by_rows(fragments: Iterable[Line]) -> Iterator[list[Line]]:
    """Gather pieces into printed rows, from the top, each row from the left."""
    row: list[Line] = []
    for fragment in sorted(fragments, key=lambda line: (line.base, line.x0)):
        if row and not same_row(row[0], fragment):
            yield sorted(row, key=lambda line: line.x0)
            row = []
        row.append(fragment)
    if row:
        yield sorted(row, key=lambda line: line.x0)


def merge_row(row: Sequence[Line]) -> list[Line]:
    """Join the pieces of one printed row that belong together.

    A bullet or number joins what follows it; other pieces join over a gap of
    up to one and a half characters' height, which justified text can show.
    """
    merged: list[Line] = []
    for line in row:
        if merged and _belongs(merged[-1], line, first=len(merged) == 1):
            merged[-1] = _join(merged[-1], line)
        else:
            merged.append(line)
    return [line for line in merged if line.text]


def _belongs(left: Line, right: Line, *, first: bool) -> bool:
    gap = right.x0 - left.x1
    if is_bare_marker(left) and (left.marker or first):
        return gap < (6 if left.marker else 4) * right.size
    return gap < 1.5 * min(left.size, right.size)


def join_pieces(row: Sequence[Line]) -> Line:
    """Make one line of all the pieces of a printed row."""
    return reduce(_join, row)


def _join(left: Line, right: Line) -> Line:
    """Make one line of two pieces; the longer one gives the style."""
    bare = is_bare_marker(left)
    main = right if bare or len(right.text) > len(left.text) else left
    text = f"{left.text} {right.text}".strip()
    marker = left.marker or ("number" if bare else "")
    return Line(
        left.page, text,
        min(left.x0, right.x0), min(left.y0, right.y0),
        max(left.x1, right.x1), max(left.y1, right.y1),
        main.base, main.size, (left.bold or bare) and right.bold,
        marker, right.body_x if bare else left.body_x, left.group,
    )  # fmt: skip


def split_at(page: Any, line: Line, borders: Sequence[float]) -> list[Line]:
    """Split a piece of text where it runs over borders, word by word.

    Args:
        page: the PyMuPDF page it was read from.
        line: the piece.
        borders: distances from the page's left edge, in order.
    """
    pieces: dict[int, list[tuple[float, float, str]]] = {}
    for x0, y0, x1, y1, word, *_ in page.get_text("words", clip=line.box):
        if y0 < line.base < y1 + 1:
            place = sum((x0 + x1) / 2 > border for border in borders)
            pieces.setdefault(place, []).append((x0, x1, word))
    found = [_piece(line, words) for _, words in sorted(pieces.items())]
    return found or [line]


def _piece(line: Line, words: Sequence[tuple[float, float, str]]) -> Line:
    text = " ".join(word for _, _, word in words)
    x0, x1 = words[0][0], words[-1][1]
    return replace(line, text=text, x0=x0, x1=x1, body_x=x0, marker="")
