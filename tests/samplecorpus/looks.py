"""House styles of the invented papers: fonts, sizes and colours, apart from their words."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# Vera comes with ReportLab, so a rebuild needs no font of the machine; it has fi and fl.
VERA = {
    "Vera": "Vera.ttf",
    "Vera-Bold": "VeraBd.ttf",
    "Vera-Italic": "VeraIt.ttf",
    "Vera-BoldItalic": "VeraBI.ttf",
}
BULLET = {"square": ("ZapfDingbats", "n"), "round": (None, "•"), "arrow": ("ZapfDingbats", "Ø")}


@dataclass(frozen=True, slots=True)
class Look:
    """One house style: a font family, a text size in points, a colour and a bullet."""

    font: str
    bold: str
    size: float
    colour: Color
    bullet: str
    indent: float = 26.0


LOOKS = {
    "inspectorate": Look("Helvetica", "Helvetica-Bold", 12, HexColor("#1f3a68"), "square"),
    "council": Look("Helvetica", "Helvetica-Bold", 11, HexColor("#0b5351"), "round"),
    "committee": Look("Helvetica", "Helvetica-Bold", 12.5, HexColor("#000000"), "round", 34),
    "partnership": Look("Vera", "Vera-Bold", 11.6, HexColor("#5b2a86"), "round"),
    "slides": Look("Helvetica", "Helvetica-Bold", 12.2, HexColor("#8a3b12"), "round", 16),
    "typed": Look("Times-Roman", "Times-Bold", 12, HexColor("#000000"), "round"),
}


def register_fonts() -> None:
    """Make the Vera family known to ReportLab, once."""
    if "Vera" in pdfmetrics.getRegisteredFontNames():
        return
    for name, file in VERA.items():
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFontFamily("Vera", "Vera", "Vera-Bold", "Vera-Italic", "Vera-BoldItalic")


def build_styles(look: Look, *, justify: bool) -> dict[str, ParagraphStyle]:
    """Return the paragraph styles of a look by the kind of block they set."""
    size, lead = look.size, look.size * 1.42
    body = ParagraphStyle(
        "body",
        fontName=look.font,
        fontSize=size,
        leading=lead,
        spaceAfter=size * 0.85,
        alignment=TA_JUSTIFY if justify else TA_LEFT,
        allowWidows=0,
        allowOrphans=0,
    )
    font = BULLET[look.bullet][0]
    styles = {
        "paragraph": body,
        "labelled": ParagraphStyle(
            "labelled",
            body,
            leftIndent=look.indent,
            bulletIndent=0,
            bulletFontName=look.font,
            bulletFontSize=size,
        ),
        "letter": ParagraphStyle(
            "letter",
            body,
            leftIndent=look.indent * 2,
            bulletIndent=look.indent,
            bulletFontName=look.font,
            bulletFontSize=size,
        ),
        "bullet": ParagraphStyle(
            "bullet",
            body,
            leftIndent=look.indent * 0.8,
            bulletIndent=look.indent * 0.2,
            spaceAfter=size * 0.5,
            bulletFontName=font or look.font,
            bulletFontSize=size * (0.7 if font else 1.0),
        ),
        "quote": ParagraphStyle(
            "quote", body, leftIndent=30, rightIndent=30, textColor=look.colour, spaceBefore=3
        ),
        "small": ParagraphStyle("small", body, fontSize=size * 0.8, leading=size * 1.05),
        "center": ParagraphStyle("center", body, alignment=TA_CENTER),
        "right": ParagraphStyle("right", body, alignment=TA_RIGHT),
        "cover": ParagraphStyle(
            "cover",
            body,
            fontName=look.bold,
            fontSize=size * 2.5,
            leading=size * 3.1,
            textColor=look.colour,
            spaceAfter=size * 2,
        ),
        "cell": ParagraphStyle(
            "cell", body, fontSize=size * 0.86, leading=size * 1.1, alignment=TA_LEFT, spaceAfter=0
        ),
        "tight": ParagraphStyle(
            "tight", body, fontSize=8, leading=10, alignment=TA_LEFT, spaceAfter=0
        ),
    }
    for level, scale in enumerate((1.5, 1.22, 1.05, 1.0), start=1):
        styles[f"heading{level}"] = ParagraphStyle(
            f"heading{level}",
            body,
            fontName=look.bold,
            fontSize=size * scale,
            leading=size * scale * 1.25,
            textColor=look.colour,
            alignment=TA_LEFT,
            spaceBefore=size * (1.5 - 0.2 * level),
            spaceAfter=size * 0.6,
            keepWithNext=1,
        )
    return styles


def bullet_mark(look: Look) -> str:
    """Return the character that stands for a bullet in the look's bullet font."""
    return BULLET[look.bullet][1]
