"""What every part of the store shares: its connections and a few small helpers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from indexer.store import rows
from indexer.store.database import translated

# SQLite takes 32,766 bound values in a statement from 3.32 on, older ones 999.
_IDS_AT_ONCE = 500


class Connected:
    """A part of the store; each of its methods is one transaction."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self.path = path

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _all(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self._reading() as connection:
            return connection.execute(query).all()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with translated(self.path), self._writer.begin() as connection:
            yield connection


def insert(connection: sa.Connection, table: sa.Table, some: Sequence[rows.Row]) -> None:
    """Insert rows, if there are any: an empty list would insert one row of defaults."""
    if some:
        connection.execute(sa.insert(table), some)


def insert_values(connection: sa.Connection, table: sa.Table, some: Sequence[rows.Values]) -> None:
    """Insert rows that are ready for the driver, which takes values by position.

    SQLAlchemy looks at every value of other rows: to write 37,000 passages and labels takes
    0.8 s so, and 0.3 s without.
    """
    if some:
        connection.exec_driver_sql(_insertion(table, connection.dialect), list(some))


@lru_cache(maxsize=16)
def _insertion(table: sa.Table, dialect: sa.Dialect) -> str:
    return str(sa.insert(table).compile(dialect=dialect))


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield ids in as many as one statement takes."""
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]


def now() -> datetime:
    """Return the time in UTC; the columns keep no zone, so it is always this one."""
    return datetime.now(UTC).replace(tzinfo=None)
