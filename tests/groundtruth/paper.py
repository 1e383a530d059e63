"""A paper that is drawn line by line while its truth is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.groundtruth.truth import Expected

_BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Vera": "VeraBd"}
_UNSEEN = {"\u00ad": "", "\ufb01": "fi", "\ufb02": "fl"}
_DRAWN_AS = {0xFB01: "h", 0xFB02: "h", 0x00AD: "-", 0xF0B7: "\u2022", 0xF0A7: "\u2022"}
"""The font has no shapes for these, so that others stand for them; the file names them right."""
for _name in ("Vera", "VeraBd"):
    _font = TTFont(_name, f"{_name}.ttf")
    for _code, _shape in _DRAWN_AS.items():
        _font.face.charToGlyph[_code] = _font.face.charToGlyph[ord(_shape)]
        _font.face.charWidths[_code] = _font.face.charWidths[ord(_shape)]
    registerFont(_font)

Frame = tuple[float, float, float, float]
"""Left, top, right and bottom of a column of text, in points from the top-left corner."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paper is set.

    Attributes:
        font: one of Helvetica, Times-Roman and Vera.
        size: of the text, in points.
        leading: distance of its baselines in font sizes.
        gap: white space after a paragraph, in points.
        justified: lines reach to the right edge.
        first: how far the first line of a paragraph is set in, in points.
    """

    font: str = "Helvetica"
    size: float = 11.0
    leading: float = 1.25
    gap: float = 9.0
    justified: bool = False
    first: float = 0.0


@dataclass(slots=True)
class _List:
    """A point of a list that is open: how deep it stands and what introduces its children."""

    depth: int
    stem: str | None


class Paper:
    """Draws from the top and remembers what a reader should make of it.

    Attributes:
        expected: the truth so far.
        frame: where text is set; ``y`` is how far down it the next line's top stands.
    """

    def __init__(
        self, path: Path, look: Look = Look(), *, size: tuple[float, float] = A4,
        running: Callable[["Paper"], None] | None = None, rotate: int = 0,
    ) -> None:  # fmt: skip
        self.canvas = Canvas(str(path), pagesize=size, invariant=True)
        self.look, self.running, self.rotate = look, running, rotate
        self.width, self.height = size
        self.page = 1
        self.expected: list[Expected] = []
        self.frames: list[Frame] = [(72, 80, self.width - 72, self.height - 80)]
        self._frame = 0
        self.y = self.frame[1]
        self.path: list[tuple[int, str]] = []
        self.stem: str | None = None
        self._points: list[_List] = []
        self._notes: list[str] = []
        self._start_page()

    # Places

    @property
    def frame(self) -> Frame:
        return self.frames[self._frame]

    def set_frames(self, *frames: Frame) -> None:
        """Go on in other columns of this page, from the top of the first."""
        self.frames, self._frame = list(frames), 0
        self.y = self.frame[1]

    def new_page(self, *frames: Frame) -> None:
        """Go on at the top of the next page."""
        self.canvas.showPage()
        self.page += 1
        self._start_page()
        self.set_frames(*(frames or self.frames))

    def _start_page(self) -> None:
        self.canvas.setPageRotation(self.rotate)
        if self.running is not None:
            self.running(self)

    def need(self, height: float) -> None:
        """Go to the next column or page unless there is room for this many points."""
        if self.y + height <= self.frame[3]:
            return
        if self._frame + 1 < len(self.frames):
            self._frame += 1
            self.y = self.frame[1]
        else:
            self.new_page()

    # Drawing

    def draw(
        self, text: str, x: float, y: float, *, size: float = 0, bold: bool = False, to: float = 0
    ) -> None:
        """Set one line with its top at ``y``, reaching to ``to``; nothing is expected of it."""
        size = size or self.look.size
        self.canvas.setFont(self.font(bold=bold), size)
        spare = to - x - stringWidth(text, self.font(bold=bold), size) if to else 0
        space = spare / max(1, text.count(" "))
        self.canvas.drawString(x, self.height - y - size, text, wordSpace=space)

    def font(self, *, bold: bool) -> str:
        return _BOLD[self.look.font] if bold else self.look.font

    def wrap(
        self, text: str, width: float, *, size: float = 0, bold: bool = False, lead: str = "",
        first: float = 0,
    ) -> list[str]:  # fmt: skip
        """Break a text into lines; the words of ``lead`` at its start are bold."""
        size = size or self.look.size
        font = self.font(bold=bold)
        extra = first - stringWidth(lead, font, size)
        extra += stringWidth(lead, self.font(bold=True), size)
        lines: list[str] = []
        line = ""
        for word in text.split():
            trial = f"{line} {word}".strip()
            if line and stringWidth(trial, font, size) > width - (0 if lines else extra):
                lines.append(line)
                line = word
            else:
                line = trial
        return [*lines, line]

    def lines(
        self, text: str, *, indent: float = 0, size: float = 0, bold: bool = False, lead: str = "",
        first: float = 0,
    ) -> None:  # fmt: skip
        """Set a text, line by line, over columns and pages as needed."""
        size = size or self.look.size
        step = self.look.leading * size
        width = self.frame[2] - self.frame[0] - indent
        wrapped = self.wrap(text, width, size=size, bold=bold, lead=lead, first=first)
        for index, line in enumerate(wrapped):
            self.need(step)
            x = self.frame[0] + indent + (0 if index else first)
            if index == 0 and lead:
                self.draw(lead, x, self.y, size=size, bold=True)
                rest = line.removeprefix(lead)
                x += stringWidth(lead, self.font(bold=True), size)
                self.draw(rest, x, self.y, size=size)
            else:
                full = self.look.justified and not bold and index < len(wrapped) - 1
                self.draw(line, x, self.y, size=size, bold=bold, to=self.frame[2] if full else 0)
            self.y += step

    def fill(self, box: Frame, grey: float, *, stroke: bool = False) -> None:
        """Draw a rectangle of a shade of grey; of 1 it is not filled."""
        x0, y0, x1, y1 = box
        self.canvas.setFillGray(grey)
        self.canvas.rect(
            x0, self.height - y1, x1 - x0, y1 - y0, stroke=int(stroke), fill=int(grey < 1)
        )
        self.canvas.setFillGray(0)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    # What a reader makes of it

    def expect(self, kind: str, text: str, *, stem: str | None = None) -> None:
        """Write down a passage that starts here."""
        headings = tuple(name for _, name in self.path)
        self.expected.append(Expected(self.page, kind, _seen(text), headings, stem))

    def title(self, text: str, *, size: float = 22) -> None:
        """Set the title of the paper; it stands in no path."""
        self.expect("heading", text)
        self.lines(text, size=size, bold=True)
        self.y += 16

    def heading(
        self, text: str, *, level: int = 1, size: float = 14, bold: bool = True, number: str = ""
    ) -> None:
        """Set a heading, with room below it for two lines of text."""
        self.need(4 * size)
        self.end_list()
        self.path = [above for above in self.path if above[0] < level]
        words = f"{number} {text}".strip()
        self.expect("heading", words)
        self.path.append((level, _seen(words)))
        self.y += 4
        if number:
            self.draw(number, self.frame[0], self.y, size=size, bold=bold)
        self.lines(text, size=size, bold=bold, indent=30 if number else 0)
        self.y += 6

    def paragraph(self, text: str, *, lead: str = "", number: str = "", indent: float = 0) -> None:
        """Set a paragraph; ``lead`` are bold words at its start, which belong to it."""
        step = self.look.leading * self.look.size
        self.need(step if len(text) > 300 else 2 * step)
        self.end_list()
        self.expect("paragraph", f"{number} {text}".strip())
        if number:
            self.draw(number, self.frame[0], self.y)
            indent = 36
        self.lines(text, indent=indent, lead=lead, first=0 if number else self.look.first)
        self.y += self.look.gap
        if text.endswith(":"):
            self.stem = text.rpartition(". ")[2]
            self._points = [_List(0, self.stem)]

    def point(self, mark: str, text: str, *, depth: int = 1, bullet: bool = True) -> None:
        """Set a point of a list: a bullet, or a letter, which is kept with its words."""
        self.need(self.look.leading * self.look.size)
        self._points = [each for each in self._points if each.depth < depth]
        stem = self._points[-1].stem if self._points else None
        words = text if bullet else f"{mark} {text}"
        self.expect("bullet" if bullet else "paragraph", words, stem=stem)
        self.draw(mark, self.frame[0] + 22 * depth - 14, self.y)
        self.lines(text, indent=22 * depth + (0 if bullet else 8))
        self.y += 0.4 * self.look.gap
        own = text.rpartition(". ")[2] if text.endswith(":") else stem
        self._points.append(_List(depth, own))

    def end_list(self) -> None:
        """Say that what follows is no point of the list before."""
        self.stem, self._points = None, []

    def note(self, mark: str, text: str) -> None:
        """Set a footnote at the foot of this page, to be read where it is called."""
        top = self.height - 104
        self.rule(self.frame[0], top - 6, self.frame[0] + 140, top - 6)
        self.draw(f"{mark} {text}", self.frame[0], top, size=8)

    def save(self) -> list[Expected]:
        """Finish the file and give its truth."""
        self.canvas.showPage()
        self.canvas.save()
        return self.expected


def _seen(text: str) -> str:
    """Give a text as a reader sees it: ligatures apart, split words whole."""
    for mark, plain in _UNSEEN.items():
        text = text.replace(mark, plain)
    return " ".join(text.split())
