from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from indexer.errors import ExtractionError
from indexer.extract.base import OcrMode, Options
from indexer.extract.formats import extractor_for
from indexer.extract.image import ImageExtractor
from indexer.render import render_page
from tests.pdf_making import Sheet, make_pdf
from tests.scanning import needs_tesseract, picture

FORMATS = ["png", "jpg", "tiff", "bmp", "gif", "webp"]


def write(sheet: Sheet) -> None:
    sheet.paragraph(
        "The panel heard that foster carers wait too long for training.",
        "It asked for a report on waiting times at its next meeting.",
    )


@pytest.fixture
def image(tmp_path: Path) -> Image.Image:
    with pymupdf.open(make_pdf(tmp_path / "printed.pdf", [write])) as document:
        return picture(document[0], dpi=150)


def save(image: Image.Image, path: Path) -> Path:
    image.save(path, dpi=(150, 150))
    return path


@needs_tesseract
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_picture_of_a_page_is_read(image: Image.Image, tmp_path: Path, suffix: str) -> None:
    path = save(image, tmp_path / f"scan.{suffix}")
    found = extractor_for(path).extract(path)
    assert "foster carers wait too long" in found.blocks[0].text
    assert found.pages[0].has_text


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_picture_is_known_by_its_content(image: Image.Image, tmp_path: Path, suffix: str) -> None:
    path = save(image, tmp_path / f"scan.{suffix}")
    assert extractor_for(path.rename(tmp_path / "scan.pdf")).name == "image"


def test_each_frame_of_a_fax_is_a_page(image: Image.Image, tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    image.save(path, save_all=True, append_images=[image, image], dpi=(150, 150))
    found = extractor_for(path).extract(path, Options(ocr=OcrMode.OFF))
    assert [page.number for page in found.pages] == [1, 2, 3]


def test_the_page_is_as_large_as_the_paper(image: Image.Image, tmp_path: Path) -> None:
    path = save(image, tmp_path / "scan.png")
    (page,) = extractor_for(path).extract(path, Options(ocr=OcrMode.OFF)).pages
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)


def test_a_picture_not_recognised_is_a_page_without_text(
    image: Image.Image, tmp_path: Path
) -> None:
    path = save(image, tmp_path / "scan.png")
    (page,) = extractor_for(path).extract(path, Options(ocr=OcrMode.OFF)).pages
    assert (page.has_text, page.ocr) == (False, None)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_picture_file_is_drawn_as_a_page(image: Image.Image, tmp_path: Path, suffix: str) -> None:
    path = save(image, tmp_path / f"scan.{suffix}")
    assert render_page(path, 1, width=400).startswith(b"\x89PNG")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_damaged_picture_is_refused_by_name(
    image: Image.Image, tmp_path: Path, suffix: str
) -> None:
    path = save(image, tmp_path / f"scan.{suffix}")
    path.write_bytes(path.read_bytes()[:24])
    with pytest.raises(ExtractionError, match=path.name):
        ImageExtractor().extract(path, Options(ocr=OcrMode.OFF))


def test_a_picture_of_absurd_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    Image.new("1", (15_000, 15_000), 1).save(path)
    with pytest.raises(ExtractionError, match="15000 by 15000 pixels"):
        extractor_for(path).extract(path)


def test_text_that_opens_like_a_bitmap_is_text(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("BMA guidance was read by the panel before it met.\n", encoding="utf-8")
    assert extractor_for(path).name != "image"
