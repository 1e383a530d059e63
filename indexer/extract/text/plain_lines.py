"""Lines of a text file: what stands on each, and which of them run on."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import quantiles

from indexer.extract.pieces import squeeze

# Glyphs of symbol fonts arrive as private-use characters, lost ones as U+FFFD.
_GLYPHS = r"•◦▪▫■□●○‣⁃∙·➢➤►▶❖✓✔\uf000-\uf0ff\ufffd"  # noqa: RUF001
_BULLET = re.compile(rf"^(?:[{_GLYPHS}]\s*|[-*+–—o§]\s+)(?=\S)")  # noqa: RUF001
_LABEL = re.compile(
    r"^(?:\((?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})\)|[a-z][.)]|[ivx]{1,4}[.)]|\d{1,2}[.)])\s+(?=\S)"
)
_PARAGRAPH_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=\S)")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–|]\s*)?(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?(?:\s*[-–|])?$",  # noqa: RUF001
    re.IGNORECASE,
)
_PAGE_OF = re.compile(r"^page\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)
_BLANK_PAGE = re.compile(r"^this page (?:is|has been) (?:intentionally|left).{0,30}blank\.?$", re.I)
_RUNS_ON = re.compile(
    r"(?:[,–—/&]|\b(?:the|of|and|or|to|a|an|in|for|with|by|that|which|our|their|as|on|is|are))$",  # noqa: RUF001
    re.IGNORECASE,
)
# Prose wrapped by hand or taken from a page rarely exceeds 150 characters a line;
# in text whose paragraphs are single lines the longest tenth always exceeds it.
_WRAPPED_MAX = 200
_NEAR = 5
# Shares of the column that a line must fill for its break to be the page's doing, and the
# narrowest column and line that count as evidence; set on text taken from five council
# documents, two of them double-spaced, by reading every paragraph.
_PROSE_FULL = 0.9
_ITEM_FULL = 0.75
_COLUMN_MIN = 60
_RUNS_ON_MIN = 20
# Some converters leave one space where a form feed was; real indents are wider or many.
_PAGE_TOP_INDENT = 1
_PAGE_TOP_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    Attributes:
        text: without surrounding white space; tabs inside are kept.
        gap: blank lines above it.
        indent: columns before it.
        page: from 1, by form feeds.
        opens_page: it seems to be the first on a page, though no form feed says so.
    """

    text: str
    gap: int
    indent: int
    page: int
    opens_page: bool = False

    @property
    def ends(self) -> bool:
        """It ends as a sentence or an introduction to a list does."""
        return self.text.rstrip("\"'”’)*_ ").endswith((".", "?", "!", ":", ";"))  # noqa: RUF001

    @property
    def starts_small(self) -> bool:
        """It starts as the middle of a sentence does."""
        first = self.text.lstrip("\"'“‘(*_")[:1]  # noqa: RUF001
        return first.islower() and not marker(self.text)

    @property
    def runs_on(self) -> bool:
        """It breaks off at a word or sign that cannot end a sentence."""
        return bool(_RUNS_ON.search(self.text)) or self.text.endswith("-")


def read_lines(text: str) -> list[Line]:
    """Split a text into its lines, without page numbers and running heads."""
    lines: list[Line] = []
    for page, part in enumerate(text.split("\f"), start=1):
        gap = 0 if page == 1 else 1
        for raw in part.splitlines():
            stripped = raw.strip()
            if not stripped or _PAGE_OF.match(stripped) or _BLANK_PAGE.match(stripped):
                gap += 1
                continue
            indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            lines.append(Line(text=stripped, gap=gap, indent=indent, page=page))
            gap = 0
    return _without_running_heads(_mark_page_tops(_join_strong(lines)))


def marker(text: str) -> str | None:
    """Return the bullet or the label that a list item starts with, else None."""
    match = _BULLET.match(text) or _LABEL.match(text)
    return match.group(0) if match else None


def item_text(text: str) -> str:
    """Take the bullet off a list item; letters and numbers are cited, so they stay."""
    return _BULLET.sub("", text, count=1)


