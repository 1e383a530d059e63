"""The month, quarter or year a document bears, where it bears no day.

"October 2022", "July - September 2020", "Quarter 1 2022/23", "Annual report 2021/22". It is
told where it stands by itself near the top or in the title, and last of all by the name of
the file. A year of two numbers is one from April to March, as councils count, and their
quarters are those of that year.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indexer.days import months
from indexer.metadata.dates import MONTH, MONTHS, find_spans
from indexer.metadata.evidence import Found, quote
from indexer.metadata.opening import Opening
from indexer.model import Block, Evidence, Kind, Period

_YEAR = r"(?:19|20)\d\d"
_PAIR = rf"(?P<pair>{_YEAR})\s?(?:[/\u2013-]|to(?=\s?20))\s?(?P<next>(?:20)?\d\d)\b(?![/\u2013-])"
_TO = r"\s*(?:\bto\b|[\u2013\u2014-])\s*"
_FIRST = rf"(?P<first>{MONTH})\b\.?(?:\s+(?P<first_year>{_YEAR}))?"
_STRETCH = rf"\b(?:{_FIRST}{_TO})?(?P<month>{MONTH})\b\.?,?\s+(?P<year>{_YEAR})\b"
_QUARTER = r"\b(?:quarter|qtr|q)\.?\s?(?P<{}>[1-4])\b"
_QUARTERS = (
    rf"{_QUARTER.format('quarter')}[,:]?\s+(?:of\s+)?(?<![\d/]){_PAIR}",
    rf"(?<![\d/-]){_PAIR}[,:]?\s+{_QUARTER.format('quarter')}",
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        *_QUARTERS,
        _STRETCH,
        rf"(?<![\d/-]){_PAIR}",
        rf"(?<![\d/\u2013-])(?P<alone>{_YEAR})(?![\d/\u2013-])",
    )
)
_WHOLE_YEAR = 12  # months

_EDITION = re.compile(
    r"^\W*(?:(?:(?:last|first|second|third|fourth|fifth|new|revised)\s+)?"
    r"(?:published|updated?|revised?|reviewed|issued?|edition|version|final|draft|dated?|v)"
    r"\b\W*(?:\d[\d.]*)?\W*)*$",
    re.IGNORECASE,
)
# Before a time that a title only mentions: "Better than in June 2023", "Vision for 2030".
_MENTIONS = re.compile(
    r"\b(?:in|since|from|after|before|by|until|till|to|towards|of|the|following|vision|for|and"
    r"|between|during)\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"^\s*(?:to|until|and|[\u2013-])\s*(?:{MONTH}|\d)", re.IGNORECASE)
_OF_AN_EVENT = re.compile(r"^\W*(?:\w+\s+)?(?:inspection|visit|judgement|census)", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:table of )?contents\b", re.IGNORECASE)
_TITLE_BLOCKS = 4
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Words:
    """A period and the offsets of the words that name it."""

    period: Period
    at: int
    until: int

    @property
    def is_finer(self) -> bool:
        """It is shorter than a year."""
        start, end = self.period.start, self.period.end
        return (end.year - start.year) * 12 + end.month - start.month + 1 < _WHOLE_YEAR


def find_period(opening: Opening, path: Path) -> Found[Period] | None:
    """Find the month, quarter or year a document bears.

    One that stands by itself comes before one in the title, and a month or quarter before
    a year: "October 2022" on the cover of an annual report of 2021/22 tells when it appeared.

    Args:
        opening: of the document.
        path: the file; its name is asked last.
    """
    blocks = [block for block in opening.title_block if _may_bear(block)]
    found = [(block, words) for block in blocks for words in find_words(block.text)]
    alone = [(block, words) for block, words in found if _stands_alone(block.text, words)]
    titles = blocks[:_TITLE_BLOCKS]
    titled = [(b, words) for b, words in found if b in titles and _is_borne(b.text, words)]
    for finer in (True, False):
        for block, words in (*alone, *titled):
            if words.is_finer is finer:
                return Found(words.period, quote(block, words.at, words.until))
    return period_by_name(path)


def period_by_name(path: Path) -> Found[Period] | None:
    """Take the period from the file's name, if that names one and no other."""
    name = re.sub(r"[_.+]|%20", " ", path.stem)
    found = {words.period for words in _named(name)}
    if len(found) != 1:
        return None
    return Found(found.pop(), Evidence(f"file name {path.name}"))


