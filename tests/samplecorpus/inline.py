"""Turn a block's words into the inline markup that ReportLab understands."""

from __future__ import annotations

import html
import re

BOLD = re.compile(r"\*\*(.+?)\*\*")
ITALIC = re.compile(r"\*(.+?)\*")
LONG_WORD = re.compile(r"\b[a-z]{9,}\b")
# Enough joints for a typesetter's habit, not a dictionary of hyphenation.
JOINTS = re.compile(
    r"(?<=[a-z]{3})(?=(?:ment|tion|sion|ness|ship|able|ible|ing|ally|ative|ance|ence|pro|tect|"
    r"tec|ful|hood|view|port|vis|cus|gard|ward|der|tain|mate|stand|mun|nity)[a-z]*\b)"
)
OPENS_DOUBLE = re.compile(r'(^|[\s(\[*/-])"')
OPENS_SINGLE = re.compile("(^|[\\s(\\[\u201c])'")
SOFT_HYPHEN = "\u00ad"


def curl(text: str) -> str:
    """Replace straight quotation marks and apostrophes by typographic ones."""
    text = OPENS_DOUBLE.sub("\\1\u201c", text).replace('"', "\u201d")
    return OPENS_SINGLE.sub("\\1\u2018", text).replace("'", "\u2019")


def ligate(text: str) -> str:
    """Set the ligatures fi and fl, as some word processors do."""
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ")


def hyphenate(text: str) -> str:
    """Allow long lower-case words to break at a joint."""
    return LONG_WORD.sub(lambda match: JOINTS.sub(SOFT_HYPHEN, match[0]), text)


def to_markup(
    text: str, *, curly: bool = True, ligatures: bool = False, soft_hyphens: bool = False
) -> str:
    """Return ReportLab paragraph markup for `text`.

    Args:
        text: Words with `**bold**`, `*italic*` and line breaks.
        curly: Set typographic quotation marks.
        ligatures: Set fi and fl as one glyph; the font must have them.
        soft_hyphens: Let long words break across lines.
    """
    if curly:
        text = curl(text)
    if soft_hyphens:
        text = hyphenate(text)
    if ligatures:
        text = ligate(text)
    text = html.escape(text, quote=False)
    text = ITALIC.sub(r"<i>\1</i>", BOLD.sub(r"<b>\1</b>", text))
    return text.replace("\n", "<br/>")


def to_plain(text: str) -> str:
    """Return the words alone, without bold and italic marks."""
    return ITALIC.sub(r"\1", BOLD.sub(r"\1", text))
