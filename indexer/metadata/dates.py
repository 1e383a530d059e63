"""Dates and stretches of time in English words, and the day a document appeared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from indexer.metadata.evidence import Found, quote
from indexer.metadata.opening import Opening
from indexer.model import Block, Evidence

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
MONTHS = MappingProxyType(_MONTHS)
"""Numbers of the months by their names, short ones too, in lower case."""
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""A pattern of those names."""
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = (
    rf"{_WEEKDAY}(?:the\s+)?(\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\b"
    rf"(?:\s+(?:of\s+)?({MONTH})\b\.?)?(?:,?\s+((?:19|20)\d\d)\b)?"
)
_LINK = r"\s*(?:,?\s*\b(?:to|and|until|till|through)\b|[-–—,&])?\s*"  # noqa: RUF001
_DAY_RE = re.compile(_DAY, re.IGNORECASE)
_BARE = re.sub(r"\((?!\?)", "(?:", _DAY)
_SPAN_RE = re.compile(rf"(?<![\d/.£]){_BARE}(?:{_LINK}{_BARE}){{0,5}}", re.IGNORECASE)
_ISO_RE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_SLASHED_RE = re.compile(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?![\d/])")

_PUBLISHED = re.compile(
    r"\b(?:published(?:\s+on)?|publication\s+date|date\s+(?:of\s+publication|published)|"
    r"date\s+of\s+(?:report|letter|meeting)|report\s+date|dated?|meeting\s+date|updated)\s*:?\s*$"
    r"|^minutes of .{0,60}\bmeeting\b.{0,60}\bon\s*$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"^(?:date|published|updated|all|version date)?\s*:?\s*$", re.IGNORECASE)
_GREETING = re.compile(r"^dear\b", re.IGNORECASE)
# A report follows its fieldwork by some weeks; the slowest of 258 took five months.
_LONGEST_WAIT = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time as a text gives it, both days included.

    Attributes:
        first_end: last day of the first stretch, where there is more than one.
        at, until: offsets of the words.
    """

    start: date
    end: date
    first_end: date
    at: int
    until: int


def find_spans(text: str) -> Iterator[Span]:
    """Yield every full date and every stretch of days in a text, in order.

    A day without a month or year takes them from the next one that has them: "3 and 14
    October 2022" is 3 to 14 October 2022. Anything without a year is no date.
    """
    if "19" not in text and "20" not in text:
        return  # without a year; most texts, and this asks no pattern of them
    for match in _SPAN_RE.finditer(text):
        days = _days(match.group(0))
        if days:
            first = days[: _first_stretch(match.group(0))]
            yield Span(min(days), max(days), max(first), match.start(), match.end())
    for pattern, order in ((_ISO_RE, (1, 2, 3)), (_SLASHED_RE, (3, 2, 1))):
        for match in pattern.finditer(text):
            day = _date(*(int(match.group(part)) for part in order))
            if day:
                yield Span(day, day, day, match.start(), match.end())


def find_published(opening: Opening) -> Found[date] | None:
    """Find the day a document bears: of publication, of the letter or of the meeting.

    It is named as such, or stands by itself in the title block, above the greeting.
    """
    return _labelled_date(opening) or _standing_date(opening)


def published_by_name(path: Path, visit: Span | None) -> Found[date] | None:
    """Take the day of publication from the file's name, if the fieldwork bears it out.

    Inspection reports since 2018 do not print that day, so whoever saves one puts it in
    the name. Only a full date (2022-11-25) counts, and only when it follows the printed
    days of the inspection by at most 200 days.
    """
    match = _ISO_RE.search(path.stem)
    if visit is None or match is None:
        return None
    day = _date(*(int(part) for part in match.groups()))
    if day is None or not visit.end < day <= visit.end + _LONGEST_WAIT:
        return None
    return Found(day, Evidence(f"file name {path.name}"))


def _labelled_date(opening: Opening) -> Found[date] | None:
    before = ""
    for block in opening.blocks[:25]:
        text = block.text
        if len(text) <= 200:
            for span in find_spans(text):
                label = _PUBLISHED.search(text[: span.at])
                if span.start == span.end and label:
                    return Found(span.start, quote(block, label.start(), span.until))
                if before.endswith("Published:") and _LEAD_IN.match(text[: span.at]):
                    return Found(span.start, quote(block, span.at, span.until))
        before = text
    return None


def _standing_date(opening: Opening) -> Found[date] | None:
    """Find a date that is a whole block, or opens or closes the address of a letter."""
    above: list[Block] = []
    is_letter = False
    for block in opening.blocks[:12]:
        if _GREETING.match(block.text):
            is_letter = True
            break
        above.append(block)
    for block in above:
        text = block.text
        if len(text) > 400:
            break
        for span in find_spans(text):
            alone = _LEAD_IN.match(text[: span.at]) and not text[span.until :].strip(" .")
            at_edge = is_letter and (span.at == 0 or span.until == len(text))
            if span.start == span.end and (alone or at_edge):
                return Found(span.start, quote(block, span.at, span.until))
    return None


def _first_stretch(text: str) -> int:
    """Count the days named before the "and" that joins a second stretch to a first."""
    first, joined, _ = text.partition(" and ")
    named = len(_DAY_RE.findall(first))
    return named if joined and named > 1 else len(_DAY_RE.findall(text))


def _days(text: str) -> list[date]:
    """Read the days named in a stretch, in the order of the text."""
    found: list[date] = []
    month: int | None = None
    year: int | None = None
    later: date | None = None
    for match in reversed(list(_DAY_RE.finditer(text))):
        day, month_name, year_name = match.groups()
        month = _MONTHS[month_name.lower()] if month_name else month
        year = int(year_name) if year_name else year
        if month is None or year is None:
            continue
        one = _date(year, month, int(day))
        if one and later and one > later and not year_name:  # December to January
            one = _date(year - 1, month, int(day))
        if one:
            found.insert(0, one)
            later = one
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
