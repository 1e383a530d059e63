import re
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from indexer.extract.base import OcrMode, Options
from indexer.extract.ocr.tesseract import tesseract_version
from indexer.extract.pdf import PdfExtractor
from indexer.model import Block, Extraction, Kind, Region
from tests.pdf_making import Sheet, make_pdf
from tests.scanning import (
    error_rate,
    needs_tesseract,
    picture,
    save_pictures,
    scan_of,
    tilted,
)

ROOT = Path(__file__).parents[2]
PARAGRAPHS = (
    (
        "Inspectors found that children in need are visited often and that",
        "their wishes shape each plan. Most records say plainly what has to",
        "change, by when, and who will help the family to bring it about.",
    ),
    (
        "Supervision happens every month, yet 14 of the 60 records we read held",
        "no reflection. Managers know this, and have begun monthly audits with",
        "the principal social worker to put it right before the autumn.",
    ),
    (
        "Care leavers told us that their advisers keep in touch, answer quickly",
        "and remember birthdays. Three said that finding a dentist was hard.",
    ),
)
TEXT = " ".join(" ".join(lines) for lines in PARAGRAPHS)


def write(sheet: Sheet) -> None:
    for lines in PARAGRAPHS:
        sheet.paragraph(*lines)


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "printed.pdf", [write])


def read(path: Path, ocr: OcrMode = OcrMode.AUTO) -> Extraction:
    return PdfExtractor().extract(path, Options(ocr=ocr))


def text_of(extraction: Extraction) -> str:
    return " ".join(block.text for block in extraction.blocks)


@needs_tesseract
@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("tilt", [0.0, 1.5, -3.0, 5.0, -5.0])
def test_a_scan_is_read_with_less_than_one_character_in_a_hundred_wrong(
    printed: Path, tmp_path: Path, dpi: int, tilt: float
) -> None:
    found = read(scan_of(printed, tmp_path / "scan.pdf", dpi=dpi, tilt=tilt))
    assert error_rate(TEXT, text_of(found)) < 0.01


@needs_tesseract
@pytest.mark.parametrize("tilt", [0.0, 1.5, -3.0])
def test_paragraphs_of_a_tilted_scan_stay_whole(printed: Path, tmp_path: Path, tilt: float) -> None:
    found = read(scan_of(printed, tmp_path / "scan.pdf", tilt=tilt))
    assert len(found.blocks) == len(PARAGRAPHS)


def region_at(block: Block, offset: int) -> Region:
    return next(region for region in block.regions if region.start <= offset < region.end)


@needs_tesseract
@pytest.mark.parametrize("tilt", [0.0, 1.5, -3.0])
@pytest.mark.parametrize("word", ["Inspectors", "shape", "family", "held", "audits", "dentist"])
def test_the_box_of_a_word_lies_where_the_word_is_seen(
    printed: Path, tmp_path: Path, word: str, tilt: float
) -> None:
    found = read(scan_of(printed, tmp_path / "scan.pdf", tilt=tilt))
    block = next(block for block in found.blocks if word in block.text)
    box = region_at(block, block.text.index(word) + len(word) // 2).box
    with pymupdf.open(printed) as document:
        page = document[0]
        place = page.search_for(word)[0]
        x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
        x, y = tilted(x, y, page.rect.width, page.rect.height, tilt)
    assert box
    # Within a line, where a word stands is told by counting characters: half a word is near.
    assert box[0] - place.width <= x <= box[2] + place.width
    assert box[1] <= y <= box[3]
    assert box[3] - box[1] < 20


@needs_tesseract
def test_the_confidence_of_a_clean_page_is_high(printed: Path, tmp_path: Path) -> None:
    (page,) = read(scan_of(printed, tmp_path / "scan.pdf")).pages
    assert page.ocr is not None
    assert 0.9 < page.ocr <= 1
    assert page.has_text


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_sheet_fed_sideways_or_upside_down_is_read(
    printed: Path, tmp_path: Path, turn: int
) -> None:
    found = read(scan_of(printed, tmp_path / "scan.pdf", turn=turn))
    assert error_rate(TEXT, text_of(found)) < 0.01


@needs_tesseract
def test_boxes_on_a_sheet_fed_sideways_lie_on_the_page_as_seen(
    printed: Path, tmp_path: Path
) -> None:
    found = read(scan_of(printed, tmp_path / "scan.pdf", turn=90))
    box = found.blocks[0].regions[0].box
    with pymupdf.open(printed) as document:
        page = document[0]
        line = page.search_for("Inspectors found that children in need")[0]
        seen = (line.y0, page.rect.width - line.x1, line.y1, page.rect.width - line.x0)
    assert box
    assert pymupdf.Rect(box).intersects(pymupdf.Rect(seen))
    assert box[3] - box[1] > box[2] - box[0]


@needs_tesseract
def test_noise_is_not_taken_for_text(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1754, 1240)).astype(np.uint8)
    found = read(save_pictures(tmp_path / "noise.pdf", [Image.fromarray(noise)], 150))
    assert found.blocks == ()
    assert not found.pages[0].has_text
    assert found.pages[0].ocr is not None


