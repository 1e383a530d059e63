"""Background work in the store: how far each piece is, and what came of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.jobs.model import Job, JobState
from indexer.store.base import Connected, now
from indexer.store.tables_jobs import jobs

_OPEN = jobs.c.state.in_([state.value for state in JobState if state.is_open])


class Jobs(Connected):
    """Pieces of background work; :mod:`indexer.jobs.running` starts them."""

    def add_job(self, kind: str, *, title: str, params: Mapping[str, Any], who: str) -> Job:
        """Note work that waits to be done."""
        row = {
            "kind": kind,
            "title": title,
            "params": dict(params),
            "who": who,
            "state": JobState.WAITING.value,
            "created_at": now(),
        }
        with self._writing() as connection:
            return _job(connection.execute(sa.insert(jobs).returning(jobs), row).one())

    def job(self, id_: int) -> Job | None:
        """Return one job as last noted; None if there is none of that number."""
        found = self._all(sa.select(jobs).where(jobs.c.id == id_))
        return _job(found[0]) if found else None

    def jobs(self, *, kind: str | None = None, limit: int = 50) -> list[Job]:
        """Return the latest jobs as last noted, newest first: all, or those of one kind."""
        query = sa.select(jobs).order_by(jobs.c.id.desc()).limit(limit)
        if kind is not None:
            query = query.where(jobs.c.kind == kind)
        return [_job(row) for row in self._all(query)]

    def open_jobs(self, *, before: int) -> list[int]:
        """Return which jobs asked for before a job have not ended, as last noted."""
        return [row.id for row in self._all(sa.select(jobs.c.id).where(jobs.c.id < before, _OPEN))]

    def begin_job(self, id_: int) -> None:
        """Note that a job's turn has come."""
        self._change_job(id_, {"state": JobState.RUNNING.value, "started_at": now()})

    def note_progress(self, id_: int, done: int, total: int, message: str) -> bool:
        """Note how far a job is.

        Returns:
            whether a person asked it to stop.
        """
        self._change_job(id_, {"done": done, "total": total, "message": message})
        return bool(self._all(sa.select(jobs.c.stop).where(jobs.c.id == id_))[0].stop)

    def ask_to_stop(self, id_: int) -> None:
        """Ask a job to stop; it does at its next note of progress."""
        self._change_job(id_, {"stop": True})

    def finish_job(
        self,
        id_: int,
        state: JobState,
        *,
        message: str = "",
        result: Mapping[str, Any] | None = None,
    ) -> None:
        """Note what came of a job; what is finished already stays as it is."""
        told = {"state": state.value, "message": message, "finished_at": now()}
        self._change_job(id_, told | ({"result": dict(result)} if result is not None else {}))

    def _change_job(self, id_: int, values: Mapping[str, Any]) -> None:
        with self._writing() as connection:
            own = sa.update(jobs).where(jobs.c.id == id_, _OPEN)
            connection.execute(own.values(**values))


def _job(row: Any) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        title=row.title,
        params=row.params,
        who=row.who,
        state=JobState(row.state),
        created=_utc(row.created_at),
        done=row.done,
        total=row.total,
        message=row.message,
        result=row.result,
        stopping=row.stop,
        started=row.started_at and _utc(row.started_at),
        finished=row.finished_at and _utc(row.finished_at),
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
