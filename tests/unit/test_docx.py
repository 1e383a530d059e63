"""Word documents that the tests write with python-docx."""

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.errors import ExtractionError
from indexer.extract.word import WordExtractor
from indexer.model import Block, Extraction, Kind
from tests.faults.bombs import lying


def read(document: Docx, folder: Path) -> Extraction:
    path = folder / "document.docx"
    document.save(str(path))
    return WordExtractor().extract(path)


def texts(extraction: Extraction, kind: Kind) -> list[str]:
    return [block.text for block in extraction.blocks if block.kind is kind]


def test_headings_keep_their_rank(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Annual report", 1)
    document.add_heading("Supervision", 2)
    blocks = read(document, tmp_path).blocks
    assert [(block.text, block.level) for block in blocks] == [
        ("Annual report", 1),
        ("Supervision", 2),
    ]


def test_a_short_line_in_bold_is_a_heading_below_the_last(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Practice", 1)
    document.add_paragraph().add_run("What we will do next").bold = True
    document.add_paragraph("We will audit forty plans.")
    assert read(document, tmp_path).blocks[1] == Block(
        Kind.HEADING,
        "What we will do next",
        read(document, tmp_path).blocks[1].regions,
        level=2,
    )


def test_list_paragraphs_are_bullets(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("See every child alone.", style="List Bullet")
    document.add_paragraph("Write it down.", style="List Number")
    assert texts(read(document, tmp_path), Kind.BULLET) == [
        "See every child alone.",
        "Write it down.",
    ]


def test_a_table_row_carries_its_column_headings(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    rows = [
        ("Action", "Owner", "Progress"),
        ("Review caseloads", "Head of Service", "Begun in May"),
        ("Train managers", "Principal Social Worker", "Complete"),
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    assert texts(read(document, tmp_path), Kind.ROW) == [
        "Action: Review caseloads; Owner: Head of Service; Progress: Begun in May",
        "Action: Train managers; Owner: Principal Social Worker; Progress: Complete",
    ]


def test_the_first_entry_of_a_glossary_is_not_taken_for_a_heading(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=2)
    pairs = [("CIN", "Child in need"), ("EHA", "Early help"), ("PEP", "Education plan")]
    for row, pair in zip(table.rows, pairs, strict=True):
        row.cells[0].text, row.cells[1].text = pair
    assert texts(read(document, tmp_path), Kind.ROW)[0] == "CIN; Child in need"


def test_merged_cells_are_read_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Early help"
    table.cell(1, 0).text = "Open"
    table.cell(1, 1).text = "34 families"
    assert texts(read(document, tmp_path), Kind.ROW) == ["Early help", "Open; 34 families"]


def test_tables_stand_where_they_stand_in_the_text(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Before the table.")
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "Within"
    document.add_paragraph("After the table.")
    kinds = [block.kind for block in read(document, tmp_path).blocks]
    assert kinds == [Kind.PARAGRAPH, Kind.ROW, Kind.PARAGRAPH]


def test_manual_page_breaks_number_the_pages(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("On the first page.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("On the second page.")
    extraction = read(document, tmp_path)
    assert [block.regions[0].page for block in extraction.blocks] == [1, 2]
    assert len(extraction.pages) == 2


def test_a_break_that_word_rendered_is_not_counted_twice(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("First.").add_run().add_break(WD_BREAK.PAGE)
    run = document.add_paragraph().add_run()
    run._r.append(parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
    run.add_text("Second.")
    assert len(read(document, tmp_path).pages) == 2


def test_tracked_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Visits are ")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>timely</w:t></w:r></w:ins>'
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="2" w:author="A"><w:r><w:delText>late</w:delText></w:r>'
            "</w:del>"
        )
    )
    assert read(document, tmp_path).blocks[0].text == "Visits are timely"


def test_running_headers_are_left_out(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Official"
    document.add_paragraph("The text proper.")
    assert [block.text for block in read(document, tmp_path).blocks] == ["The text proper."]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = Document()
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    paragraph = document.add_paragraph("Beside the box.")
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert [block.text for block in read(document, tmp_path).blocks] == [
        "Beside the box.",
        "In a box",
    ]


def test_the_title_comes_from_the_properties(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Practice standards"
    document.add_paragraph("Text.")
    assert read(document, tmp_path).title == "Practice standards"


def test_regions_cover_the_text_of_a_paragraph_in_many_runs(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Super")
    paragraph.add_run("vision ").bold = True
    paragraph.add_run("is regular.")
    block = read(document, tmp_path).blocks[0]
    assert block.text == "Supervision is regular."
    assert (block.regions[0].start, block.regions[-1].end) == (0, len(block.text))


def test_a_protected_document_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "secret.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(ExtractionError, match="password"):
        WordExtractor().extract(path)


def test_a_damaged_document_is_refused_in_plain_words(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Text.")
    path = tmp_path / "half.docx"
    document.save(str(path))
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(ExtractionError, match="damaged"):
        WordExtractor().extract(path)


def test_a_part_larger_than_it_claims_is_not_unpacked_beyond_its_claim(tmp_path: Path) -> None:
    path = tmp_path / "lying.docx"
    Document().save(str(path))
    path.write_bytes(lying({"docx": path}, "docx", 1))
    tracemalloc.start()
    try:
        with pytest.raises(ExtractionError, match="damaged"):
            WordExtractor().extract(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 50_000_000


def test_a_heading_style_is_found_through_the_style_it_is_based_on(tmp_path: Path) -> None:
    document = Document()
    style = document.styles.add_style("Council heading", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Findings", style=style)
    assert read(document, tmp_path).blocks[0].level == 2


def test_a_quotation_in_bold_is_no_heading(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph().add_run("\u201cNobody asked me anything.\u201d Girl, 13").bold = True
    document.add_paragraph("We asked why.")
    assert read(document, tmp_path).blocks[0].kind is Kind.PARAGRAPH


def test_the_table_of_contents_is_left_out(tmp_path: Path) -> None:
    document = Document()
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("1. The service 3", style=style)
    document.add_heading("1. The service", 1)
    assert [block.kind for block in read(document, tmp_path).blocks] == [Kind.HEADING]


def test_footnotes_are_read_after_the_text(tmp_path: Path) -> None:
    document = Document()
    run = document.add_paragraph("Most plans are good.").add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    path = tmp_path / "notes.docx"
    document.save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>In 2021.</w:t></w:r>'
            "</w:p></w:footnote></w:footnotes>",
        )
    assert [block.text for block in WordExtractor().extract(path).blocks] == [
        "Most plans are good.",
        "In 2021.",
    ]


@pytest.mark.parametrize("place", [0.2, 0.4, 0.6, 0.8])
def test_bytes_damaged_anywhere_never_raise_anything_else(tmp_path: Path, place: float) -> None:
    document = Document()
    for number in range(200):
        document.add_paragraph(f"Paragraph {number} tells of the work done.")
    path = tmp_path / "damaged.docx"
    document.save(str(path))
    data = bytearray(path.read_bytes())
    start = int(len(data) * place)
    data[start : start + 400] = bytes(400)
    path.write_bytes(data)
    try:
        extraction = WordExtractor().extract(path)
    except ExtractionError:
        return
    assert extraction.blocks
