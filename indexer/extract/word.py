"""Word documents (.docx): body in order, lists, tables, text boxes and footnotes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.office.word_parts import DAMAGE, DocxFile, Styles, Tag, open_docx
from indexer.extract.pieces import build_block, header_of, row_text, squeeze
from indexer.model import Block, Extraction, Kind, Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_BOLD_HEADING = 100
_QUOTES = "\"'\u2018\u201c"


class WordExtractor:
    """Reads Office Open XML word-processing documents."""

    name = "docx"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether this is a Word document; protected ones count, to be refused by name."""
        if head.startswith(_OLE):
            return suffix in {".docx", ".docm"}
        return head.startswith(_ZIP) and (suffix in {".docx", ".docm"} or b"word/doc" in head)

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read a document; pages are those Word last laid out, or its manual breaks.

        Headers, footers, comments and tracked deletions are left out.

        Raises:
            ExtractionError: it is protected, damaged or not a Word document.
        """
        _refuse_old_or_protected(path)
        try:
            file = open_docx(path)
        except DAMAGE as error:
            raise ExtractionError(
                f"{path.name} is damaged or not a Word document ({error}). "
                "Open it in Word, save it again, or save it as PDF."
            ) from error
        reader = _Reader(styles=file.styles, rendered=file.rendered_breaks)
        reader.read(file.body)
        reader.read_notes(file)
        return Extraction(
            pages=_pages(reader), blocks=tuple(reader.blocks), title=file.title, repaired=False
        )


def _refuse_old_or_protected(path: Path) -> None:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExtractionError(f"{path.name} cannot be opened: {error.strerror}.") from error
    if not data.startswith(_OLE):
        return
    if _ENCRYPTED in data:
        raise ExtractionError(
            f"{path.name} is protected by a password. Remove the password in Word and save it."
        )
    raise ExtractionError(
        f"{path.name} is an old binary Word file under a new name. Save it as .docx in Word."
    )


def _pages(reader: "_Reader") -> tuple[Page, ...]:
    filled = {region.page for block in reader.blocks for region in block.regions}
    return tuple(
        Page(number=number, has_text=number in filled) for number in range(1, reader.page + 1)
    )


@dataclass(slots=True)
class _Reader:
    """Walks the body once, counting pages as it goes."""

    styles: Styles
    rendered: bool
    page: int = 1
    level: int = 0  # of the last styled heading
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: "list[_Element]" = field(default_factory=list)

    def read(self, container: "_Element") -> None:
        """Read paragraphs, tables and content controls in order."""
        for child in container:
            if child.tag == Tag.P:
                self._read_paragraph(child)
            elif child.tag == Tag.TBL:
                self._read_table(child)
            elif child.tag == Tag.SDT:
                content = child.find(Tag.SDT_CONTENT)
                if content is not None:
                    self.read(content)
            elif child.tag in Tag.WRAPPERS:
                self.read(child)

    def read_notes(self, file: DocxFile) -> None:
        """Add the footnotes that the body refers to, in the order of their marks."""
        for mark in self.notes:
            for paragraph in file.footnotes.get(mark, ()):
                self._read_paragraph(paragraph)

    def _read_paragraph(self, paragraph: "_Element") -> None:
        look = self.styles.look(paragraph)
        if look.is_contents:
            self._pieces(paragraph)  # counts its page breaks
            return
        if look.breaks_before and not self.rendered:
            self.page += 1
        pieces = self._pieces(paragraph)
        kind, level = Kind.PARAGRAPH, None
        if look.level is not None:
            kind, level = Kind.HEADING, look.level
            self.level = level
        elif look.is_list:
            kind = Kind.BULLET
        elif self._is_bold_heading(paragraph, pieces):
            kind, level = Kind.HEADING, min(self.level + 1, 9)
        depth = look.depth if kind is Kind.BULLET else 0
        block = build_block(kind, pieces, level=level, depth=depth)
        if block:
            self.blocks.append(block)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.read(box)

    def _is_bold_heading(self, paragraph: "_Element", pieces: list[tuple[str, int]]) -> bool:
        """A short line wholly in bold is how most councils write a heading."""
        text = squeeze("".join(text for text, _ in pieces))
        if not text or len(text) > _MAX_BOLD_HEADING or text[-1] in ".;,":
            return False
        if text[0] in _QUOTES:  # somebody's words, set off from the text
            return False
        return self._is_bold(paragraph)

    def _pieces(self, element: "_Element") -> list[tuple[str, int]]:
        pieces: list[tuple[str, int]] = []
        self._collect(element, pieces)
        return pieces

    def _collect(self, element: "_Element", pieces: list[tuple[str, int]]) -> None:
        for child in element:
            tag = child.tag
            if tag == Tag.T:
                pieces.append((child.text or "", self.page))
            elif tag in Tag.SPACES:
                self._break(child)
                pieces.append((" ", self.page))
            elif tag == Tag.HYPHEN:
                pieces.append(("-", self.page))
            elif tag == Tag.RENDERED_BREAK:
                self.page += 1
            elif tag == Tag.NOTE_MARK:
                self.notes.append(child.get(Tag.ID) or "")
            elif tag == Tag.TEXT_BOX:
                self.boxes.append(child)
            elif tag == Tag.ALTERNATE:
                # The second form of a drawing repeats the first for older programs.
                self._collect(child[0], pieces)
            elif tag not in Tag.SKIPPED:
                self._collect(child, pieces)

    def _break(self, element: "_Element") -> None:
        if element.tag == Tag.BR and element.get(Tag.TYPE) == "page" and not self.rendered:
            self.page += 1

    def _read_table(self, table: "_Element") -> None:
        rows = _rows(table)
        if all(len(_cells(row)) <= 1 for row in rows):  # a frame round text, not a table
            for row in rows:
                for cell in _cells(row):
                    self.read(cell)
            return
        read = [self._read_row(row) for row in rows]
        texts = [cells for cells, _ in read]
        declared = bool(rows) and self._is_header(rows[0])
        header = header_of(texts, declared=declared)
        for cells, page in read[1:] if header else read:
            block = build_block(Kind.ROW, [(row_text(cells, header), page)])
            if block:
                self.blocks.append(block)

    def _is_header(self, row: "_Element") -> bool:
        """A heading row is marked as one, or set wholly in bold."""
        if row.find(f"{Tag.ROW_PROPERTIES}/{Tag.HEADER_ROW}") is not None:
            return True
        paragraphs = [p for p in row.iter(Tag.P) if any(t.text for t in p.iter(Tag.T))]
        return len(paragraphs) > 1 and all(self._is_bold(p) for p in paragraphs)

    def _is_bold(self, paragraph: "_Element") -> bool:
        runs = [run for run in paragraph.iter(Tag.R) if any(t.text for t in run.iter(Tag.T))]
        return bool(runs) and all(self.styles.is_bold(run, paragraph) for run in runs)

    def _read_row(self, row: "_Element") -> tuple[list[str], int]:
        """Read a row; a cell merged across columns fills the first, the others stay empty."""
        texts: list[str] = []
        first_page: int | None = None
        for cell in _cells(row):
            pieces: list[tuple[str, int]] = []
            for paragraph in cell.iter(Tag.P):
                self._collect(paragraph, pieces)
                pieces.append((" ", self.page))
            merged = self.styles.is_continued(cell)
            texts.append("" if merged else squeeze("".join(text for text, _ in pieces)))
            texts.extend([""] * (self.styles.span(cell) - 1))
            if first_page is None:
                first_page = next((page for text, page in pieces if text.strip()), None)
        self.boxes = []
        return texts, first_page or self.page


def _rows(table: "_Element") -> "list[_Element]":
    return [row for row in table.iterdescendants(Tag.TR) if _owner(row, Tag.TBL) is table]


def _cells(row: "_Element") -> "list[_Element]":
    return [cell for cell in row.iterdescendants(Tag.TC) if _owner(cell, Tag.TR) is row]


def _owner(element: "_Element", tag: str) -> "_Element | None":
    return next(element.iterancestors(tag), None)
