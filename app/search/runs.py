"""Runs of years, written as 2021..2023."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

BETWEEN = ".."
LONGEST_RUN = 50
"""Years of a run that are read; no council keeps papers of half a century."""

_RUN = re.compile(rf"(\d{{4}}){re.escape(BETWEEN)}(\d{{4}})", re.ASCII)


def read_years(
    values: Iterable[str], first: str | None = None, last: str | None = None
) -> tuple[str, ...]:
    """Read years and runs such as ``2021..2023``, each year once.

    Args:
        values: as an address holds them; what is no run stays as it is.
        first, last: a run by its ends, as a form sends it; it replaces the values.
    """
    if first or last:
        ends = first or last or "", last or first or ""
        values = [BETWEEN.join(sorted(ends))]
    return tuple(dict.fromkeys(year for value in values for year in _expanded(value)))


def write_years(years: Sequence[str]) -> list[str]:
    """Write years as short as they read: runs of three and more by their ends."""
    written = []
    for run in runs_of(years):
        written += [f"{run[0]}{BETWEEN}{run[-1]}"] if len(run) > 2 else run
    return written


def runs_of(years: Sequence[str]) -> list[list[str]]:
    """Part years where one is missing between; what is no year stands alone, last."""
    plain = sorted({int(year) for year in years if _is_year(year)})
    runs = [
        [str(year) for _, year in group]
        for _, group in groupby(enumerate(plain), lambda item: item[1] - item[0])
    ]
    return runs + [[year] for year in years if not _is_year(year)]


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit()


def _expanded(value: str) -> list[str]:
    found = _RUN.fullmatch(value)
    if not found:
        return [value] if BETWEEN not in value else []
    first, last = sorted((int(found[1]), int(found[2])))
    return [str(year) for year in range(first, min(last, first + LONGEST_RUN) + 1)]