def is_numbered_paragraph(text: str) -> bool:
    """Tell whether a line begins with a number such as 3.2, as paragraphs of reports do."""
    return bool(_PARAGRAPH_NUMBER.match(text))


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs were cut into lines of about one length."""
    if len(lines) < 10:
        return all(len(line.text) <= _WRAPPED_MAX for line in lines)
    return quantiles([len(line.text) for line in lines], n=20)[-1] <= _WRAPPED_MAX


def joins(lines: Sequence[Line], position: int, *, in_item: bool = False) -> bool:
    """Tell whether a line of wrapped text carries on the one before it.

    A break that the writer meant leaves room on the line for the next word; a break
    that the page forced does not. Text taken from a page may also have a blank line
    between every two printed lines, which is known by sentences running across them.

    Args:
        lines: of the whole text.
        position: of the later line, at least 1.
        in_item: the line before belongs to a bullet, in which a new paragraph is rare.
    """
    before, line = lines[position - 1], lines[position]
    if line.gap > 1 or line.page != before.page:
        return False
    if line.opens_page:
        return line.starts_small and not before.ends
    if line.gap == 0:
        share = _ITEM_FULL if in_item else _PROSE_FULL
        return _joins_close(before, line, _width(lines, position, max_gap=0), share)
    if _runs_across(lines, position):
        return True
    doubled = any(
        0 < other < len(lines) and lines[other].gap == 1 and _runs_across(lines, other)
        for other in (position - 1, position + 1)
    )
    # The last line of a paragraph seldom fills the page, so a full one goes on.
    width = _width(lines, position, max_gap=1)
    return doubled and before.ends and not before.text.endswith(":") and _full(before, line, width)


def _joins_close(before: Line, line: Line, width: int, share: float) -> bool:
    if line.starts_small or before.runs_on:
        return True
    if before.ends:
        return _full(before, line, share * width)
    return len(before.text) >= 0.45 * width


def _runs_across(lines: Sequence[Line], position: int) -> bool:
    """Tell whether a sentence runs from one line across a blank one to the next."""
    before, line = lines[position - 1], lines[position]
    if before.ends or marker(line.text):
        return False
    if line.starts_small:
        return True
    if before.runs_on:
        return len(before.text) >= _RUNS_ON_MIN
    width = _width(lines, position, max_gap=1)
    if not _full(before, line, 0.95 * width):
        return False
    if width >= _COLUMN_MIN:
        return True
    body = line.ends or len(line.text) > width / 2  # no head of the next column
    return body and _is_doubled_near(lines, position)


def _is_doubled_near(lines: Sequence[Line], position: int) -> bool:
    """Tell whether close by a sentence surely runs across a blank line."""
    return any(
        lines[other].gap == 1 and lines[other].starts_small and not lines[other - 1].ends
        for other in range(max(1, position - 3), min(len(lines), position + 4))
    )


def _full(before: Line, line: Line, width: float) -> bool:
    """Tell whether the next line's first word would not have fitted on the line before."""
    return len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) > width


def _width(lines: Sequence[Line], position: int, *, max_gap: int) -> int:
    """Measure the column around a position by its longest line but one.

    The longest may be two cells of a table printed as one line.
    """
    first = position - 1
    while first > max(0, position - _NEAR) and _is_close(lines[first], max_gap):
        first -= 1
    last = position
    end = min(len(lines), position + _NEAR)
    while last + 1 < end and _is_close(lines[last + 1], max_gap):
        last += 1
    lengths = sorted(len(line.text) for line in lines[first : last + 1])
    return lengths[-2] if len(lengths) > 3 else lengths[-1]


def _is_close(line: Line, max_gap: int) -> bool:
    return line.gap <= max_gap and not line.opens_page


def _join_strong(lines: list[Line]) -> list[Line]:
    """Join two lines when one bold stretch runs over both."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and line.gap == 0 and _is_open(before.text) and _is_open(line.text):
            joined[-1] = replace(before, text=f"{before.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _is_open(text: str) -> bool:
    return text.count("**") % 2 == 1


def _mark_page_tops(lines: list[Line]) -> list[Line]:
    tops = sum(line.indent == _PAGE_TOP_INDENT for line in lines)
    if not 0 < tops <= _PAGE_TOP_SHARE * len(lines):
        return lines
    return [replace(line, opens_page=line.indent == _PAGE_TOP_INDENT) for line in lines]


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Drop lines that stand at the top or foot of at least three pages, and page numbers."""
    edges: Counter[str] = Counter()
    at_edge: set[int] = set()
    for position, line in enumerate(lines):
        opens = position == 0 or lines[position - 1].page != line.page
        closes = position + 1 == len(lines) or lines[position + 1].page != line.page
        if opens or closes:
            at_edge.add(position)
            edges[_pattern(line.text)] += 1
    paged = lines[-1].page > 1 if lines else False
    return [
        line
        for position, line in enumerate(lines)
        if position not in at_edge
        or not paged
        or (edges[_pattern(line.text)] < 3 and not _PAGE_NUMBER.match(line.text))
    ]


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "0", squeeze(text))