@needs_tesseract
def test_an_empty_page_is_noted_as_looked_at(tmp_path: Path) -> None:
    found = read(make_pdf(tmp_path / "empty.pdf", [lambda _sheet: None]))
    assert [(page.has_text, page.ocr) for page in found.pages] == [(False, 0.0)]


@needs_tesseract
def test_a_scan_with_a_stamped_page_number_is_read(printed: Path, tmp_path: Path) -> None:
    scan = scan_of(printed, tmp_path / "scan.pdf")
    with pymupdf.open(scan) as document:
        document[0].insert_text((280, 820), "Page 47")
        document.save(tmp_path / "stamped.pdf")
    found = read(tmp_path / "stamped.pdf")
    assert "remember birthdays" in text_of(found)
    assert found.pages[0].ocr


@needs_tesseract
def test_bullets_on_paper_are_bullets(tmp_path: Path) -> None:
    def write_points(sheet: Sheet) -> None:
        sheet.paragraph("The council has been asked to improve three things this year.")
        sheet.bullet("The quality of plans for children who wait for a home.")
        sheet.bullet("How soon a social worker visits after a child goes missing.")
        sheet.bullet("The help that young carers are given at school.")

    printed = make_pdf(tmp_path / "printed.pdf", [write_points])
    kinds = [block.kind for block in read(scan_of(printed, tmp_path / "s.pdf", dpi=200)).blocks]
    assert kinds == [Kind.PARAGRAPH, Kind.BULLET, Kind.BULLET, Kind.BULLET]


@needs_tesseract
def test_running_heads_of_a_scan_are_removed(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("Alderbrook Borough Council", y=40)
        sheet.y = 90
        write(sheet)

    printed = make_pdf(tmp_path / "printed.pdf", [page, page, page])
    found = read(scan_of(printed, tmp_path / "scan.pdf", tilt=0.5))
    assert "Alderbrook" not in text_of(found)


def test_nothing_is_recognised_when_it_is_switched_off(printed: Path, tmp_path: Path) -> None:
    found = read(scan_of(printed, tmp_path / "scan.pdf"), OcrMode.OFF)
    assert found.blocks == ()
    assert [(page.has_text, page.ocr) for page in found.pages] == [(False, None)]


@needs_tesseract
def test_pages_with_text_are_left_alone_unless_forced(printed: Path) -> None:
    assert read(printed).pages[0].ocr is None
    assert read(printed, OcrMode.FORCE).pages[0].ocr


def test_without_tesseract_a_scan_is_a_page_without_text(
    printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = scan_of(printed, tmp_path / "scan.pdf")
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract_version.cache_clear()
    try:
        found = read(scan)
        assert [(page.has_text, page.ocr) for page in found.pages] == [(False, None)]
    finally:
        tesseract_version.cache_clear()


@needs_tesseract
def test_a_page_that_takes_too_long_is_given_up(printed: Path) -> None:
    from indexer.extract.ocr.tesseract import recognise

    with pymupdf.open(printed) as document:
        image = picture(document[0], dpi=150)
    data = b"P5 %d %d 255\n" % image.size + image.tobytes()
    assert recognise(data, dpi=150, limit=0.01) == []


@needs_tesseract
def test_the_scanned_letter_of_the_sample_corpus_is_read() -> None:
    source = (ROOT / "tests/samplecorpus/content/03-scanned-letter-2020.md").read_text("utf-8")
    body = source.split("---", 2)[2]
    body = re.sub(r"^@(?:right |space \d+$)", "", body, flags=re.MULTILINE)
    truth = body.replace("**", "").replace("\\\n", "\n")
    found = read(ROOT / "corpus/2020-02-letter-from-constabulary-scanned.pdf")
    assert error_rate(truth, text_of(found)) < 0.01
