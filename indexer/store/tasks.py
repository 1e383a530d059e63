"""Who was given which passage: no two people the same one, unless one left it lying."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from indexer.decisions.model import Field
from indexer.queues.model import HELD, Progress, Queue, Task
from indexer.store.base import Connected, chunks, now
from indexer.store.deciding import decided_from
from indexer.store.documents import CURRENT
from indexer.store.tables import documents, passages
from indexer.store.tables_coding import tasks
from indexer.store.tables_decisions import decided, decisions, subjects

_AT_ONCE = 100
"""Candidates looked at with one query: the first hundred nearly always hold a free one."""


class Tasks(Connected):
    """Passages given to people."""

    def open_task(self, who: str, queue: Queue) -> Task | None:
        """Return the passage that a person was given from a queue first and has not ended."""
        query = sa.select(tasks).join(passages, passages.c.id == tasks.c.passage).join(documents)
        query = query.where(tasks.c.who == who, tasks.c.queue == queue, tasks.c.ended_at.is_(None))
        query = query.where(CURRENT)
        found = self._all(query.order_by(tasks.c.id).limit(1))
        return _task(found[0]) if found else None

    def give_tasks(
        self,
        candidates: Sequence[str],
        queue: Queue,
        *,
        who: str,
        number: int = 1,
        given_by: str | None = None,
        decided_too: bool = False,
    ) -> list[Task]:
        """Give a person the first passages that nobody else has.

        Args:
            candidates: ids of passages, the best first.
            number: how many.
            given_by: who gives them; None: the person takes them.
            decided_too: also those of which people decided already.

        Returns:
            what was given; less than asked for where there is no more.
        """
        given: list[Task] = []
        with self._writing() as connection:
            for start in range(0, len(candidates), _AT_ONCE):
                some = candidates[start : start + _AT_ONCE]
                for passage in _free(connection, some, queue, who, decided_too=decided_too):
                    row = {
                        "queue": queue.value,
                        "passage": passage,
                        "who": who,
                        "given_at": now(),
                        "given_by": given_by,
                    }
                    insert = sa.insert(tasks).returning(tasks)
                    given.append(_task(connection.execute(insert, row).one()))
                    if len(given) == number:
                        return given
        return given

    def task(self, id_: int) -> Task | None:
        """Return one task; None if there is none of that number."""
        found = self._all(sa.select(tasks).where(tasks.c.id == id_))
        return _task(found[0]) if found else None

    def end_task(self, task: Task) -> bool:
        """Note that a person is done with a passage.

        Returns:
            whether they decided of it since they were given it; else it is passed over,
            and others may be given it.
        """
        said = sa.select(decisions.c.id).join(subjects).where(subjects.c.passage == task.passage)
        said = said.where(decisions.c.who == task.who, decisions.c.field != Field.NOTE.value)
        with self._writing() as connection:
            since = sa.select(tasks.c.given_at).where(tasks.c.id == task.id).scalar_subquery()
            done = connection.execute(said.where(decisions.c.at >= since).limit(1)).first()
            change = sa.update(tasks).where(tasks.c.id == task.id, tasks.c.ended_at.is_(None))
            connection.execute(change, {"ended_at": now(), "done": done is not None})
        return done is not None

    def progress(self) -> list[Progress]:
        """Return how much each person did from queues, by name."""
        moment = now()
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        done = tasks.c.done.is_(True)
        query = sa.select(
            tasks.c.who,
            _count(done & (tasks.c.ended_at >= midnight)).label("today"),
            _count(done & (tasks.c.ended_at >= moment - timedelta(hours=1))).label("hour"),
            _count(done).label("ever"),
            _count(tasks.c.ended_at.is_(None) & tasks.c.given_by.is_not(None)).label("waiting"),
        )
        rows = self._all(query.group_by(tasks.c.who).order_by(tasks.c.who))
        return [Progress(r.who, r.today, r.hour, r.ever, r.waiting) for r in rows]

    def deciders(self, ids: Iterable[str]) -> dict[str, set[str]]:
        """Return who decided of which passage, blind rounds left out."""
        found: dict[str, set[str]] = {}
        for some in chunks(list(ids)):
            query = sa.select(subjects.c.passage, decisions.c.who).join_from(decisions, subjects)
            query = query.where(subjects.c.passage.in_(some), decisions.c.round.is_(None))
            for row in self._all(query.distinct()):
                found.setdefault(row.passage, set()).add(row.who)
        return found


def _free(
    connection: sa.Connection, some: Sequence[str], queue: Queue, who: str, *, decided_too: bool
) -> list[str]:
    """Return those of some passages that a person may be given, in the same order."""
    taken: set[str] = set()
    fresh = now() - HELD
    for row in connection.execute(sa.select(tasks).where(tasks.c.passage.in_(some))):
        held = row.ended_at is None and (row.given_by is not None or row.given_at >= fresh)
        own = row.who == who and row.queue == queue
        if held or own or (row.done and row.queue == queue):
            taken.add(row.passage)
    if not decided_too:
        query = sa.select(decided).where(decided.c.passage.in_(some))
        for row in connection.execute(query):
            if not decided_from(row.labels).is_empty:
                taken.add(row.passage)
    return [passage for passage in some if passage not in taken]


def _count(which: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((which, 1), else_=0)), 0)


def _task(row: Any) -> Task:
    return Task(
        id=row.id,
        queue=Queue(row.queue),
        passage=row.passage,
        who=row.who,
        given=_utc(row.given_at),
        given_by=row.given_by,
        ended=row.ended_at and _utc(row.ended_at),
        done=row.done,
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
