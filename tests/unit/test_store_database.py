"""Opening the store: its schema, and what is wrong with a file that is none."""

import sqlite3
import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from indexer.errors import StoreError
from indexer.store.database import MIGRATIONS, open_database
from indexer.store.repository import Store
from indexer.store.tables import HEAD, metadata


def read_everything(path):
    with Store.open(path) as store:
        store.counts()
        store.last_run()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "sightline.db"


@pytest.fixture
def store_path(path):
    Store.open(path, create=True).close()
    return path


def execute(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_head_in_the_code_is_the_last_migration():
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_the_migrations_build_exactly_the_tables(store_path):
    engine = open_database(store_path, create=False)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_tables_can_be_made_in_postgresql():
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_a_missing_store_says_what_to_run(path):
    with pytest.raises(StoreError, match="Run `sightline index FOLDER` first"):
        Store.open(path)


def test_a_missing_store_is_not_made_by_looking(path):
    with pytest.raises(StoreError):
        Store.open(path)
    assert not path.exists()


def test_opening_again_keeps_what_is_there(store_path):
    with Store.open(store_path, create=True) as store:
        run = store.start_run(["/papers"])
    with Store.open(store_path) as store:
        assert store.last_run().id == run


def test_a_store_from_a_newer_program_is_refused(store_path):
    execute(store_path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer than this program"):
        Store.open(store_path)


def test_another_programs_database_is_refused_and_left_alone(path):
    path.parent.mkdir()
    execute(path, "CREATE TABLE other (id INTEGER)")
    with pytest.raises(StoreError, match="not a Sightline store"):
        Store.open(path, create=True)


def test_a_file_that_is_no_database_is_called_damaged(path):
    path.parent.mkdir()
    path.write_bytes(b"This is not a database at all. " * 200)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path)


def test_damage_inside_the_file_is_found_when_read(store_path):
    with Store.open(store_path) as store:
        for n in range(200):
            store.start_run([f"/papers/{n}" * 20])
    whole = store_path.read_bytes()
    store_path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(StoreError):
        read_everything(store_path)


def test_foreign_keys_are_enforced(store_path):
    engine = open_database(store_path, create=False)
    orphan = sa.text("INSERT INTO fingerprints (passage) VALUES ('none')")
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(orphan)
    engine.dispose()


def test_opening_a_current_store_does_not_load_the_migration_tool(store_path):
    code = (
        "import sys, pathlib; from indexer.store.repository import Store;"
        f"Store.open(pathlib.Path({str(store_path)!r})).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_error_tells_nothing_of_what_was_to_be_stored(store_path):
    engine = open_database(store_path, create=False)
    row = {"name": "Tom Briggs", "intro": "", "who": None, "created_at": None, "changed_at": None}
    with engine.connect() as connection, pytest.raises(sa.exc.IntegrityError) as caught:
        connection.execute(sa.insert(metadata.tables["packs"]), row)
    engine.dispose()
    assert "Tom Briggs" not in str(caught.value)
