"""The value of a spreadsheet cell as a person sees it."""

import datetime as dt
import math
import re
from typing import Any

from indexer.days import in_words
from indexer.extract.pieces import squeeze

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_THOUSANDS = re.compile(r"[#0],[#0]")
_CURRENCY = re.compile(r"[£$€]")


def show(value: Any, form: str | None) -> str:
    """Write a value as its number format shows it.

    Percentages, decimals, thousands and currencies follow the format; dates are written
    "1 June 2022" whatever the format, or "June 2022" and "2022" where it shows no more.

    Args:
        value: as the workbook holds it.
        form: the number format, such as ``0.0%`` or ``dd/mm/yyyy``.

    Returns:
        The text; empty for an empty cell.
    """
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return _number(value, form or "General") if math.isfinite(value) else ""
    if isinstance(value, dt.date):
        return _date(value, form or "")
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return "" if value is None else squeeze(str(value))


def _number(value: float, form: str) -> str:
    section = _section(value, form)
    plain = _QUOTED.sub("", section)
    if "%" in plain:
        return f"{value * 100:.{_places(plain)}f}%"
    if not any(mark in plain for mark in "0#?"):  # General, text or a format of its own
        return str(value) if isinstance(value, int) else _general(value)
    comma = "," if _THOUSANDS.search(plain) else ""
    currency = _CURRENCY.search(section)
    sign = "-" if value < 0 else ""
    digits = f"{abs(value):{comma}.{_places(plain)}f}"
    return f"{sign}{currency.group() if currency else ''}{digits}"


def _general(value: float) -> str:
    # Twelve figures hide the last bits of a sum that is no binary fraction.
    text = f"{value:.12g}"
    return f"{value:.0f}" if "e+" in text else text


def _section(value: float, form: str) -> str:
    """Take the part of a format that is for numbers of this sign."""
    parts = form.split(";")
    return parts[1] if value < 0 and len(parts) > 1 and parts[1] else parts[0]


def _places(plain: str) -> int:
    match = _DECIMALS.search(plain)
    return min(len(match.group(1)), 10) if match else 0


def _date(value: dt.date, form: str) -> str:
    letters = _QUOTED.sub("", form).casefold()
    text = in_words(value)
    if "y" in letters and "d" not in letters:
        text = f"{value:%B} {value.year}" if "m" in letters else str(value.year)
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        text += f" {value:%H:%M}"
    return text
