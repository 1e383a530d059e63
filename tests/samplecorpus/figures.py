"""Make the columns of data tables, the same on every run."""

from __future__ import annotations

import random

from tests.samplecorpus.markup import Block, parse_options, split_row

# Beyond this many columns the unit stands with the measure, since cells are narrow.
NARROW = 8


def generate_rows(block: Block) -> list[list[str]]:
    """Return the rows of an `@generate` table, header first.

    The directive names `seed` and `columns` (comma-separated, `_` for a space). Each row
    beneath it reads `| measure | first value | last value | unit |`; the columns walk from
    the first to the last value with a little scatter. `unit` is `%` or empty.
    """
    options = parse_options(block.text)
    columns = options["columns"].replace("_", " ").split(",")
    # Scatter for an invented table: nothing here is a secret.
    source = random.Random(int(options["seed"]))
    rows = [[options.get("first", "Measure").replace("_", " "), *columns]]
    for child in block.children:
        measure, first, last, unit = split_row(child.text)
        if unit and len(rows[0]) > NARROW:
            measure, unit = f"{measure} ({unit})", ""
        rows.append([measure, *walk(float(first), float(last), len(columns), unit, source)])
    return rows


def walk(first: float, last: float, steps: int, unit: str, source: random.Random) -> list[str]:
    """Return `steps` figures from `first` to `last`, exact at both ends, scattered between."""
    spread = max(abs(last - first), 0.06 * max(first, last)) / 2
    digits = 1 if "." in f"{first:g}{last:g}" else 0
    values = []
    for step in range(steps):
        share = step / max(steps - 1, 1)
        middle = first + (last - first) * share
        wobble = 0.0 if step in {0, steps - 1} else source.uniform(-spread, spread)
        values.append(max(middle + wobble, 0.0))
    if unit == "%" or max(first, last) <= 100:
        values = [min(value, 100.0) for value in values]
    return [f"{value:.{digits}f}{unit}" for value in values]
