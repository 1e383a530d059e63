"""Dates and stretches of months as readers of English papers write them."""

import calendar
import re
from datetime import date, datetime

from indexer.model import Period

_MONTHS_RE = re.compile(r"(\d{4})-(\d\d)(?:/(\d{4})-(\d\d))?|(\d{4})")


def in_words(day: date) -> str:
    """Write a date, or the date of a time, as 1 June 2022."""
    return f"{day.day} {day:%B} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """Write a moment as 1 June 2022, 14:05, in the time of this machine."""
    local = moment.astimezone()
    return f"{in_words(local)}, {local:%H:%M}"


def period_in_words(period: Period) -> str:
    """Write a period as October 2022, April to June 2022, 2022 or, from April to March, 2021/22."""
    start, end = period.start, period.end
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    if (start.month, end.month, end.year - start.year) == (1, 12, 0):
        return str(start.year)
    if (start.month, end.month, end.year - start.year) == (4, 3, 1):
        return f"{start.year}/{end.year % 100:02}"
    first = f"{start:%B}" if start.year == end.year else f"{start:%B} {start.year}"
    return f"{first} to {end:%B} {end.year}"


def period_iso(period: Period) -> str:
    """Write a period as ISO 8601: 2022-10, 2022, or its first and last month, 2021-04/2022-03."""
    start, end = f"{period.start:%Y-%m}", f"{period.end:%Y-%m}"
    if start == end:
        return start
    if (period.start.month, period.end.month) == (1, 12) and start[:4] == end[:4]:
        return start[:4]
    return f"{start}/{end}"


def period_from_iso(text: str) -> Period | None:
    """Read what :func:`period_iso` writes; None for anything else."""
    match = _MONTHS_RE.fullmatch(text)
    if match is None:
        return None
    year, month, last_year, last_month, whole = match.groups()
    if whole:
        return months(int(whole), 1, int(whole), 12)
    return months(int(year), int(month), int(last_year or year), int(last_month or month))


def months(year: int, month: int, last_year: int, last_month: int) -> Period | None:
    """Return the period from one month to another; None if there is none such."""
    if not (1 <= month <= 12 and 1 <= last_month <= 12 and 0 < year <= last_year):
        return None
    end = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    start = date(year, month, 1)
    return Period(start, end) if start <= end else None
