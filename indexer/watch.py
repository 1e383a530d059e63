"""Keep an index up to date with folders that change."""

import time
from collections.abc import Callable, Iterator

from indexer.errors import HomeLocked
from indexer.ingest import Summary

EVERY = 15.0
"""Seconds between looks. Network drives send no notice of changes, so one has to look;
looking at 493 unchanged files takes 0.3 seconds."""


def passes(
    run: Callable[[], Summary],
    *,
    every: float = EVERY,
    sleep: Callable[[float], None] = time.sleep,
    idle: Callable[[], object] | None = None,
) -> Iterator[Summary]:
    """Run again and again, and yield each pass that did something; the first always.

    Ends with KeyboardInterrupt. While another run holds the home, waits for it.

    Args:
        run: a pass.
        every: seconds between passes.
        sleep: waits so long.
        idle: done after each pass, once what it did was told.
    """
    first = True
    noted: set[str] = set()
    while True:
        try:
            summary = run()
        except HomeLocked:
            sleep(every)
            continue
        now = {failure.path for failure in summary.failures} | set(summary.doubts)
        now |= {f"{summary.missing} missing"} if summary.missing else set()
        if first or summary.indexed or summary.updated or summary.recognised or now != noted:
            yield summary
        first, noted = False, now
        if idle is not None:
            idle()
        sleep(every)
