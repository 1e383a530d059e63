"""Find the times that figures belong to, and write each in one way.

``2021-22``, ``2021/2022`` and ``2021 to 2022`` become ``2021/22``; ``between April and
December 2023`` becomes ``April to December 2023``. What leaves the year open stays open.
"""

import re
from dataclasses import dataclass

from nlp.types import Span

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = frozenset(_MONTHS)

MONTH = rf"(?:{'|'.join(_MONTHS)})"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? )"
_SPELL = rf"{_YEAR} ?(?:/|-|\N{{EN DASH}}|\N{{MINUS SIGN}}|to ) ?(?:{_YEAR}|\d\d)\b(?! {MONTH})"
_DATE = rf"{_DAY}?{MONTH}(?: {_YEAR})?"
# What begins a time apart from a day. The letters it may begin with are few: found fast.
_HINT = re.compile(rf"(?:{'|'.join(_MONTHS)}|[12][90]\d\d|Q[1-4]|[Qq]uarter)\b")
_PERIOD = re.compile(
    rf"(?P<quarter>[Qq]uarter (?:[1-4]|one|two|three|four)\b|Q[1-4]\b)"
    rf"(?:,? (?:of )?(?P<of>{_SPELL}))?"
    rf"|(?P<start>{_DATE}) ?(?:to|and|until|-|\N{{EN DASH}}) ?(?P<stop>{_DATE})\b"
    rf"|(?P<spell>{_SPELL})"
    rf"|(?P<date>{_DATE})\b"
    rf"|(?P<year>{_YEAR})\b(?![%,]\d|[\d/-]|% | per cent)"
)
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? $")
_UNTIL = re.compile(
    r"\b(?:the )?((?:(?!the )[a-z]+ )?months|year|quarter) (?:to|ending|ended)(?: the end of)? $",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?:in|at|as at|during|for|since|by|on|of|from|to|until|between|before|after)"
    r"(?: the)?(?: end of)?(?: year)? $",
    re.IGNORECASE,
)
_DUE = ("by", "until", "before")
_SHORT = re.compile(
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,2}\.?(?:[ '-]+((?:20)?\d\d))?"
)
_DIGITS = re.compile(r"\d+")
_QUARTERS = {"one": "1", "two": "2", "three": "3", "four": "4"}


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a text names.

    Attributes:
        start, end: characters it takes up, with the preposition before it.
        name: written in one way.
        due: it is the time something is to be reached by.
        open: it is the end of a spell, as in ``until 2024``.
    """

    start: int
    end: int
    name: str
    due: bool = False
    open: bool = False

    @property
    def span(self) -> Span:
        """The characters it takes up."""
        return self.start, self.end


def periods_in(text: str, start: int = 0, end: int | None = None) -> list[Period]:
    """Return the times named in a stretch of a text, in reading order."""
    stop = len(text) if end is None else end
    found: list[Period] = []
    at = start
    for hint in _HINT.finditer(text, start, stop):
        if hint.start() < at:
            continue
        begin = hint.start()
        if day := _DAY_BEFORE.search(text, max(at, begin - 5), begin):
            begin = day.start()
        if match := _PERIOD.match(text, begin, stop):
            found.append(_period(text, match, at))
            at = match.end()
    return found


def period_of(label: str) -> str | None:
    """Return the time that a short label, as the head of a column, stands for."""
    if found := periods_in(label):
        return found[0].name
    short = _SHORT.fullmatch(label)
    if not short:
        return None
    month = next(month for month in _MONTHS if month.startswith(short[1]))
    return f"{month} 20{short[2][-2:]}" if short[2] else month


def _period(text: str, match: re.Match[str], since: int) -> Period:
    start = match.start()
    name = _name(match)
    if until := _UNTIL.search(text, max(since, start - 32), start):
        start, name = until.start(), f"{until[1].lower()} to {name}"
    lead = _LEAD.search(text, max(since, start - 24), start)
    how = lead[0].lower() if lead else ""
    return Period(
        lead.start() if lead else start,
        match.end(),
        name,
        due=how.startswith(_DUE),
        open=how.startswith("until"),
    )


def _name(match: re.Match[str]) -> str:
    if match["quarter"]:
        number = match["quarter"][1:].split()[-1]
        quarter = f"quarter {_QUARTERS.get(number, number)}"
        return f"{quarter} of {_spell(match['of'])}" if match["of"] else quarter
    if match["start"]:
        return f"{match['start']} to {match['stop']}"
    return _spell(match["spell"]) if match["spell"] else match["date"] or match["year"]


def _spell(words: str) -> str:
    first, last = (int(digits) for digits in _DIGITS.findall(words))
    last = last if last > 100 else first // 100 * 100 + last
    if last == first + 1:
        return f"{first}/{last % 100:02d}"
    return f"{first} to {last}"