def read_period(text: str) -> Period | None:
    """Read a text that is nothing but a period, such as "October 2022" or "2021/22"."""
    for words in find_words(text):
        if not (text[: words.at] + text[words.until :]).strip():
            return words.period
    return None


def find_words(text: str) -> Iterator[Words]:
    """Yield every period named in a text, the longest wording first where some overlap."""
    taken: list[tuple[int, int]] = []
    for words in (*_days(text), *_months(text)):
        if not any(words.at < until and at < words.until for at, until in taken):
            taken.append((words.at, words.until))
            if words.period.start.year <= datetime.now(UTC).year:  # else it is only aimed at
                yield words


def _days(text: str) -> Iterator[Words]:
    """Yield stretches of whole months given by their days: 1 April 2020 to 31 March 2021."""
    for span in find_spans(text):
        whole = span.end.day == calendar.monthrange(span.end.year, span.end.month)[1]
        if span.start.day == 1 and whole and span.start < span.end:
            yield Words(Period(span.start, span.end), span.at, span.until)


def _months(text: str) -> Iterator[Words]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            period = _period(match)
            if period:
                yield Words(period, *match.span())


def _period(match: re.Match[str]) -> Period | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    if "pair" in said:
        year = int(said["pair"])
        if int(said["next"]) % 100 != (year + 1) % 100:
            return None  # 2021-2024 is a stretch of years, and so tells no one year
        if "quarter" not in said:
            return months(year, 4, year + 1, 3)
        first = 3 * int(said["quarter"]) + 1  # the first of them begins in April
        year, first = (year, first) if first <= 12 else (year + 1, first - 12)
        return months(year, first, year, first + 2)
    if "alone" in said:
        return months(int(said["alone"]), 1, int(said["alone"]), 12)
    year, month = int(said["year"]), MONTHS[said["month"].lower()]
    first = MONTHS[said["first"].lower()] if "first" in said else month
    first_year = int(said.get("first_year", year if first <= month else year - 1))
    return months(first_year, first, year, month)


def _may_bear(block: Block) -> bool:
    return (
        block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        and len(block.text) <= _LONGEST
        and not block.text.endswith(".")
        and not _CONTENTS.match(block.text)
    )


def _stands_alone(text: str, words: Words) -> bool:
    """Tell whether a block says nothing but the period, or which edition it is of."""
    after = text[words.until :].strip(" .,)]")
    return not after and bool(_EDITION.match(text[: words.at]))


def _is_borne(text: str, words: Words) -> bool:
    """Tell a period that a title bears from one that it only mentions."""
    before, after = text[: words.at], text[words.until :]
    if _MENTIONS.search(before) or _OF_AN_EVENT.match(after) or _RANGE.match(after):
        return False
    if before.rstrip()[-1:].isdigit() or re.search(r"[\u2013-]\s*$", before) is not None:
        return _is_title_dash(before)
    # A bare number may be anything; at the end of a title it is the year.
    return not text[words.at : words.until].isdigit() or not after.strip(" .)]")


def _is_title_dash(before: str) -> bool:
    """Tell the dash after a title from the one in "2019 - 2021"."""
    return re.search(r"[^\W\d]\s+[\u2013-]\s*$", before) is not None


def _named(name: str) -> Iterator[Words]:
    """Yield the periods a file's name gives, where words are parted by hyphens as well."""
    for match in re.finditer(rf"(?<!\d)({_YEAR})-(\d\d)(?:-(\d\d))?(?!\d)", name):
        year, second = int(match[1]), int(match[2])
        if match[3] is None and second == (year + 1) % 100 and second <= 12:
            return  # 2010-11: a month or a year, nobody can tell
        period = months(year, second, year, second)
        if period:
            yield Words(period, *match.span())
            return
    spaced = re.sub(rf"-(?!\d\d(?!\d)|{_YEAR})|(?<=[^\W\d])-(?={_YEAR})", " ", name)
    yield from find_words(spaced)
