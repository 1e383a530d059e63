"""Find the times that figures belong to, and write each in one way.

``2021-22``, ``2021/2022`` and ``2021 to 2022`` become ``2021/22``; ``between April and
December 2023`` becomes ``April to December 2023``. What leaves the year open stays open.
"""

import re
from dataclasses import dataclass

from nlp.types import Span

_MONTHS = [
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
]
MONTHS = frozenset(_MONTHS)

_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?[ ])"
_SPELL = rf"{_YEAR}[ ]?(?:/|-|\N{{EN DASH}}|to[ ])[ ]?(?:{_YEAR}|\d\d)\b"
_PERIOD = re.compile(
    rf"""\b(?P<quarter>(?:[Qq]uarter\ (?:[1-4]|one|two|three|four)|Q[1-4])
            (?:,?\ (?:of\ )?(?P<of>{_SPELL}))?)
    |\b(?:(?P<between>[Bb]etween|[Ff]rom)\ )?
       (?P<start>{_DAY}?{_MONTH}(?:\ {_YEAR})?)\ ?(?:to|and|until|-|\N{{EN DASH}})\ ?
       (?P<stop>{_DAY}?{_MONTH}(?:\ {_YEAR})?)\b
    |\b(?:[Tt]he\ |[Ii]n\ )?(?:year|quarter|months)\ (?:to|ending|ended)\ (?:the\ end\ of\ )?
       (?P<to>{_DAY}?{_MONTH}(?:\ {_YEAR})?)\b
    |\b(?P<spell>{_SPELL})
    |\b(?P<date>{_DAY}?{_MONTH}\ {_YEAR}|{_DAY}{_MONTH})\b
    |(?<=[nNyetymf]\ )(?P<month>{_MONTH})\b(?!\ \d)
    |\b(?P<year>{_YEAR})\b(?![%,]\d|[\d/-]|\ (?:children|pupils|referrals|contacts))
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")
_LEAD = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Aa]s at|[Dd]uring|[Ff]or|[Ss]ince|[Bb]y|[Oo]n|[Oo]f|[Ff]rom|[Tt]o"
    r"|[Uu]ntil|[Ii]n the|[Ff]or the|[Aa]t the end of|[Bb]y the end of)\s)$"
)
_DUE = re.compile(r"\b(?:by|until|before)(?: the end of)? $", re.IGNORECASE)
_BEFORE_MONTH = frozenset(
    [
        "in",
        "since",
        "by",
        "to",
        "during",
        "from",
        "of",
        "for",
        "and",
        "until",
        "at",
        "on",
        "between",
        "last",
        "each",
        "every",
        "after",
        "before",
    ]
)


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a text names.

    Attributes:
        start, end: characters it takes up, with the preposition before it.
        name: written in one way.
        due: it is the time something is to be reached by.
    """

    start: int
    end: int
    name: str
    due: bool = False

    @property
    def span(self) -> Span:
        """The characters it takes up."""
        return self.start, self.end


def periods_in(text: str, start: int = 0, end: int | None = None) -> list[Period]:
    """Return the times named in a stretch of a text, in reading order."""
    found = []
    for match in _PERIOD.finditer(text, start, len(text) if end is None else end):
        before = text[max(start, match.start() - 18) : match.start()]
        if (
            match["month"]
            and before.split()[-1:]
            and before.split()[-1].lower() not in _BEFORE_MONTH
        ):
            continue
        lead = _LEAD.search(before)
        at = match.start() - (len(lead[0]) if lead else 0)
        found.append(Period(at, match.end(), _name(match), bool(_DUE.search(before))))
    return found


def period_of(label: str) -> str | None:
    """Return the time that a short label, as the head of a column, stands for."""
    match = _PERIOD.search(label.strip())
    return _name(match) if match else None


def _name(match: re.Match[str]) -> str:
    if match["quarter"]:
        number = match["quarter"].replace("uarter", "").lstrip("Qq").split()[0].rstrip(",")
        number = {"one": "1", "two": "2", "three": "3", "four": "4"}.get(number, number)
        return f"quarter {number}" + (f" of {_spell(match['of'])}" if match["of"] else "")
    if match["start"]:
        return f"{match['start']} to {match['stop']}"
    if match["to"]:
        unit = "quarter" if "quarter" in match[0] else "months" if "months" in match[0] else "year"
        return f"{unit} to {match['to']}"
    if match["spell"]:
        return _spell(match["spell"])
    return match["date"] or match["month"] or match["year"]


def _spell(words: str) -> str:
    first, last = (int(digits) for digits in _DIGITS.findall(words))
    last = last if last > 100 else first // 100 * 100 + last
    if last == first + 1:
        return f"{first}/{last % 100:02d}"
    return f"{first} to {last}"
