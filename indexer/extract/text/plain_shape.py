"""What a stretch of plain text looks like: heading, figures, torn sentence."""

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATED = re.compile(
    rf"^(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\s+\d{{4}}\b|^\d{{4}}(?:\s*[-–/]\s*\d{{2,4}})?\b",  # noqa: RUF001
    re.IGNORECASE,
)
_NO_HEADING = re.compile(
    r"^(?:dear\b|yours\b|tel\b|t\s+0|telephone|textphone|fax|e-?mail|www\.|https?:|none$|n/a$|"
    r"source\b|signature\b|cllr\b|councillor\b|note\b|end$|appendix\b|[\d.]+\s+(?:none|nil|all|n/a)\b)"
    r"|,\s*(?:\w+ ){0,2}(?:director|constable|nurse|officer|chair|head of|manager|inspector)\b"
    r"|^(?!.*\d:)[^:]{3,40}:\s+\S"
    r"|@|\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b|\bhttps?://",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:section\s+)?(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\S", re.IGNORECASE)
_STATUS = re.compile(
    r"^(?P<when>(?:(?:\d{1,2}\s+)?(?:" + _MONTHS + r")\s+\d{4}"
    r"|\d{4}(?:\s*[-–/]\s*\d{2,4})?|ongoing|timescale\s+tbc|tbc)"  # noqa: RUF001
    r"(?:\s*&)?\s*)*"
    r"(?P<state>on target|on track|off track|at risk|completed?(?:\s*/\s*closed)?|closed|delayed|"
    r"experiencing(?:\s+obstacles)?|obstacles|in progress|not started|overdue)?(?=\s|$)",
    re.IGNORECASE,
)
_MAX_WORDS = 14
_MAX_WORDS_ABOVE_LIST = 24


def is_heading(text: str, *, above_list: bool = False) -> bool:
    """Tell whether a short stretch standing by itself reads like a heading.

    It starts with a capital or a number, ends without a full stop, has letters above all,
    and is neither an address, a date, a greeting nor a table's cell.

    Args:
        text: the stretch, on one line.
        above_list: bullets follow, over which a whole recommendation may stand.
    """
    words = text.split()
    if not 0 < len(words) <= (_MAX_WORDS_ABOVE_LIST if above_list else _MAX_WORDS):
        return False
    if text[-1] in ".;,!-" or (text[-1] == ":" and len(words) > 3):
        return False
    if _NO_HEADING.search(text) or _DATED.match(text) or is_cell(text):
        return False
    bare = re.sub(r"^[\d.()]+\s*", "", text)
    if not bare or not (bare[0].isupper() or bare[0] in "‘“'\""):  # noqa: RUF001
        return False
    if bare[0] in "‘“'\"" and bare[-1] in "’”'\"":  # noqa: RUF001 -- somebody is quoted
        return False
    return sum(ch.isalpha() for ch in bare) >= 0.6 * len(bare.replace(" ", ""))


def is_figures(text: str) -> bool:
    """Tell whether a stretch is the numbers or axis labels of a table or chart."""
    words = text.split()
    if len(words) < 6:
        return False
    months = sum(bool(re.fullmatch(_MONTHS, word.strip(",."), re.IGNORECASE)) for word in words)
    numbers = sum(any(ch.isdigit() for ch in word) for word in words)
    return months + numbers >= 0.6 * len(words)


def is_status(text: str) -> bool:
    """Tell whether a stretch begins with a date and a state, as updates in trackers do.

    >>> is_status("March 2022 On target The first homes have opened.")
    True
    """
    match = _STATUS.match(text)
    if not match or not match["state"]:
        return False
    return text[match.start("state")].isupper() and text[match.end() :].lstrip()[:1].isupper()


def is_cell(text: str) -> bool:
    """Tell whether a stretch is no more than a date, a state or both."""
    match = _STATUS.match(text)
    return bool(match) and bool(text) and not text[match.end() :].strip()  # type: ignore[union-attr]


def numbering(text: str) -> tuple[int, ...] | None:
    """Return the section number a heading begins with, or None.

    >>> numbering("3.2 Supporting change")
    (3, 2)
    """
    match = _NUMBERED.match(text)
    if not match or _DATED.match(text):
        return None
    return tuple(int(part) for part in match.group(1).split("."))
