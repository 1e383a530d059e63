"""The marks of Markdown, and of HTML within it: found, used and taken out of the words."""

import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|p|small|mark)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
# No mark may stand within another of its kind, which keeps the search linear.
_STRONG = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
_STRONG_LOW = re.compile(r"(?<!\w)__(?=[^\s_])([^_]+)(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_WHOLLY_STRONG = re.compile(r"^(?:\*\*|<b>)(?P<text>(?:(?!\*\*|</?b>).)+)(?:\*\*|</b>)$")
_RULE = re.compile(r"^(?:[-*_=]\s*){3,}$|^`{3,}\w*$|^~{3,}\w*$")
_PIPES = re.compile(r"^(?:-\s+)?\|.*\|$")
_DASHES = re.compile(r"^:?-{2,}:?$")
_MARKED_CELL = re.compile(r"^(?:<[bi]>.*</[bi]>|\*\*.*\*\*|\*[^*]+\*)$")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table that is drawn with pipes or tabs.

    Attributes:
        is_rule: the line of dashes under the column headings.
        is_marked: every filled cell is bold or italic, as column headings are.
    """

    cells: tuple[str, ...]
    is_rule: bool
    is_marked: bool


def plain_text(text: str) -> str:
    """Take the marks out of a stretch of text; links keep their words."""
    if not any(mark in text for mark in "*_<[\\&"):
        return text
    text = _BREAK.sub(" ", _TAG.sub("", _IMAGE.sub("", text)))
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", _STRONG_LOW.sub(r"\1", _STRONG.sub(r"\1", text)))
    return html.unescape(_ESCAPE.sub(r"\1", text))


def heading(text: str) -> tuple[int, str] | None:
    """Return rank and words of a line that begins with number signs, else None."""
    match = _HEADING.match(text)
    return (len(match.group(1)), match.group(2)) if match else None


def strong(text: str) -> str | None:
    """Return the words of a line that is wholly in bold, else None."""
    match = _WHOLLY_STRONG.match(text)
    return match.group("text").strip() if match else None


def is_rule(text: str) -> bool:
    """Tell whether a line is only a dividing line or the fence of a code block."""
    return bool(_RULE.match(text))


def table_row(text: str) -> TableRow | None:
    """Read a line of a table whose columns are parted by pipes or tabs, else None."""
    if _PIPES.match(text):
        raw = text[text.index("|") + 1 : -1].split("|")
    elif "\t" in text:
        raw = text.split("\t")
        if sum(bool(cell.strip()) for cell in raw) < 2:
            return None
    else:
        return None
    cells = [cell.strip().removeprefix("- ") for cell in raw]
    filled = [cell for cell in cells if cell]
    return TableRow(
        cells=tuple(plain_text(cell) for cell in cells),
        is_rule=bool(filled) and all(_DASHES.match(cell) for cell in filled),
        is_marked=len(filled) > 1 and all(_MARKED_CELL.match(cell) for cell in filled),
    )
