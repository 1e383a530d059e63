"""What each question of a list finds, as a table."""

from collections.abc import Iterable
from typing import Any

from indexer.export.cells import csv_bytes
from indexer.many import STANCES, Counted


def counts_csv(counted: Iterable[Counted]) -> bytes:
    """Write a row for each question, with its total and its passages by stance."""
    names = [stance.replace("-", " ").capitalize() for stance in STANCES]
    rows = (
        [one.query, one.total, *(one.stances.get(stance, 0) for stance in STANCES), one.error]
        for one in counted
    )
    return b"".join(csv_bytes(["Question", "Passages", *names, "Could not be read"], rows))


def counted_json(one: Counted) -> dict[str, Any]:
    """Give what a question finds."""
    return {
        "query": one.query,
        "total": one.total,
        "stance": {stance: one.stances.get(stance, 0) for stance in STANCES},
        "error": one.error,
    }
