"""Know the numbers that are no figures: dates, ages, names, addresses and limits."""

import re

from nlp.figures.periods import MONTH, MONTHS
from nlp.figures.vocabulary import AGES, CHILDREN, NAMES, NO_NOUN, YOUNG

_DATE = re.compile(rf"(?:st|nd|rd|th)?(?:,? (?:and|to|or|-|\N{{EN DASH}}) \d{{1,2}})? {MONTH}\b")
CLOCK = re.compile(r" ?[ap]\.?m\b|:\d|(?:st|nd|rd|th)\b")
_AGE = re.compile(
    r"(?:(?: (?:and|to|or)|-|-? ?\N{EN DASH}) ?\d+)?(?:[- ]year|-?[- ]year)s?[- ]olds?\b"
    r"|(?:-? (?:to|and|or) \d+)-year|\+"
)
_MORE = re.compile(
    r"(?:(?:,|,? (?:to|and|or|\N{EN DASH}|-)|\N{EN DASH}|-) ?\d+(?:\.\d+)*(?![%\d]))+|(?:[.)/]\d+)+"
)
_PHONE = re.compile(r"(?: \d{3,6})+")
_ADDRESS = re.compile(
    r" (?:[A-Z][a-z']+ ){1,3}(?:Road|Street|Lane|Avenue|House|Way|Close|Drive|Court|Place|Square)\b"
)
_LIMIT = re.compile(r" or (?:more|over|fewer|less|under|above|older|younger)\b")
_NAME = re.compile(r"[a-z)] [A-Z][a-z]+ $")
_TIMES = re.compile(r" times\b(?! (?:in|during|since|this|last)\b|[.,;)]|$)")
_PERSON = re.compile(
    r"\b(?:(?:boy|girl|child|son|daughter|man|woman|aunt|uncle|mother|father|carer) of"
    r"|(?:I|he|she|him|they) (?:was|am|is|were|turned)|whom|who is|who was|,[^,]+, was) $",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:ages? of|reach|reach(?:es|ed)|at aged|aged (?:between )?(?:\w+ (?:and|to) )?) ?$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r" (?!(?:and|or|to|is|are|with|who|in|at|by|but|for|now|when|without|on|have|has|had|was|were"
    r"|will|can|could|may|should|must|live|as|do)\b)[a-z]{3,}"
)
_POINT = re.compile(r"\) [a-z]")
# A list within a sentence has no more points than this: "strategies (40) and" is a figure.
_POINTS = 12
# A bare number up to this may be an age; nobody is counted as a child or care leaver beyond it.
_OLDEST = 25


def passed(text: str, match: re.Match[str], last: str) -> int | None:
    """Return where to look on if a number only names or dates something, else None.

    Args:
        text: the passage.
        match: the digits.
        last: the word before them, in lower case.
    """
    end, digits = match.end(), match[0]
    for tail in (_DATE, _AGE, _ADDRESS):
        if after := tail.match(text, end):
            return after.end()
    if digits[0] == "0" and len(digits) > 1 and digits[1] != ".":
        phone = _PHONE.match(text, end)
        return phone.end() if phone else end
    if last in NAMES or last in AGES or last.rstrip(",") in CHILDREN:
        more = _MORE.match(text, end)
        return more.end() if more else end
    return end if len(digits) > 4 and digits.isdecimal() else None


def is_named(text: str, start: int, end: int, last: str) -> bool:
    """Tell whether a number dates, labels or ends a name: ``(1) to thank``, ``Profile 2``."""
    if last.capitalize() in MONTHS:
        return True
    if text[start - 1 : start] == "(" and end - start < 3 and int(text[start:end]) <= _POINTS:
        return bool(_POINT.match(text, end))
    return bool(_NAME.search(text[max(0, start - 16) : start])) and not is_noun(text, end)


def is_age(text: str, start: int, end: int, value: float, last: str) -> bool:
    """Tell whether a number is somebody's age."""
    if value > _OLDEST:
        return False
    if _AGED.search(text[max(0, start - 26) : start]):
        return True
    if end == len(text) and last.endswith(",") and text.count(" ") < 6:
        return True
    young = last in YOUNG or _PERSON.search(text[max(0, start - 24) : start])
    return bool(young) and not is_noun(text, end)


def is_years_old(text: str, end: int) -> bool:
    """Tell whether an age ends in words, as ``eight-year-old`` and ``eight and over``."""
    return bool(_AGE.match(text, end)) or text.startswith(" and over", end)


def is_limit(text: str, end: int, last: str) -> bool:
    """Tell whether a bare number is a limit or counts what is no figure here."""
    if _LIMIT.match(text, end) or _TIMES.match(text, end):
        return True
    if last in {"within", "beyond"} and not is_noun(text, end):
        return True
    after = text[end : end + 24].split()[:1]
    return bool(after) and after[0].strip(".,;)") in NO_NOUN


def is_noun(text: str, end: int) -> bool:
    """Tell whether a word that may be counted stands behind a number."""
    return bool(_NOUN.match(text, end))


def is_year(digits: str) -> bool:
    """Tell whether digits are a year, as 1999 or 2024."""
    return len(digits) == 4 and digits[:2] in {"19", "20"} and digits.isdecimal()
