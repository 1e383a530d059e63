"""A piece of background work and how it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from indexer.home import Home

Progress = Callable[[int, int, str], None]
"""Called with what is done, of how much in all (0: not known), and what is done now, in plain
words; raises :class:`Stopped` where a person asked for that."""

Work = Callable[[Home, Mapping[str, Any], Progress], Mapping[str, Any]]
"""What a job does; gives a result that JSON holds. It takes the home's lock where it writes."""


class JobState(StrEnum):
    """How a job stands.

    ``cut-off``: its process ended without a word, as with the machine; whatever it does is
    made so that doing it again does no harm.
    """

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    CUT_OFF = "cut-off"

    @property
    def is_open(self) -> bool:
        """Whether it may still change by itself."""
        return self in (JobState.WAITING, JobState.RUNNING)


class Stopped(Exception):
    """A person asked a job to stop."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of background work.

    Attributes:
        kind: one of :data:`indexer.jobs.kinds.KINDS`.
        title: what it does, for display.
        params: what its function was given.
        who: who asked for it.
        done, total: how far it is; a total of 0 is not known.
        message: what it is doing, or why it failed, in plain words.
        result: what its function gave; None until it is done.
        stopping: a person asked it to stop.
        created, started, finished: in UTC.
    """

    id: int
    kind: str
    title: str
    params: Mapping[str, Any]
    who: str
    state: JobState
    created: datetime
    done: int = 0
    total: int = 0
    message: str = ""
    result: Mapping[str, Any] | None = None
    stopping: bool = False
    started: datetime | None = None
    finished: datetime | None = None


def life_lock(home: Home, job: int) -> Path:
    """Return the file that a job's process keeps locked as long as it lives."""
    return home.path / "jobs" / f"{job}.lock"
