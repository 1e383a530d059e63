"""A store that an earlier version wrote, opened by this one."""

import sqlite3

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from indexer.model import Evidence, FileStatus, LedgerEntry, Metadata, Page, Passage, Stage
from indexer.store.database import MIGRATIONS
from indexer.store.repository import Store

SHA = "0123456789ab" + "c" * 52
ROWS = f"""
INSERT INTO files VALUES ('/a.pdf', '{SHA}', 9, 1.5, 'indexed', 'done', '{SHA[:12]}', NULL, 0.2,
    '2022-03-03 10:00:00.000000');
INSERT INTO files VALUES ('/b.pdf', NULL, 9, 1.5, 'failed', 'read', NULL, 'Encrypted.', 0.2,
    '2022-03-03 10:00:00.000000');
INSERT INTO documents VALUES ('{SHA[:12]}', '{SHA}', '/a.pdf', 'inspection-report', 'Title',
    'Marlow Vale', '2022-03-03', NULL, NULL, NULL, NULL, '["A. Name"]', '{{"overall": "good"}}', 0,
    '2022-03-03 10:00:00.000000', 'p1');
INSERT INTO pages VALUES ('{SHA[:12]}', 1, 'i', 595.0, 842.0, 1);
INSERT INTO passages VALUES ('{SHA[:12]}-1', '{SHA[:12]}', 1, 1, 'bullet', 'Some words.', '["H"]',
    '[[0, 11, 1]]');
INSERT INTO annotations VALUES ('{SHA[:12]}-1', 'p1', '[]', '[]', 'strength', 0.9, 'rule', '[]', 0,
    NULL);
"""


@pytest.fixture
def first_store(tmp_path):
    """A store as the program of schema 0001 left it."""
    path = tmp_path / "sightline.db"
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with sqlite3.connect(path) as raw:
        raw.executescript(ROWS)
    raw.close()
    return path


def test_the_ledger_of_the_first_schema_is_kept(first_store):
    with Store.open(first_store) as store:
        assert store.entries() == [
            LedgerEntry("/a.pdf", SHA, 9, 1.5, FileStatus.INDEXED, Stage.DONE, SHA[:12], None, 0.2),
            LedgerEntry(
                "/b.pdf", None, 9, 1.5, FileStatus.FAILED, Stage.READ, None, "Encrypted.", 0.2
            ),
        ]


def test_a_document_of_the_first_schema_is_kept_with_its_pages(first_store):
    with Store.open(first_store) as store:
        (found,) = store.documents()
    assert (found.metadata.title, found.metadata.grades.overall) == ("Title", "good")
    assert found.pages == (Page(1, "i", 595.0, 842.0),)
    assert found.parts == ()


def test_a_passage_of_the_first_schema_is_kept_with_its_labels(first_store):
    with Store.open(first_store) as store:
        (found,) = store.passages()
    assert isinstance(found, Passage)
    assert (found.text, found.annotation.stance.id, found.part) == ("Some words.", "strength", None)


def test_a_store_of_the_first_schema_takes_what_is_new(first_store):
    with Store.open(first_store) as store:
        (found,) = store.documents()
        known = Metadata(title="T", evidence={"title": Evidence("T", 1)})
        renewed = type(found)(found.id, SHA, "/a.pdf", known, (Page(1, ocr=0.9),))
        store.save_document(renewed, [], pipeline="p2")
        assert store.document(found.id) == renewed


def test_a_passage_of_the_first_schema_has_no_stem(first_store):
    with Store.open(first_store) as store:
        (found,) = store.passages()
    assert found.stem is None
