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
    r"source\b|signature\b|cllr\b|councillor\b|note\b|tbc$|end$|appendix\b)"
    r"|@|\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b|\bhttps?://",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:section\s+)?(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\S", re.IGNORECASE)
_MAX_WORDS = 14
_MAX_CHARACTERS = 100


def is_heading(text: str) -> bool:
    """Tell whether a short stretch standing by itself reads like a heading.

    It starts with a capital or a number, ends without a full stop, has letters above all,
    and is neither an address, a date, a greeting nor a table's cell.
    """
    words = text.split()
    if not 0 < len(words) <= _MAX_WORDS or len(text) > _MAX_CHARACTERS:
        return False
    if text[-1] in ".;,!-" or (text[-1] == ":" and len(words) > 3):
        return False
    if _NO_HEADING.search(text) or _DATED.match(text):
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
    if len(words) < 4:
        return False
    months = sum(bool(re.fullmatch(_MONTHS, word.strip(",."), re.IGNORECASE)) for word in words)
    numbers = sum(any(ch.isdigit() for ch in word) for word in words)
    return months + numbers >= 0.6 * len(words)


def numbering(text: str) -> tuple[int, ...] | None:
    """Return the section number a heading begins with, or None.

    >>> numbering("3.2 Supporting change")
    (3, 2)
    """
    match = _NUMBERED.match(text)
    if not match or _DATED.match(text):
        return None
    return tuple(int(part) for part in match.group(1).split("."))
