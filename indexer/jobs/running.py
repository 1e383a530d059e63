"""Start background work, see how it stands, and ask it to stop."""

import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from filelock import FileLock, Timeout

from indexer.home import Home
from indexer.jobs.kinds import BESIDE, work_of
from indexer.jobs.model import Job, JobState, life_lock
from indexer.store.repository import Store

log = logging.getLogger(__name__)

_STARTING = timedelta(seconds=30)
"""A process is given so long to start; it takes one second, or ten on a busy machine."""


def start_job(
    home: Home, store: Store, kind: str, *, title: str, params: Mapping[str, Any], who: str
) -> Job:
    """Start a piece of work in a process of its own, and return at once.

    It goes on when the server ends. Works of one home are done one after another, in the order
    in which they were asked for, but for those of :data:`indexer.jobs.kinds.BESIDE`.

    Args:
        kind: one of :data:`indexer.jobs.kinds.KINDS`.
        title: what it does, for display.
        params: what the work is given; plain values that JSON holds.
        who: who asks for it.

    Raises:
        IndexerError: there is no such kind.
    """
    work_of(kind)
    job = store.add_job(kind, title=title, params=params, who=who)
    life_lock(home, job.id).parent.mkdir(parents=True, exist_ok=True)
    with (life_lock(home, job.id).parent / f"{job.id}.log").open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own program with numbers and a folder
            [sys.executable, "-m", "indexer.jobs", str(home.path.absolute()), str(job.id)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    # Somebody has to hear that it ended, or it stays in the list of processes for good.
    threading.Thread(target=process.wait, daemon=True).start()
    return job


def job_now(home: Home, store: Store, id_: int) -> Job | None:
    """Return a job as it stands; one whose process died is noted as cut off. None: no such job."""
    job = store.job(id_)
    if job is None or not job.state.is_open or _starts(job) or _lives(home, id_):
        return job
    # Between the two looks it may have ended as it should.
    again = store.job(id_)
    if again is None or not again.state.is_open:
        return again
    told = "The process ended without a word, perhaps with the machine. Start it again."
    store.finish_job(id_, JobState.CUT_OFF, message=told)
    return store.job(id_)


def jobs_now(home: Home, store: Store, *, limit: int = 50) -> list[Job]:
    """Return the latest jobs as they stand, newest first."""
    found = [job_now(home, store, job.id) for job in store.jobs(limit=limit)]
    return [job for job in found if job is not None]


def is_next(home: Home, store: Store, id_: int) -> bool:
    """Tell whether nothing that was asked for before a job, and has a turn, is to be done."""
    earlier = (job_now(home, store, one) for one in store.open_jobs(before=id_))
    return not any(job and job.state.is_open and job.kind not in BESIDE for job in earlier)


def _starts(job: Job) -> bool:
    """Tell whether its process may not have got so far as to say that it lives."""
    return job.state is JobState.WAITING and datetime.now(UTC) - job.created < _STARTING


def _lives(home: Home, job: int) -> bool:
    lock = FileLock(life_lock(home, job))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
