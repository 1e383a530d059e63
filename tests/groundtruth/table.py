"""Tables of every make, drawn on a paper row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.groundtruth.paper import Paper

Cell = str | list[str]
"""Words, or the points of a list."""
Make = Literal["grid", "across", "shaded", "bare"]
_PAD = 4.0
_GROUP = 20.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns and make.

    Attributes:
        heads: names of the columns.
        widths: of the columns, in points.
        make: ruled all round, ruled across, shaded every other row, or set with white space.
        groups: heads over the heads, each with the number of columns it stands over; one
            without a name is left empty.
        flush: all columns but the first are set flush at their right.
        tall: the first head stands in one cell with the empty one above it.
        within: the name of a section stands in bold in the first cell of the row below it.
    """

    heads: Sequence[str]
    widths: Sequence[float]
    make: Make = "grid"
    groups: Sequence[tuple[str, int]] = ()
    tall: bool = False
    flush: bool = False
    within: bool = False

    def draw(self, paper: Paper, rows: Sequence[Sequence[Cell]]) -> None:
        """Draw the table; on a new page its heads are drawn again."""
        self._heads(paper)
        names = self._names()
        title = ""
        for index, row in enumerate(rows):
            page = paper.page
            if len(row) == 1 and self.within:
                title = str(row[0])
                continue
            if len(row) == 1:
                self._band(paper, str(row[0]))
                continue
            if title:
                self._titled(paper, names, title, row)
                title = ""
                continue
            paper.need(self._height(paper, row))
            if paper.page != page:
                self._heads(paper)
            paper.expect("row", _sentence(names, row))
            self._row(paper, row, grey=0.9 if self.make == "shaded" and index % 2 else 1)
        paper.y += 14

    def _titled(self, paper: Paper, names: list[str], title: str, row: Sequence[Cell]) -> None:
        """Draw a row with the name of its section in bold in its first cell."""
        paper.need(self._height(paper, row) + 60)
        self._expect_section(paper, title)
        paper.expect("row", _sentence(names, row))
        bold = paper.wrap(title, self.widths[0] - 2 * _PAD, bold=True)
        step = paper.look.leading * paper.look.size
        first = paper.wrap(str(row[0]), self.widths[0] - 2 * _PAD)
        height = max(self._height(paper, row), step * (len(bold) + len(first)) + 2 * _PAD)
        x, top = paper.frame[0], paper.y
        for number, line in enumerate([*bold, *first]):
            y = top + _PAD + step * number
            paper.draw(line, x + _PAD, y, bold=number < len(bold))
        for width, cell in zip(self.widths, ["", *row[1:]], strict=True):
            self._cell(paper, (x, top, x + width, top + height), cell, bold=False)
            x += width
        paper.y += height

    def _expect_section(self, paper: Paper, name: str) -> None:
        paper.path = [above for above in paper.path if above[0] < 2]
        paper.expect("heading", name)
        paper.path.append((2, name))

    def _band(self, paper: Paper, name: str) -> None:
        """Draw a cell over all columns, which heads the rows below it."""
        paper.need(_GROUP + 80)
        self._expect_section(paper, name)
        left, top = paper.frame[0], paper.y
        box = (left, top, left + sum(self.widths), top + _GROUP)
        paper.fill(box, 0.85, stroke=True)
        paper.draw(name, left + _PAD, top + _PAD, bold=True)
        paper.y += _GROUP

    def _names(self) -> list[str]:
        over = [name for name, columns in self.groups for _ in range(columns)]
        groups = over or [""] * len(self.heads)
        return [f"{a} {b}".strip() for a, b in zip(groups, self.heads, strict=True)]

    def _heads(self, paper: Paper) -> None:
        paper.need(self._height(paper, self.heads) + 60)
        if self.groups:
            x, top = paper.frame[0], paper.y
            widths = list(self.widths)
            for name, columns in self.groups:
                width = sum(widths.pop(0) for _ in range(columns))
                box = (x, top, x + width, top + _GROUP)
                if self.tall and not name:
                    box = (*box[:3], top + _GROUP + self._height(paper, self.heads))
                    self._cell(paper, box, self.heads[0], bold=True)
                else:
                    self._cell(paper, box, name, bold=True)
                x += width
            paper.y += _GROUP
        skip = 1 if self.tall else 0
        grey = 0.8 if self.make == "shaded" else 1
        self._row(paper, self.heads, bold=True, grey=grey, skip=skip)

    def _row(
        self, paper: Paper, row: Sequence[Cell], *, bold: bool = False, grey: float = 1,
        skip: int = 0,
    ) -> None:  # fmt: skip
        height = self._height(paper, row)
        x, top = paper.frame[0], paper.y
        if grey < 1:
            paper.fill((x, top, x + sum(self.widths), top + height), grey)
        if self.make == "across":
            paper.rule(x, top + height, x + sum(self.widths), top + height)
        for index, (width, cell) in enumerate(zip(self.widths, row, strict=True)):
            if index >= skip:
                box = (x, top, x + width, top + height)
                self._cell(paper, box, cell, bold=bold, flush=self.flush and index > 0)
            x += width
        paper.y += height

    def _cell(
        self, paper: Paper, box: tuple[float, float, float, float], cell: Cell, *, bold: bool,
        flush: bool = False,
    ) -> None:  # fmt: skip
        if self.make == "grid":
            paper.fill(box, 1, stroke=True)
        y = box[1] + _PAD
        for line, indent in self._lines(paper, cell, box[2] - box[0], bold=bold):
            if line.startswith("\u2022"):
                paper.draw("\u2022", box[0] + _PAD, y)
            words = line.removeprefix("\u2022")
            wide = stringWidth(words, paper.font(bold=bold), paper.look.size)
            x = box[2] - _PAD - wide if flush else box[0] + _PAD + indent
            paper.draw(words, x, y, bold=bold)
            y += paper.look.leading * paper.look.size

    def _lines(
        self, paper: Paper, cell: Cell, width: float, *, bold: bool = False
    ) -> list[tuple[str, float]]:
        inner = width - 2 * _PAD
        if isinstance(cell, str):
            return [(line, 0.0) for line in paper.wrap(cell, inner, bold=bold)]
        found = []
        for item in cell:
            first, *others = paper.wrap(item, inner - 12)
            found += [("\u2022" + first, 12.0), *((line, 12.0) for line in others)]
        return found

    def _height(self, paper: Paper, row: Sequence[Cell]) -> float:
        most = max(
            len(self._lines(paper, cell, width))
            for cell, width in zip(row, self.widths, strict=True)
        )
        spare = 6 if self.make == "bare" else 0
        return most * paper.look.leading * paper.look.size + 2 * _PAD + spare


def _sentence(names: Sequence[str], row: Sequence[Cell]) -> str:
    """Read a row as a sentence: each cell after the name of its column."""
    text = ""
    for name, cell in zip(names, row, strict=True):
        words = cell if isinstance(cell, str) else " ".join(cell)
        if words:
            text += ("" if not text else " " if text[-1] in ".:;?!" else "; ") + f"{name}: {words}"
    return text
