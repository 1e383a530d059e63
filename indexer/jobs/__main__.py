"""The process of one job: ``python -m indexer.jobs HOME JOB``."""

import logging
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from indexer.errors import HomeLocked, IndexerError
from indexer.home import Home
from indexer.jobs.kinds import BESIDE, work_of
from indexer.jobs.model import Job, JobState, Stopped, life_lock
from indexer.jobs.running import is_next
from indexer.priority import give_way
from indexer.store.repository import Store
from nlp.errors import NlpError

log = logging.getLogger("indexer.jobs")

_LOOK = 0.5
"""Seconds between two notes of progress, and between two looks at a lock somebody else holds."""


class _Teller:
    """Notes progress in the store, not too often, and hears whether to stop."""

    def __init__(self, store: Store, job: int) -> None:
        self._store = store
        self._job = job
        self._told = 0.0

    def __call__(self, done: int, total: int, message: str) -> None:
        if time.monotonic() - self._told < _LOOK:
            return
        self._told = time.monotonic()
        if self._store.note_progress(self._job, done, total, message):
            raise Stopped


def run(home: Home, id_: int) -> None:
    """Do one job, whatever comes of it, and note that."""
    with Store.open(home.store, create=True) as store, FileLock(life_lock(home, id_)):
        job = store.job(id_)
        if job is None or job.state is not JobState.WAITING:
            return
        tell = _Teller(store, id_)
        try:
            with nullcontext() if job.kind in BESIDE else _turn(home, store, id_, tell):
                store.begin_job(id_)
                result = _done(home, job, tell)
        except Stopped:
            store.finish_job(id_, JobState.STOPPED, message="Stopped as asked.")
        except (IndexerError, NlpError, OSError) as error:
            store.finish_job(id_, JobState.FAILED, message=str(error))
        except Exception:
            log.exception("Job %s failed", id_)
            told = f"Something unforeseen went wrong; jobs/{id_}.log in the home tells what."
            store.finish_job(id_, JobState.FAILED, message=told)
        else:
            store.finish_job(id_, JobState.DONE, result=result)


@contextmanager
def _turn(home: Home, store: Store, id_: int, tell: _Teller) -> Iterator[None]:
    """Wait until all that was asked for earlier has ended; one that waits can be stopped, too."""
    turn = FileLock(home.path / "jobs" / "turn.lock")
    while not turn.is_locked:
        if is_next(home, store, id_):
            # Where this process took long to start, one asked for later may have it.
            with suppress(Timeout):
                turn.acquire(timeout=_LOOK)
        else:
            time.sleep(_LOOK)
        if not turn.is_locked:
            tell(0, 0, "Waiting for other work in the background to end.")
    try:
        yield
    finally:
        turn.release()


def _done(home: Home, job: Job, tell: _Teller) -> Mapping[str, Any]:
    """Do the work; while somebody else writes to the home, wait and try again."""
    while True:
        try:
            return work_of(job.kind)(home, job.params, tell)
        except HomeLocked as held:
            # What the message advises is for the command line.
            tell(0, 0, f"Waiting: {str(held).rpartition('. Wait ')[0]}.")
            time.sleep(_LOOK)


if __name__ == "__main__":
    give_way()
    run(Home(Path(sys.argv[1])), int(sys.argv[2]))
