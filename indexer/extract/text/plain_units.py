"""Plain text and Markdown: lines gathered into paragraphs, items, rows and headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.extract.pieces import row_text, squeeze
from indexer.extract.text import markdown, plain_lines, plain_shape
from indexer.extract.text.plain_lines import Line
from indexer.model import Kind

_RUN_IN = re.compile(r"^\*\*(?P<heading>[A-Z][^*:]{2,40}: [^*]{12,}[.?!])\*\*\s+(?P<rest>\S.*)$")
_LABELLED = re.compile(r"^(?:\w+ ){0,3}\w+: \S")
_MAX_STRONG_WORDS = 18


@dataclass(slots=True)
class Unit:
    """One block in the making.

    Attributes:
        pieces: text and page of each line.
        rank: of a heading as its marks give it; None where there are none.
        gap: blank lines above it.
        is_strong: the whole of it stood in bold.
    """

    kind: Kind
    pieces: list[tuple[str, int]]
    rank: int | None = None
    gap: int = 0
    is_strong: bool = False

    @property
    def text(self) -> str:
        """All of it on one line."""
        return squeeze(" ".join(text for text, _ in self.pieces))


def gather(lines: Sequence[Line]) -> list[Unit]:
    """Gather lines into units in their order.

    Only headings declared by marks are headings yet; the others are told apart later.
    """
    gatherer = _Gatherer(lines, wrapped=plain_lines.is_wrapped(lines))
    for position in range(len(lines)):
        gatherer.take(position)
    gatherer.end_table()
    return gatherer.units


@dataclass(slots=True)
class _Gatherer:
    lines: Sequence[Line]
    wrapped: bool
    units: list[Unit] = field(default_factory=list)
    table: list[tuple[markdown.TableRow, Line]] = field(default_factory=list)

    def take(self, position: int) -> None:
        line = self.lines[position]
        if row := markdown.table_row(line.text):
            if line.gap and not row.is_rule:
                self.end_table()
            self.table.append((row, line))
            return
        self.end_table()
        if markdown.is_rule(line.text):
            return
        if plain_shape.is_figures(line.text):  # the axis or the numbers of a chart
            self._add(Kind.ROW, line.text, line)
        elif not self._take_heading(line) and not self._take_item(line, position):
            self._take_prose(line, position)

    def end_table(self) -> None:
        """Turn the rows gathered so far into units."""
        table, self.table = self.table, []
        header: tuple[str, ...] | None = None
        for number, (row, line) in enumerate(table):
            if row.is_rule:
                continue
            ruled = number + 1 < len(table) and table[number + 1][0].is_rule
            if number == 0 and len(table) > 1 and (ruled or row.is_marked):
                header = row.cells
                continue
            text = row_text(row.cells, header)
            if text:
                self.units.append(Unit(Kind.ROW, [(text, line.page)], gap=line.gap))

    def _take_heading(self, line: Line) -> bool:
        if found := markdown.heading(line.text):
            rank, words = found
            text = markdown.plain_text(words)
            if text:
                self._add(Kind.HEADING, text, line, rank=rank)
            return True
        words_in_bold = markdown.strong(line.text)
        if words_in_bold and _is_strong_heading(words_in_bold):
            self._add(Kind.HEADING, words_in_bold, line, strong=True)
            return True
        return False

    def _take_item(self, line: Line, position: int) -> bool:
        found = plain_lines.marker(line.text)
        if not found or self._is_dash_in_sentence(found, position):
            return False
        text = plain_lines.item_text(line.text)
        numbered = plain_lines.is_numbered_paragraph(text)
        self._add(Kind.PARAGRAPH if numbered else Kind.BULLET, text, line)
        return True

    def _is_dash_in_sentence(self, found: str, position: int) -> bool:
        """A dash opens an item, unless the sentence of the line above is still under way."""
        line = self.lines[position]
        if found.strip() not in {"–", "—"} or position == 0 or line.gap:  # noqa: RUF001
            return False
        return not self.lines[position - 1].ends

    def _take_prose(self, line: Line, position: int) -> None:
        if match := _RUN_IN.match(line.text):
            self._add(Kind.HEADING, match["heading"], line, strong=True)
            self._add(Kind.PARAGRAPH, match["rest"], line)
        elif self._goes_on(position):
            self.units[-1].pieces.append(_piece(line.text, line, self.units[-1].pieces))
        else:
            self._add(Kind.PARAGRAPH, line.text, line)

    def _goes_on(self, position: int) -> bool:
        if not self.units or self.units[-1].rank or self.units[-1].kind is Kind.ROW:
            return False
        line = self.lines[position]
        if plain_lines.is_numbered_paragraph(line.text):
            return False
        if self.wrapped:
            if self.units[-1].is_strong:
                return False
            in_item = self.units[-1].kind is Kind.BULLET
            return plain_lines.joins(self.lines, position, in_item=in_item)
        before = self.lines[position - 1]
        return line.gap == 0 and not before.ends and max(len(before.text), len(line.text)) < 100

    def _add(
        self, kind: Kind, text: str, line: Line, *, rank: int | None = None, strong: bool = False
    ) -> None:
        piece = _piece(text, line, [])
        self.units.append(Unit(kind, [piece], rank=rank, gap=line.gap, is_strong=strong))


def _piece(text: str, line: Line, before: list[tuple[str, int]]) -> tuple[str, int]:
    """Space a line off from the one before, unless a word was parted at its hyphen."""
    text = markdown.plain_text(text)
    parted = bool(before) and before[-1][0][-2:-1].isalpha() and before[-1][0].endswith("-")
    return (text if parted and text[:1].islower() else f" {text}", line.page)


def _is_strong_heading(text: str) -> bool:
    """A line in bold is a heading when it is short and no sentence, or bears a label."""
    words = len(text.split())
    if text.endswith((".", ";", ",")):
        return bool(_LABELLED.match(text)) and 6 <= words <= 45
    return words <= _MAX_STRONG_WORDS
