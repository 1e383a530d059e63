from pathlib import Path

import pytest

from indexer.extract.mupdf import load_mupdf
from indexer.extract.pdf import PdfExtractor
from tests.faults import claims
from tests.pdf_making import Sheet, make_pdf


def write(sheet: Sheet) -> None:
    sheet.paragraph("Social workers know the children well and visit them often.")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "sound.pdf", [write, write, write])


def test_a_file_that_claims_pages_it_has_not_is_read_with_those_it_has(
    sound: Path, tmp_path: Path
) -> None:
    path = tmp_path / "claim.pdf"
    path.write_bytes(claims._wrong_number(sound))
    found = PdfExtractor().extract(path)
    assert [page.has_text for page in found.pages] == [True, True, True]
    assert found.repaired


def test_a_list_of_pages_that_holds_itself_comes_to_an_end(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "ring.pdf"
    path.write_bytes(claims._in_a_ring(sound))
    found = PdfExtractor().extract(path)
    assert len(found.pages) == 3
    assert found.repaired


def test_a_sound_file_is_not_marked_as_repaired(sound: Path) -> None:
    with load_mupdf().open(sound) as document:
        assert document.page_count == 3
    assert not PdfExtractor().extract(sound).repaired
