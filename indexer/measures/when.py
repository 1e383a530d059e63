"""From a period as figures carry it to the months it stands for."""

import calendar
import re
from datetime import date

from indexer.days import months
from indexer.model import Period

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = "|".join(_MONTHS)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? )?"
_SPELL = re.compile(r"(\d{4})/(\d\d)")
_YEARS = re.compile(r"(\d{4}) to (\d{4})")
_YEAR = re.compile(r"\d{4}")
_QUARTER = re.compile(r"quarter ([1-4])(?: of (\d{4})/\d\d)?")
_DATE = re.compile(rf"{_DAY}({_MONTH})(?: (\d{{4}}))?")
_RANGE = re.compile(rf"{_DAY}({_MONTH})(?: (\d{{4}}))? to {_DAY}({_MONTH})(?: (\d{{4}}))?")
_TO = re.compile(
    rf"(?:the )?(?P<long>year|quarter|(?P<many>[a-z]+) months) to {_DAY}"
    rf"(?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?"
)
_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "six": 6,
    "nine": 9,
    "twelve": 12,
}


def period_named(name: str, printed: date | None) -> tuple[Period, bool] | None:
    """Return the months that a period stands for, and whether its year was worked out.

    A day counts as its month: ``31 March 2022`` is March 2022. Where no year is said it is
    the last time that had ended when the paper was printed.

    Args:
        name: as :attr:`nlp.types.Figure.period` has it.
        printed: day of the paper; None: unknown, and then a year must be said.

    Returns:
        None where it cannot be told.
    """
    said = name.lower().strip()
    if match := _SPELL.fullmatch(said):
        return _stretch(int(match[1]), 4, 12)
    if match := _YEARS.fullmatch(said):
        return _stretch(int(match[1]), 1, 12 * (int(match[2]) - int(match[1]) + 1))
    if match := _QUARTER.fullmatch(said):
        return _quarter(int(match[1]), match[2], printed)
    return _stretch(int(said), 1, 12) if _YEAR.fullmatch(said) else _of_months(said, printed)


def _of_months(said: str, printed: date | None) -> tuple[Period, bool] | None:
    """Return what names of months stand for: one, from one to another, or so many to one."""
    if match := _RANGE.fullmatch(said):
        return _range(match, printed)
    if match := _TO.fullmatch(said):
        length = {"year": 12, "quarter": 3}.get(match["long"]) or _COUNTS.get(match["many"] or "")
        return _ending(match["month"], match["year"], length, printed)
    match = _DATE.fullmatch(said)
    return _ending(match[1], match[2], 1, printed) if match else None


def _stretch(year: int, month: int, length: int) -> tuple[Period, bool] | None:
    last = year * 12 + month + length - 2
    found = months(year, month, last // 12, last % 12 + 1)
    return (found, False) if found else None


def _quarter(number: int, year: str | None, printed: date | None) -> tuple[Period, bool] | None:
    """Return a quarter of a financial year, which begins in April."""
    ends = _MONTHS[(3 + 3 * number - 1) % 12]
    stop = str(int(year) + (number == 4)) if year else None
    return _ending(ends, stop, 3, printed)


def _range(match: re.Match[str], printed: date | None) -> tuple[Period, bool] | None:
    first, last = _MONTHS.index(match[1]), _MONTHS.index(match[3])
    length = (last - first) % 12 + 1
    if match[2] and match[4]:
        length += 12 * (int(match[4]) - int(match[2]) - (last < first))
    year = match[4] or (str(int(match[2]) + (last < first)) if match[2] else None)
    return _ending(match[3], year, length, printed)


def _ending(
    month: str, year: str | None, length: int | None, printed: date | None
) -> tuple[Period, bool] | None:
    """Return a stretch of months by its last."""
    if length is None or length < 1 or (year is None and printed is None):
        return None
    number = _MONTHS.index(month) + 1
    stop = int(year) if year else _last(number, printed) if printed else 0
    start = stop * 12 + number - length
    found = months(start // 12, start % 12 + 1, stop, number)
    return (found, year is None) if found else None


def _last(month: int, printed: date) -> int:
    """Return the year of the last such month that had begun on a day."""
    return printed.year if month <= printed.month else printed.year - 1
