"""HTML pages, saved or renamed: text in reading order without the site around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.decode import decode
from indexer.extract.pieces import build_block, header_of, row_text, squeeze
from indexer.model import Block, Extraction, Kind, Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DROPPED = frozenset({
    "nav", "script", "style", "footer", "aside", "noscript", "template", "iframe", "svg", "math",
    "object", "form", "button", "select", "head", "title",
})  # fmt: skip
_DROPPED_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BULLETS = frozenset({"li", "dd"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "strike", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A main element with less than this is a shell that a script fills elsewhere.
_MAIN_CHARACTERS = 200


class WebExtractor:
    """Reads HTML and XHTML, whatever the file's name says."""

    name = "html"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether the file starts as an HTML page does."""
        plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
        if _START.match(plain):
            return True
        return suffix in {".html", ".htm", ".xhtml"} and plain.lstrip().startswith(b"<")

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read a page, leaving out navigation, scripts and the site's own header and footer.

        Raises:
            ExtractionError: the file cannot be opened or is not text.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ExtractionError(f"{path.name} cannot be opened: {error.strerror}.") from error
        return read_html(data, path.name)


def read_html(data: bytes, name: str) -> Extraction:
    """Read a page from memory.

    Args:
        data: the page; a byte-order mark outranks the character set it declares.
        name: what to call it in an error.

    Raises:
        ExtractionError: it is not text, or there is none in it.
    """
    root = _parse(data, name)
    title = squeeze(root.findtext(".//title") or "") or None
    walk = _Walk()
    walk.visit(_main_part(root))
    walk.flush()
    page = Page(number=1, has_text=bool(walk.blocks))
    return Extraction(pages=(page,), blocks=tuple(walk.blocks), title=title)


def _parse(data: bytes, name: str) -> "HtmlElement":
    from lxml import etree, html

    text = _decode(data)
    if text is None:
        raise ExtractionError(f"{name} is binary, not an HTML page. Fetch it again.")
    # The HTML parser declares no entities of its own and, without the network, loads none.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(_XML_DECLARATION.sub("", text).encode(), parser=parser)
    except etree.ParserError as error:
        raise ExtractionError(f"{name} has no text in it.") from error


def _decode(data: bytes) -> str | None:
    """Honour the page's own charset when there is no byte-order mark to outrank it."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii", "replace").lower()
        # Browsers read a declared ISO 8859-1 as Windows-1252.
        name = "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii"} else name
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _main_part(root: "HtmlElement") -> "HtmlElement":
    mains = root.xpath("//main|//*[@role='main']")
    if len(mains) == 1 and len(mains[0].text_content()) >= _MAIN_CHARACTERS:
        return mains[0]
    bodies = root.xpath("//body")
    return bodies[0] if bodies else root


@dataclass(slots=True)
class _Walk:
    """Collects blocks; text gathers in ``pending`` until a block-level element ends."""

    blocks: list[Block] = field(default_factory=list)
    pending: list[tuple[str, int]] = field(default_factory=list)
    kind: Kind = Kind.PARAGRAPH
    level: int | None = None
    depth: int = 0

    def visit(self, element: "HtmlElement") -> None:
        """Walk an element and what is in it, but not the text that follows it."""
        if not isinstance(element.tag, str) or _is_dropped(element):
            return
        if element.tag in _INLINE:
            self._visit_children(element)
        elif element.tag == "br":
            self.add(" ")
        elif element.tag == "table" and _is_data(element):
            self.flush()
            self.blocks.extend(_row_blocks(element))
        else:
            self._visit_block(element)

    def add(self, text: str | None) -> None:
        """Add text to the block being gathered."""
        if text:
            self.pending.append((text, 1))

    def flush(self) -> None:
        """End the block being gathered."""
        block = build_block(self.kind, self.pending, level=self.level, depth=self.depth)
        self.pending = []
        if block:
            self.blocks.append(block)

    def _visit_block(self, element: "HtmlElement") -> None:
        self.flush()
        outer = self.kind, self.level, self.depth
        if element.tag in _HEADINGS:
            self.kind, self.level = Kind.HEADING, _HEADINGS[element.tag]
        elif element.tag in _BULLETS:
            self.depth += 1 if self.kind is Kind.BULLET else 0
            self.kind, self.level = Kind.BULLET, None
        self._visit_children(element)
        self.flush()
        self.kind, self.level, self.depth = outer

    def _visit_children(self, element: "HtmlElement") -> None:
        self.add(element.text)
        for child in element:
            self.visit(child)
            self.add(child.tail)


def _is_dropped(element: "HtmlElement") -> bool:
    tag = element.tag
    if tag in _DROPPED or element.get("role") in _DROPPED_ROLES:
        return True
    if tag == "header":  # the header of an article holds its title, that of a site its menus
        return next(element.iterancestors("main", "article"), None) is None
    hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN.search(element.get("style") or ""))


def _is_data(table: "HtmlElement") -> bool:
    """Tell a table of data from one that only lays out the page."""
    if table.find(".//table") is not None or table.get("role") == "presentation":
        return False
    return any(len(row.findall("td") + row.findall("th")) > 1 for row in table.iter("tr"))


def _row_blocks(table: "HtmlElement") -> Iterator[Block]:
    elements = list(table.iter("tr"))
    caption = build_block(Kind.PARAGRAPH, [(table.findtext("caption") or "", 1)])
    if caption:
        yield caption
    rows = [_cells(row) for row in elements]
    declared = bool(elements) and all(cell.tag == "th" for cell in elements[0])
    header = header_of(rows, declared=declared)
    for cells in rows[1:] if header else rows:
        block = build_block(Kind.ROW, [(row_text(cells, header), 1)])
        if block:
            yield block


def _cells(row: "HtmlElement") -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren("td", "th"):
        cells.append(squeeze(" ".join(cell.itertext())))
        span = cell.get("colspan") or "1"
        cells.extend([""] * (min(int(span), 50) - 1 if span.isdigit() else 0))
    return cells
