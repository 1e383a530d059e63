"""Reading everything again: what was read stays found, and what people said stays said."""

import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.corrections import correct
from indexer.extract.base import OcrMode
from indexer.files import AGAIN
from indexer.home import Home
from indexer.ingest import ingest
from indexer.model import FileStatus
from indexer.search.lifecycle import open_current
from indexer.store.database import open_database
from indexer.store.repository import Store
from indexer.store.tables import annotations
from tests.faults.holdings import differences, holdings
from tests.scanning import needs_tesseract, scan_of


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def filled(papers: Path, home: Home) -> Home:
    """A home over the papers, a copy of one, an archive that holds another, an urgent one."""
    (papers / "Urgent!").mkdir()
    (papers / "Urgent!" / "note.txt").write_text("Note\n\nSupervision is to be weekly.\n")
    (papers / "zz-copy.txt").write_bytes((papers / "letter.txt").read_bytes())
    with zipfile.ZipFile(papers / "archive.zip", "w") as archive:
        archive.writestr("plan.txt", "Plan\n\nVisits will be weekly from May onwards.\n")
    ingest([papers], home=home)
    return home


def forget_labels(home: Home) -> None:
    """Make the store one that an earlier program wrote: without labels."""
    engine = open_database(home.store, create=False)
    with engine.begin() as connection:
        connection.execute(sa.delete(annotations))
    engine.dispose()


def test_reading_again_ends_as_the_first_reading_did(papers: Path, filled: Home) -> None:
    before = holdings(filled)
    forget_labels(filled)
    summary = ingest([papers], home=filled, again=True)
    assert (summary.updated, summary.indexed, summary.failed) == (6, 0, 0)
    assert differences(before, holdings(filled)) == []


def test_what_was_read_again_is_not_read_a_third_time(papers: Path, filled: Home) -> None:
    ingest([papers], home=filled, again=True)
    assert ingest([papers], home=filled).updated == 0


def test_other_folders_are_not_read_again(papers: Path, filled: Home, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert ingest([other], home=filled, again=True).updated == 0
    assert ingest([papers], home=filled).updated == 0


def test_a_correction_outlives_reading_again(papers: Path, filled: Home) -> None:
    path = str((papers / "update.html").resolve())
    with Store.open(filled.store) as store:
        entry = store.entry(path)
        assert entry
        assert entry.document
        correct(store, entry.document, "authority", "Marlow Vale", who="A. Tester")
    ingest([papers], home=filled, again=True)
    with Store.open(filled.store) as store:
        document = store.document(entry.document)
    assert document
    assert document.metadata.authority == "Marlow Vale"


def test_a_run_that_was_cut_off_is_gone_on_with(
    papers: Path, filled: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = holdings(filled)
    forget_labels(filled)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("indexer.ingest._Run._read", cut_off)
        with pytest.raises(KeyboardInterrupt):
            ingest([papers], home=filled, again=True)
    assert ingest([papers], home=filled).updated == 6
    assert differences(before, holdings(filled)) == []


def test_what_is_to_be_read_again_is_found_meanwhile(papers: Path, filled: Home) -> None:
    with Store.open(filled.store) as store:
        store.mark_reader([entry.path for entry in store.entries()], AGAIN)
        assert all(entry.status is not FileStatus.FAILED for entry in store.entries())
    engine = open_current(filled.search)
    try:
        assert engine.count() > 0
    finally:
        engine.close()


@needs_tesseract
def test_a_scan_keeps_its_text_when_it_cannot_be_recognised_again(
    papers: Path, home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    scan_of(papers / "report.pdf", folder / "scan.pdf", dpi=120)
    ingest([folder], home=home)
    before = holdings(home)
    ingest([folder], home=home, ocr=OcrMode.OFF, again=True)
    assert differences(before, holdings(home)) == []
