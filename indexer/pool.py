"""Worker processes that may hang or die without taking the run with them."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from multiprocessing import connection
from multiprocessing.context import BaseContext
from multiprocessing.synchronize import RLock
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from indexer.ending import tie_to_parent
from indexer.extract.base import OcrMode
from indexer.forking import context_for
from indexer.model import FileStatus, LedgerEntry, Stage
from indexer.priority import one_thread
from indexer.worker import Outcome, process

FILE_TIMEOUT = 600.0
"""Seconds one file may take; the slowest of 487 public reports takes under ten."""

FILES_A_WORKER = 500
"""A worker is replaced after so many files, so that memory stays flat over any number."""

MEMORY = 2 << 30
"""Bytes of data a worker may hold: four times what a PDF of 2,007 pages needs (0.47 GB)."""


def limit_memory() -> None:
    """Bound the memory of this process, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def end_with_parent() -> None:
    """Let this worker end when the run is killed, whatever it is doing.

    Nobody would be left to end it if it hangs. The thread serves on every system, but not
    while native code runs; Linux sends a signal that nothing holds up.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()
    tie_to_parent()


def _follow(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)


COLLECT = 10_000
"""Objects made before Python looks for cycles among them; there are next to none here.
Annotating took 0.33 ms a passage instead of 0.37 (700, the default); 50,000 gained no more."""


def _prepare(environment: Mapping[str, str]) -> None:
    # A worker that is forked has that of the server, which may be from an earlier run.
    os.environ.clear()
    os.environ.update(environment)
    gc.set_threshold(COLLECT)
    limit_memory()
    end_with_parent()


def process_all(
    entries: Iterable[LedgerEntry],
    *,
    jobs: int,
    models: Path,
    ocr: OcrMode,
    pipeline: str,
    timeout: float | None = None,
    started: Callable[[LedgerEntry], None],
) -> Iterator[tuple[LedgerEntry, Outcome]]:
    """Read files in worker processes and yield what became of each, as they end.

    A file whose worker hangs or dies comes back as quarantined; the rest go on.

    Args:
        ocr: which pages are read from their picture.
        pipeline: version of the pipeline, to be noted with what it says.
        started: called with each entry just before a worker takes it up.
    """
    limit = timeout or FILE_TIMEOUT
    one_thread()
    context = KeptLocks(context_for(models))
    waiting = iter(entries)
    running: dict[Future[Outcome], LedgerEntry] = {}
    with ProcessPool(
        max_workers=jobs,
        max_tasks=FILES_A_WORKER,
        initializer=_prepare,
        initargs=[dict(os.environ)],
        context=context,
    ) as pool:
        while True:
            # A short queue keeps every worker busy without holding all results at once.
            while len(running) < 3 * jobs and (entry := next(waiting, None)):
                started(entry)
                arguments = (entry.path, entry.sha256 or "", str(models), ocr, pipeline)
                running[pool.schedule(process, args=arguments, timeout=limit)] = entry
            if not running:
                return
            for task in wait(running, return_when=FIRST_COMPLETED).done:
                entry = running.pop(task)
                yield entry, _outcome_of(task, entry, limit)


class KeptLocks:
    """A way to start processes that keeps the locks it makes for as long as it is kept.

    A pool that closes lets go of its locks before it ends its workers. One that was still
    starting, as when there are fewer files than workers, then finds no lock and says so.
    """

    def __init__(self, context: BaseContext) -> None:
        self._context = context
        self._locks: list[RLock] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def RLock(self) -> RLock:  # noqa: N802 - the name is multiprocessing's
        """Make a lock that processes share."""
        self._locks.append(self._context.RLock())
        return self._locks[-1]


def _outcome_of(task: "Future[Outcome]", entry: LedgerEntry, timeout: float) -> Outcome:
    try:
        return task.result()
    except TimeoutError:
        told = f"Reading took longer than {timeout:.0f} seconds and was ended."
    except ProcessExpired as error:
        told = (
            f"The reading process died (exit status {error.exitcode}). The file may be "
            "damaged, or too large for this machine's memory."
        )
    told += " It is not tried again until it changes, or with --retry."
    return Outcome(
        entry.path, entry.sha256 or "", FileStatus.QUARANTINED, Stage.EXTRACT, error=told
    )
