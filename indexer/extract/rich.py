"""Rich text (.rtf): headings by style, lists, tables and footnotes."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.office.rtf_tokens import Brace, Text, Word, read_tokens
from indexer.extract.pieces import build_block, header_of, row_text, squeeze
from indexer.model import Block, Extraction, Kind, Page

_START = b"{\\rtf"
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_BULLET = re.compile("^\\s*[\u2022\u00b7\u25aa\u25cf\uf0b7o\\-\u2013]\\s+")
_MAX_BOLD_HEADING = 100
# Groups that hold no text of the document, or hold it a second time for older programs.
_SKIPPED = frozenset({
    "colortbl", "datastore", "fldinst", "filetbl", "footer", "footerf", "footerl", "footerr",
    "generator", "header", "headerf", "headerl", "headerr", "listtable", "listoverridetable",
    "mmathPr", "nonshppict", "objdata", "pict", "revtbl", "rsidtbl", "shprslt", "sn", "sp", "sv",
    "themedata", "xmlnstbl", "atnid", "atnauthor", "annotation", "xe", "tc", "bkmkstart",
    "bkmkend", "fonttbl", "nonesttables",
})  # fmt: skip
_PLACES = {
    "pntext": "marker", "listtext": "marker", "stylesheet": "styles", "footnote": "note",
    "info": "properties", "title": "title",
}  # fmt: skip
# Marked as "skip what you do not know", and yet text that people see.
_SEEN = frozenset({"shpinst", "shptxt", "pn", "nesttableprops", *_PLACES})


class RichExtractor:
    """Reads Rich Text Format."""

    name = "rtf"

    def accepts(self, head: bytes, suffix: str) -> bool:  # noqa: ARG002
        """Tell whether the file starts as rich text does."""
        return head.lstrip(b"\xef\xbb\xbf \r\n").startswith(_START)

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read a file; explicit page breaks part its pages.

        Headers, footers, comments, hidden and deleted text are left out.

        Raises:
            ExtractionError: the file cannot be opened.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ExtractionError(f"{path.name} cannot be opened: {error.strerror}.") from error
        reader = _Reader()
        reader.read(data)
        filled = {region.page for block in reader.blocks for region in block.regions}
        return Extraction(
            pages=tuple(Page(n, has_text=n in filled) for n in range(1, reader.page + 1)),
            blocks=tuple(reader.blocks),
            title=squeeze(reader.title) or None,
            repaired=reader.depth != 0,
        )


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group.

    Attributes:
        into: where text goes: the body, a heading of the properties, or nowhere.
        fresh: nothing but its opening has been read of the group.
        optional: the group is one that an older program may skip.
    """

    into: str = "body"
    fresh: bool = False
    optional: bool = False
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Paragraph:
    """The settings of a paragraph, kept until they are reset."""

    style: int | None = None
    level: int | None = None
    in_table: bool = False
    listed: bool = False


