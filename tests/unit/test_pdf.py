"""What a PDF is, what it says of its pages, and how a bad one is refused."""

from pathlib import Path

import pytest

from indexer.errors import ExtractionError
from indexer.extract.mupdf import load_mupdf
from indexer.extract.pdf import PdfExtractor
from indexer.model import Bookmark, Kind
from tests.pdf_making import Sheet, make_pdf, read


def one_line(sheet: Sheet) -> None:
    sheet.line("Social workers know the children they visit.")


def blank(sheet: Sheet) -> None:
    sheet.box(100, 100, 50, 50)


def test_a_file_is_told_by_its_signature_and_not_by_its_name() -> None:
    extractor = PdfExtractor()
    assert extractor.accepts(b"%PDF-1.7\n", ".txt")
    assert extractor.accepts(b"\x00" * 900 + b"%PDF-1.4", ".pdf")
    assert not extractor.accepts(b"<!DOCTYPE html><html>", ".pdf")
    assert not extractor.accepts(b" " * 1100 + b"%PDF-1.4", ".pdf")


def test_a_web_page_with_the_name_of_a_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_text("<html><body><p>Not found</p></body></html>", encoding="utf-8")
    with pytest.raises(ExtractionError, match="not a PDF"):
        PdfExtractor().extract(path)


def test_a_file_whose_pages_are_lost_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "lost.pdf", [one_line])
    path.write_bytes(path.read_bytes().replace(b"/Count ", b"/Count 100000 "))
    with pytest.raises(ExtractionError, match="no pages"):
        PdfExtractor().extract(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.touch()
    with pytest.raises(ExtractionError, match="empty"):
        PdfExtractor().extract(path)


def test_noise_after_the_signature_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    with pytest.raises(ExtractionError, match="damaged"):
        PdfExtractor().extract(path)


def test_a_protected_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    mupdf = load_mupdf()
    document = mupdf.open(make_pdf(tmp_path / "open.pdf", [one_line]))
    path = tmp_path / "closed.pdf"
    document.save(path, encryption=mupdf.PDF_ENCRYPT_AES_256, owner_pw="o", user_pw="u")
    with pytest.raises(ExtractionError, match="protected by a password"):
        PdfExtractor().extract(path)


def test_a_truncated_file_is_read_as_far_as_it_goes_and_marked(tmp_path: Path) -> None:
    whole = make_pdf(tmp_path / "whole.pdf", [one_line] * 12)
    path = tmp_path / "half.pdf"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    found = PdfExtractor().extract(path)
    assert found.repaired
    assert any(page.has_text for page in found.pages)


def test_a_sound_file_is_not_marked_as_repaired(tmp_path: Path) -> None:
    assert not read(tmp_path, one_line).repaired


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    pages = read(tmp_path, one_line, blank).pages
    assert [page.has_text for page in pages] == [True, False]
    assert [page.number for page in pages] == [1, 2]


def test_printed_page_labels_are_kept_where_they_differ_from_the_number(tmp_path: Path) -> None:
    mupdf = load_mupdf()
    document = mupdf.open(make_pdf(tmp_path / "plain.pdf", [one_line] * 3))
    document.set_page_labels(
        [
            {"startpage": 0, "style": "r", "firstpagenum": 1},
            {"startpage": 2, "style": "D", "firstpagenum": 3},
        ]
    )
    path = tmp_path / "labelled.pdf"
    document.save(path)
    assert [page.label for page in PdfExtractor().extract(path).pages] == ["i", "ii", None]


def test_a_turned_page_is_read_as_the_reader_sees_it(tmp_path: Path) -> None:
    mupdf = load_mupdf()
    document = mupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((500, 700), "Children are seen alone.", fontsize=12, rotate=90)
    page.set_rotation(90)
    path = tmp_path / "turned.pdf"
    document.save(path)
    found = PdfExtractor().extract(path)
    assert [block.text for block in found.blocks] == ["Children are seen alone."]
    assert found.pages[0].width > found.pages[0].height
    box = found.blocks[0].regions[0].box
    assert box is not None
    assert box[2] - box[0] > box[3] - box[1]


@pytest.mark.parametrize("way", [90, 270])
def test_text_that_runs_up_or_down_the_sheet_is_read_in_its_place(tmp_path: Path, way: int) -> None:
    mupdf = load_mupdf()
    document = mupdf.open()
    page = document.new_page(width=595, height=842)
    for row in range(4):
        shift = 20 * row if way == 90 else -20 * row
        words = f"Point {row} is printed along the long side of the sheet."
        page.insert_text((300 + shift, 420), words, fontsize=12, rotate=way)
    path = tmp_path / "sideways.pdf"
    document.save(path)
    found = PdfExtractor().extract(path)
    assert [block.text.split()[1] for block in found.blocks] == ["0", "1", "2", "3"]
    assert (found.pages[0].width, found.pages[0].height) == (595, 842)
    box = found.blocks[0].regions[0].box
    assert box is not None
    around = mupdf.Rect(box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)
    printed = mupdf.open(path)[0].get_text("words", clip=around)
    assert "printed" in [word[4] for word in printed]


def test_the_title_in_the_properties_is_handed_on(tmp_path: Path) -> None:
    mupdf = load_mupdf()
    document = mupdf.open(make_pdf(tmp_path / "plain.pdf", [one_line]))
    document.set_metadata({"title": "Annual report"})
    path = tmp_path / "titled.pdf"
    document.save(path)
    assert PdfExtractor().extract(path).title == "Annual report"


def test_ligatures_are_taken_apart(tmp_path: Path) -> None:
    mupdf = load_mupdf()
    document = mupdf.open()
    page = document.new_page()
    page.insert_htmlbox((72, 90, 500, 200), "<p>The o\ufb03ce \ufb01nds families.</p>")
    path = tmp_path / "ligatures.pdf"
    document.save(path)
    assert PdfExtractor().extract(path).blocks[0].text == "The office finds families."


def test_every_region_covers_the_words_of_one_printed_line(tmp_path: Path) -> None:
    def lines(sheet: Sheet) -> None:
        sheet.paragraph("Workers visit children often and", "write down what they say.")

    (block,) = read(tmp_path, lines).blocks
    assert block.kind is Kind.PARAGRAPH
    assert [block.text[region.start : region.end] for region in block.regions] == [
        "Workers visit children often and",
        "write down what they say.",
    ]
    tops = [region.box[1] for region in block.regions if region.box]
    assert 70 < tops[0] < tops[1] < 110


def test_bookmarks_are_handed_on_with_their_pages(tmp_path: Path) -> None:
    def marked(sheet: Sheet) -> None:
        one_line(sheet)
        sheet.canvas.bookmarkPage("here")
        sheet.canvas.addOutlineEntry("5 The plan", "here", level=0)

    assert read(tmp_path, one_line, marked).outline == (Bookmark(1, "5 The plan", 2),)
