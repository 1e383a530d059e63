"""Pictures of pages."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.errors import ExtractionError, IndexerError
from indexer.extract.mupdf import load_mupdf
from indexer.render import render_page
from tests.pdf_making import Sheet, make_pdf


def one_line(sheet: Sheet) -> None:
    sheet.line("Social workers know the children they visit.")


def size_of(picture: bytes) -> tuple[int, int]:
    drawn = load_mupdf().Pixmap(picture)
    return drawn.width, drawn.height


def test_a_page_is_drawn_at_the_width_asked_for(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "made.pdf", [one_line])
    picture = render_page(path, 1, width=400)
    assert picture.startswith(b"\x89PNG")
    assert size_of(picture)[0] in {400, 401}


@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path, page: int) -> None:
    path = make_pdf(tmp_path / "made.pdf", [one_line, one_line])
    with pytest.raises(IndexerError, match="its pages are 1 to 2"):
        render_page(path, page, width=400)


def test_a_width_beyond_bounds_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "made.pdf", [one_line])
    with pytest.raises(IndexerError, match="pixels wide"):
        render_page(path, 1, width=100_000)


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_text("<html></html>", encoding="utf-8")
    with pytest.raises(ExtractionError):
        render_page(path, 1, width=400)


def test_threads_may_draw_at_once(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "made.pdf", [one_line] * 4)
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda page: render_page(path, page, width=200), [1, 2, 3, 4] * 4))
    assert len(set(pictures)) == 1
