"""Months and weekdays: told from the people who bear their names."""

import re

MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
})  # fmt: skip
WEEKDAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
})  # fmt: skip
_DATED = (
    "in|since|by|until|of|from|to|during|before|after|late|early|mid|end|last|next|this|and|"
    "between|on|for|every|each|when|or"
)
_ANY = "|".join(sorted(MONTHS | WEEKDAYS, key=len, reverse=True))
_ALONE = re.compile(rf"(?:{_ANY})(?:\W+(?:{_ANY}))*", re.IGNORECASE)
_APART = r"[\s,;:/.()\u2013-]{1,3}"
_BEFORE = re.compile(
    rf"(?:\d(?:st|nd|rd|th)?\s|(?<![A-Za-z])(?:{_ANY}){_APART})(?:of\s)?$", re.IGNORECASE
)
_AFTER = re.compile(
    # Not before a birthday in figures: "May, 12/03/2014".
    rf":?\s?\d(?!\d?[/.]\d)|{_APART}(?:(?:and|to|or)\s)?(?:{_ANY})(?![A-Za-z])",
    re.IGNORECASE,
)
_WRITTEN_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s)?$")
_WRITTEN_AFTER = re.compile(r"\s+(?:19|20)\d\d(?!\d)")
_LED_TO = re.compile(rf"(?<![A-Za-z])(?:{_DATED})\s$", re.IGNORECASE)


_SEASON = r"(?:spring|summer|autumn|winter)"
_SEASONS = re.compile(
    rf"{_SEASON}(?=,?\s(?:19|20)\d\d(?!\d)|\s(?:half\s)?terms?\b"
    rf"|(?:,\s|\s(?:and|or)\s|,\s(?:and|or)\s|\s?/\s?){_SEASON}\b)",
    re.IGNORECASE,
)


def is_dated(text: str, start: int, end: int) -> bool:
    """Tell whether words are but months and weekdays, with figures or others of them beside.

    So is a season with a year, a term or another season behind it.
    """
    season = _SEASONS.match(text, start)
    return (season is not None and season.end() == end) or bool(
        _ALONE.fullmatch(text, start, end)
        and (_AFTER.match(text, end) or _BEFORE.search(text, max(0, start - 20), start))
    )


def is_in_time(text: str, start: int, end: int) -> bool:
    """Tell whether words are months and weekdays that something was in, since or by."""
    return is_dated(text, start, end) or bool(
        _ALONE.fullmatch(text, start, end) and _LED_TO.search(text, max(0, start - 12), start)
    )


def is_written_date(text: str, start: int, end: int) -> bool:
    """Tell whether words are a month within a date beyond doubt: "9 May 2024", "3 April"."""
    return bool(
        _ALONE.fullmatch(text, start, end)
        and (
            _WRITTEN_AFTER.match(text, end)
            or _WRITTEN_BEFORE.search(text, max(0, start - 9), start)
        )
    )
