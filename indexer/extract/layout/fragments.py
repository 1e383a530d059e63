"""What stands on a PDF page, as MuPDF gives it: pieces of printed lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from indexer.extract.layout.lines import NUMBER, SOFT_HYPHEN, Line
from indexer.extract.mupdf import load_mupdf

BULLETS = "•◦▪▫■□●○◼◻◾◽⬛‣\u2043∙·➢➤►▶▸❖✓✔✗✘➔→⚫⮚☐☑☒❑❒⮽🗸🗹\u2012\u2013\u2014\u2015\u2212*§o-"
"""Characters used as bullets; private-use ones (symbol fonts) come on top."""

_BULLET = re.compile(rf"([{re.escape(BULLETS)}\ue000-\uf8ff])\1*(?=\s|$)\s*")
_TIGHT_BULLET = re.compile(r"[•▪■●◼◾‣➢➤►▶❖\ue000-\uf8ff]\s*(?=\w)")
_SYMBOL_FONT = re.compile(r"wingding|symbol|webding|dingbat", re.IGNORECASE)
_SUPERSCRIPT, _BOLD = 1, 16
_SPACE = 0.27
"""Width of a space in ems: 0.25 in Times, 0.278 in Arial and Helvetica."""


def read_fragments(page: Any, number: int) -> list[Line]:
    """Read the pieces of lines on a page, in the order the file draws them.

    Ligatures are taken apart; images and blank pieces are left out, and so is
    text that does not run from left to right (watermarks, labels of charts).
    """
    found = []
    for block in page.get_textpage(flags=_flags()).extractDICT()["blocks"]:
        for raw in block["lines"]:
            if raw["dir"][0] > 0.99:
                line = _fragment(raw, number)
                if line is not None:
                    found.append(line)
    return found


@cache
def _flags() -> int:
    mupdf = load_mupdf()
    flags: int = mupdf.TEXT_PRESERVE_WHITESPACE | mupdf.TEXT_MEDIABOX_CLIP
    return flags


def _fragment(raw: dict[str, Any], number: int) -> Line | None:
    """Make a line of MuPDF's; None when it holds no visible character."""
    spans = [span for span in raw["spans"] if span["text"].strip()]
    if not spans:
        return None
    widest = max(spans, key=lambda span: len(span["text"])) if len(spans) > 1 else spans[0]
    text = _clean(_joined(raw["spans"], widest["size"]))
    if not text:
        return None
    x0, y0, x1, y1 = raw["bbox"]
    if len(spans) == 1:
        x0, y0, x1, y1 = widest["bbox"]
    x1 = min(x1, _end_of_words(spans[-1]))
    bold = all(map(_is_bold, spans))
    line = Line(number, text, x0, y0, x1, y1, widest["origin"][1], widest["size"], bold)
    _mark(line, spans)
    return line


def _end_of_words(span: dict[str, Any]) -> float:
    """Return where the last word of a span ends; its box ends with its spaces."""
    spaces = len(span["text"]) - len(span["text"].rstrip())
    return float(span["bbox"][2] - spaces * _SPACE * span["size"])


def _is_bold(span: dict[str, Any]) -> bool:
    return bool(span["flags"] & _BOLD) or "Bold" in span["font"] or len(span["text"].strip()) == 1


def _joined(spans: Sequence[dict[str, Any]], size: float) -> str:
    """Join spans, leaving out footnote marks: raised digits smaller than the text."""
    if len(spans) == 1:
        return str(spans[0]["text"])
    parts = []
    for span in spans:
        text = span["text"]
        if span["flags"] & _SUPERSCRIPT and span["size"] < size and text.strip().isdigit():
            text = ""
        parts.append(text)
    return "".join(parts)


def _clean(text: str) -> str:
    """Put white space down to single spaces, and keep a soft hyphen at the end only."""
    text = text.replace("\u200b", "").rstrip()
    if SOFT_HYPHEN in text:
        split = SOFT_HYPHEN if text.endswith(SOFT_HYPHEN) else ""
        text = text.replace(SOFT_HYPHEN, "") + split
    return " ".join(text.split())


def _mark(line: Line, spans: Sequence[dict[str, Any]]) -> None:
    """Note what a line begins with, and take a bullet off its text."""
    line.body_x = line.x0
    first = spans[0]["text"].strip()
    symbol = len(first) == 1 and first not in "©®™" and bool(_SYMBOL_FONT.search(spans[0]["font"]))
    bullet = _bullet(line.text)
    if symbol or bullet:
        line.marker = "bullet"
        line.text = line.text[bullet.end() if bullet else 1 :].lstrip()
        if len(spans) > 1:
            line.body_x = spans[1]["bbox"][0]
    elif NUMBER.match(line.text):
        line.marker = "number"
        if len(spans) > 1 and NUMBER.fullmatch(first):
            line.body_x = spans[1]["bbox"][0]


def _bullet(text: str) -> re.Match[str] | None:
    """Find the bullet a text begins with: "o" is the only letter among them."""
    if text[0].isalnum() and text[0] != "o":
        return None
    return _BULLET.match(text) or _TIGHT_BULLET.match(text)


def split_at(page: Any, line: Line, borders: Sequence[float]) -> list[Line]:
    """Split a piece of text where it runs over borders, character by character.

    Args:
        page: the PyMuPDF page it was read from.
        line: the piece.
        borders: distances from the page's left edge, in order.
    """
    pieces: dict[int, list[tuple[float, float, str]]] = {}
    for x0, x1, char in _characters(page, line):
        place = sum((x0 + x1) / 2 > border for border in borders)
        pieces.setdefault(place, []).append((x0, x1, char))
    found = [_piece(line, chars) for _, chars in sorted(pieces.items())]
    return [piece for piece in found if piece.text] or [line]


def _characters(page: Any, line: Line) -> Iterator[tuple[float, float, str]]:
    """Give left and right edge of each character of a piece of text."""
    for block in page.get_text("rawdict", clip=line.box, flags=_flags())["blocks"]:
        for raw in block["lines"]:
            for span in raw["spans"]:
                if abs(span["origin"][1] - line.base) < 1:
                    for char in span["chars"]:
                        yield char["bbox"][0], char["bbox"][2], char["c"]


def _piece(line: Line, chars: Sequence[tuple[float, float, str]]) -> Line:
    text = " ".join("".join(char for _, _, char in chars).split())
    x0, x1 = chars[0][0], chars[-1][1]
    return replace(line, text=text, x0=x0, x1=x1, body_x=x0, marker="")
