"""Open the database: SQLite's settings, the schema check and the migrations.

The one place that knows SQLite; everything else is plain SQLAlchemy Core.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from indexer.errors import StoreError
from indexer.store.rows import to_json
from indexer.store.tables import HEAD

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"

# Another process may hold the write lock for as long as one document takes to save.
BUSY_MILLISECONDS = 15_000


def open_database(path: Path, *, create: bool) -> sa.Engine:
    """Open the store's database with its schema at :data:`~indexer.store.tables.HEAD`.

    An older schema is migrated.

    Args:
        path: the SQLite file.
        create: make the file and its folder if missing.

    Raises:
        StoreError: the file is missing, damaged, not a store, or newer than the program.
    """
    if not create and not path.is_file():
        raise StoreError(f"No store at {path}. Run `sightline index FOLDER` first.")
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = _connect(path)
    try:
        with translated(path):
            _bring_to_head(engine, path, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def translated(path: object) -> Iterator[None]:
    """Turn the database's own failures into :class:`StoreError`, naming the file.

    Broken constraints pass through: they are faults of the program, not of the file.
    """
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except sa.exc.OperationalError as error:
        raise StoreError(
            f"The store at {path} cannot be used: {error.orig}. Check that no other program "
            "holds it, that the disk is not full and that the folder may be written to."
        ) from error
    except sa.exc.DatabaseError as error:
        raise StoreError(
            f"The store at {path} is damaged or no store: {error.orig}. Restore it from a "
            "backup, or move it away and run `sightline index FOLDER` again."
        ) from error


def _connect(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        json_serializer=to_json,
        hide_parameters=True,  # errors end in logs, and what people wrote must not
    )
    sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: object) -> None:
    # The driver's own transactions do not cover DDL; with None we say BEGIN ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    # A transaction that reads first and then writes would fail at once, without waiting,
    # if another process wrote in between; so writers take the lock at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_to_head(engine: sa.Engine, path: Path, *, create: bool) -> None:
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.execution_options(writes=True).begin() as connection:
        revision = _revision(connection)  # again: another process may have been first
        if revision == HEAD:
            return
        if revision is None and not (create and _is_empty(connection)):
            raise StoreError(
                f"{path} is not a Sightline store. Move it away, or choose another --home, "
                "and run `sightline index FOLDER`."
            )
        _migrate(connection, revision, path)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _is_empty(connection: sa.Connection) -> bool:
    return not sa.inspect(connection).get_table_names()


def _migrate(connection: sa.Connection, revision: str | None, path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            f"The store at {path} has schema {revision}, newer than this program's {HEAD}. "
            "Install the version of Sightline that wrote it, or a newer one."
        )
    log.info("Bringing the store at %s from schema %s to %s", path, revision or "none", HEAD)
    command.upgrade(config, "head")
