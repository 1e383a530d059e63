from pathlib import Path

import pytest

from indexer.extract.base import OcrMode
from indexer.home import Home
from indexer.ingest import ingest
from indexer.model import FileStatus
from indexer.store.repository import Store
from tests.pdf_making import Sheet, make_pdf
from tests.scanning import needs_tesseract, scan_of

pytestmark = needs_tesseract


def write(sheet: Sheet) -> None:
    sheet.paragraph(
        "The board asked why fostered teenagers in Alderbrook wait so long",
        "for a school place after they move, and who answers for it.",
    )


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    scan_of(make_pdf(tmp_path / "printed.pdf", [write]), folder / "scan.pdf")
    make_pdf(folder / "text.pdf", [write, write])
    return folder


def texts(home: Home) -> list[str]:
    with Store.open(home.store) as store:
        return [passage.text for passage in store.passages()]


def test_scans_are_recognised_in_the_same_run(scans: Path, home: Home) -> None:
    summary = ingest([scans], home=home)
    assert (summary.indexed, summary.updated, summary.recognised) == (2, 0, 1)
    assert summary.passages == len(texts(home))


def test_a_later_run_recognises_what_an_earlier_one_left(scans: Path, home: Home) -> None:
    ingest([scans], home=home, ocr=OcrMode.OFF)
    before = texts(home)
    summary = ingest([scans], home=home)
    assert (summary.updated, summary.unchanged, summary.recognised) == (1, 1, 1)
    assert len(texts(home)) == len(before) + 1


def test_what_was_recognised_once_is_left_alone(scans: Path, home: Home) -> None:
    ingest([scans], home=home)
    summary = ingest([scans], home=home)
    assert (summary.updated, summary.unchanged, summary.recognised) == (0, 2, 0)


def test_an_empty_page_is_not_looked_at_again(tmp_path: Path, home: Home) -> None:
    path = make_pdf(tmp_path / "empty.pdf", [lambda _sheet: None, write])
    ingest([path], home=home)
    assert ingest([path], home=home).updated == 0


def test_a_recognised_document_is_indexed_in_the_ledger(scans: Path, home: Home) -> None:
    ingest([scans], home=home)
    with Store.open(home.store) as store:
        assert {entry.status for entry in store.entries()} == {FileStatus.INDEXED}
        assert store.documents_needing_ocr() == set()