@dataclass(slots=True)
class _Reader:
    blocks: list[Block] = field(default_factory=list)
    page: int = 1
    title: str = ""
    depth: int = 0
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    pieces: list[str] = field(default_factory=list)
    plain: bool = False  # something not in bold stands in the paragraph
    marked: bool = False  # the paragraph has a bullet or number of its list
    styles: dict[int, str] = field(default_factory=dict)
    style: int = 0  # being defined
    notes: list[tuple[list[str], int]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[tuple[list[str], int]] = field(default_factory=list)
    declared: bool = False  # the first row of the table is marked as its heading
    last_level: int = 0

    def read(self, data: bytes) -> None:
        """Read tokens up to the end of the document's own group."""
        for token in read_tokens(data):
            if isinstance(token, Text):
                self._text(token.text)
            elif isinstance(token, Brace):
                self._brace(opens=token.opens)
                if self.depth <= 0:
                    break
            else:
                self._word(token)
        self._end_paragraph()
        self._end_table()
        for pieces, page in self.notes:
            self._add(Kind.PARAGRAPH, "".join(pieces), page=page)

    def _brace(self, *, opens: bool) -> None:
        self.depth += 1 if opens else -1
        if opens:
            self.stack.append(self.state)
            self.state = replace(self.state, fresh=True, optional=False)
        elif self.stack:
            self.state = self.stack.pop()

    def _text(self, text: str) -> None:
        state = self.state
        if state.fresh:
            self.state = state = replace(state, fresh=False)
        if state.hidden or state.into == "nowhere":
            return
        if state.into == "body":
            self.pieces.append(text)
            self.plain = self.plain or (not state.bold and bool(text.strip()))
        elif state.into == "note":
            self.notes[-1][0].append(text)
        elif state.into == "title":
            self.title += text
        elif state.into == "styles":
            self.styles[self.style] = self.styles.get(self.style, "") + text
        elif state.into == "marker":
            self.marked = True

    def _word(self, word: Word) -> None:
        if self.state.fresh and self._begins_group(word):
            return
        on = word.number != 0
        name = word.name
        if name == "b":
            self.state = replace(self.state, bold=on)
        elif name in {"v", "deleted"}:
            self.state = replace(self.state, hidden=on)
        elif name == "plain":
            self.state = replace(self.state, bold=False, hidden=False)
        elif self.state.into == "styles":
            self.style = (word.number or 0) if name == "s" else self.style
        elif self.state.into == "note" and name == "par":
            self.notes[-1][0].append(" ")
        elif self.state.into == "body":
            self._layout(name, word.number)

    def _begins_group(self, word: Word) -> bool:
        """Turn the text of a group to where its first word says."""
        if word.name == "*":
            self.state = replace(self.state, optional=True)
            return True
        into = _destination(word.name, optional=self.state.optional)
        self.state = replace(self.state, fresh=False, optional=False)
        if into is None or self.state.into == "nowhere":
            return False
        self.state = replace(self.state, into=into)
        if into == "note":
            self.notes.append(([], self.page))
        return True

    def _layout(self, name: str, number: int | None) -> None:
        if name in {"par", "sect"}:
            self._end_paragraph()
        elif name == "page":
            self._end_paragraph()
            self.page += 1
        elif name in {"cell", "nestcell"}:
            self.cells.append(squeeze("".join(self.pieces)))
            self._clear()
        elif name == "row":
            self.rows.append((self.cells, self.page))
            self.cells = []
        elif name == "trhdr":
            self.declared = self.declared or not self.rows
        elif name == "pard":
            self.paragraph = _Paragraph()
        elif name == "intbl":
            self.paragraph.in_table = True
        elif name == "s":
            self.paragraph.style = number
        elif name == "outlinelevel":
            self.paragraph.level = number
        elif name == "ls":
            self.paragraph.listed = bool(number)

    def _end_paragraph(self) -> None:
        if self.paragraph.in_table:  # a further paragraph in the same cell
            self.pieces.append(" ")
            return
        self._end_table()
        text = squeeze("".join(self.pieces))
        kind, level = self._kind(text)
        self._add(kind, _BULLET.sub("", text) if kind is Kind.BULLET else text, level=level)
        self._clear()

    def _kind(self, text: str) -> tuple[Kind, int | None]:
        named = _HEADING.search(self.styles.get(self.paragraph.style or 0, ""))
        outline = self.paragraph.level
        if named:
            self.last_level = int(named.group(1))
            return Kind.HEADING, self.last_level
        if outline is not None and 0 <= outline < 9:
            self.last_level = outline + 1
            return Kind.HEADING, self.last_level
        if self.marked or self.paragraph.listed or _BULLET.match(text):
            return Kind.BULLET, None
        if text and not self.plain and len(text) <= _MAX_BOLD_HEADING and text[-1] not in ".;,":
            return Kind.HEADING, min(self.last_level + 1, 9)
        return Kind.PARAGRAPH, None

    def _end_table(self) -> None:
        """Read the rows gathered; a table of one column is but a frame round text."""
        rows, self.rows, self.cells = self.rows, [], []
        declared, self.declared = self.declared, False
        texts = [cells for cells, _ in rows]
        framed = all(len(cells) < 2 for cells in texts)
        header = None if framed else header_of(texts, declared=declared)
        for cells, page in rows[1:] if header else rows:
            kind = Kind.PARAGRAPH if framed else Kind.ROW
            self._add(kind, row_text(cells, header), page=page)

    def _add(
        self, kind: Kind, text: str, *, level: int | None = None, page: int | None = None
    ) -> None:
        block = build_block(kind, [(text, page or self.page)], level=level)
        if block:
            self.blocks.append(block)

    def _clear(self) -> None:
        self.pieces = []
        self.plain = self.marked = False


def _destination(name: str, *, optional: bool) -> str | None:
    """Say where the text of a group goes; None where it goes on as before."""
    if name in _SKIPPED or (optional and name not in _SEEN):
        return "nowhere"
    return _PLACES.get(name)
