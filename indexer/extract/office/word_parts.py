"""The parts of a .docx archive that matter here: body, styles, footnotes and title."""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# A part larger than this is an attack or a mistake: two sample reports took 2.5 and 2.7
# bytes a character, and at ten times that it is still a text of four million.
_MAX_PART = 100_000_000
_HEADING = re.compile(r"^heading\s*([1-9])", re.IGNORECASE)
_LIST = re.compile(r"^list (?:bullet|number|paragraph)", re.IGNORECASE)
_LIST_DEPTH = re.compile(r"^list (?:bullet|number) ([2-5])$", re.IGNORECASE)
_CONTENTS = re.compile(r"^toc (?:\d|heading)", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})


class Tag:
    """Element and attribute names, with their namespaces."""

    P, TBL, TR, TC = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
    R, T, BR, TYPE, ID, VAL = f"{_W}r", f"{_W}t", f"{_W}br", f"{_W}type", f"{_W}id", f"{_W}val"
    SDT, SDT_CONTENT = f"{_W}sdt", f"{_W}sdtContent"
    HYPHEN, RENDERED_BREAK = f"{_W}noBreakHyphen", f"{_W}lastRenderedPageBreak"
    NOTE_MARK, TEXT_BOX = f"{_W}footnoteReference", f"{_W}txbxContent"
    ALTERNATE = f"{_MC}AlternateContent"
    ROW_PROPERTIES, HEADER_ROW = f"{_W}trPr", f"{_W}tblHeader"
    SPACES = frozenset({BR, f"{_W}tab", f"{_W}cr", f"{_W}ptab"})
    WRAPPERS = frozenset({f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"})
    SKIPPED = frozenset(
        {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")}
        | {f"{_W}sdtPr", f"{_MC}Fallback"}
    )


#: What the archive and XML libraries raise on damaged files.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    OSError,
    SyntaxError,
    EOFError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph's own settings and its style make of it.

    Attributes:
        level: outline rank from 1, or None for body text.
        is_contents: it is a line of the table of contents.
        breaks_before: it starts a new page.
        depth: how deep a point stands in lists within lists.
    """

    level: int | None
    is_list: bool
    is_contents: bool
    breaks_before: bool
    depth: int = 0


@dataclass(slots=True)
class Styles:
    """Paragraph styles with those they are based on."""

    by_id: "dict[str, _Element]" = field(default_factory=dict)

    def look(self, paragraph: "_Element") -> Look:
        """Work out what a paragraph is."""
        own = paragraph.find(f"{_W}pPr")
        chain = self._chain(own)
        found = (own, *(style.find(f"{_W}pPr") for style in chain))
        settings = [part for part in found if part is not None]
        numbered = _first(settings, f"{_W}numPr")
        number = None if numbered is None else numbered.find(f"{_W}numId")
        is_list = number is not None and number.get(Tag.VAL) != "0"
        names = [name for style in chain if (name := _value(style, f"{_W}name"))]
        if numbered is None:
            is_list = any(_LIST.match(name) for name in names[:1])
        return Look(
            level=_level(names, settings),
            is_list=is_list,
            is_contents=any(_CONTENTS.match(name) for name in names[:1]),
            breaks_before=_is_on(own, f"{_W}pageBreakBefore"),
            depth=_list_depth(numbered, names) if is_list else 0,
        )

    def is_bold(self, run: "_Element", paragraph: "_Element") -> bool:
        """Tell whether a run is set in bold by itself or by its paragraph's style."""
        settings = [run.find(f"{_W}rPr")]
        settings += [style.find(f"{_W}rPr") for style in self._chain(paragraph.find(f"{_W}pPr"))]
        found = _first([part for part in settings if part is not None], f"{_W}b")
        return found is not None and (found.get(Tag.VAL) or "1") not in _OFF

    @staticmethod
    def is_continued(cell: "_Element") -> bool:
        """Tell whether a cell is merged into the one above it."""
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        return merge is not None and merge.get(Tag.VAL) != "restart"

    @staticmethod
    def span(cell: "_Element") -> int:
        """Count the columns a cell fills."""
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        value = "1" if span is None else span.get(Tag.VAL) or "1"
        return min(int(value), 63) if value.isdigit() and value != "0" else 1

    def _chain(self, properties: "_Element | None") -> "list[_Element]":
        name = None if properties is None else _value(properties, f"{_W}pStyle")
        chain: list[_Element] = []
        while name in self.by_id and len(chain) < 20:
            style = self.by_id[name]
            chain.append(style)
            name = _value(style, f"{_W}basedOn")
        return chain


@dataclass(frozen=True, slots=True)
class DocxFile:
    """An opened document.

    Attributes:
        footnotes: paragraphs by the number that marks them in the body.
        rendered_breaks: Word left marks where its pages ended.
    """

    body: "_Element"
    styles: Styles
    footnotes: "dict[str, list[_Element]]"
    title: str | None
    rendered_breaks: bool


def open_docx(path: Path) -> DocxFile:
    """Open a document.

    Raises:
        DAMAGE: any of these when the file is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        body = _parse(archive, "word/document.xml").find(f"{_W}body")
        if body is None:
            raise ValueError("it has no body")
        names = set(archive.namelist())
        styles = _parse(archive, "word/styles.xml") if "word/styles.xml" in names else None
        notes = _parse(archive, "word/footnotes.xml") if "word/footnotes.xml" in names else None
        core = _parse(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
    title = None if core is None else (core.findtext(f"{_DC}title") or "").strip()
    return DocxFile(
        body=body,
        styles=_styles(styles),
        footnotes=_footnotes(notes),
        title=title or None,
        rendered_breaks=next(body.iter(Tag.RENDERED_BREAK), None) is not None,
    )


def _parse(archive: zipfile.ZipFile, name: str) -> "_Element":
    from lxml import etree

    size = archive.getinfo(name).file_size
    if size > _MAX_PART:
        raise ValueError(f"its part {name} is larger than {_MAX_PART:,} bytes")
    with archive.open(name) as part:
        # Asked for all, the library unpacks whatever there is, and only then looks at the size.
        data = part.read(size + 1).replace(_STRICT, _TRANSITIONAL)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def _styles(root: "_Element | None") -> Styles:
    if root is None:
        return Styles()
    return Styles({style.get(f"{_W}styleId") or "": style for style in root.iter(f"{_W}style")})


def _footnotes(root: "_Element | None") -> "dict[str, list[_Element]]":
    if root is None:
        return {}
    return {note.get(Tag.ID) or "": note.findall(Tag.P) for note in root.iter(f"{_W}footnote")}


def _list_depth(numbered: "_Element | None", names: list[str]) -> int:
    """Give how deep a point stands: by its own level, or a style such as "List Bullet 2"."""
    level = None if numbered is None else _value(numbered, f"{_W}ilvl")
    if level is not None and level.isdigit() and level != "0":
        return int(level)
    style = _LIST_DEPTH.search(names[0]) if names else None
    return int(style[1]) - 1 if style else 0


def _level(names: list[str], settings: "list[_Element]") -> int | None:
    for name in names:
        if match := _HEADING.match(name):
            return int(match.group(1))
        if name.casefold() == "title":
            return 1
    outline = _first(settings, f"{_W}outlineLvl")
    value = None if outline is None else outline.get(Tag.VAL)
    if value is None or not value.isdigit() or int(value) > 8:
        return None  # 9 means body text
    return int(value) + 1


def _first(settings: "list[_Element]", tag: str) -> "_Element | None":
    return next((found for part in settings if (found := part.find(tag)) is not None), None)


def _value(element: "_Element", tag: str) -> str | None:
    found = element.find(tag)
    return None if found is None else found.get(Tag.VAL)


def _is_on(properties: "_Element | None", tag: str) -> bool:
    found = None if properties is None else properties.find(tag)
    return found is not None and (found.get(Tag.VAL) or "1") not in _OFF
