"""Presentations that the tests write with python-pptx."""

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from indexer.errors import ExtractionError
from indexer.extract.slides import SlidesExtractor
from indexer.model import Block, Extraction, Kind
from indexer.passages import to_passages

TITLE_AND_BODY, TITLE_ONLY, BLANK = 1, 5, 6


def read(deck: Deck, folder: Path) -> Extraction:
    path = folder / "deck.pptx"
    deck.save(str(path))
    return SlidesExtractor().extract(path)


def add_slide(deck: Deck, layout: int, title: str | None = None) -> Slide:
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title and slide.shapes.title:
        slide.shapes.title.text = title
    return slide


def add_box(slide: Slide, left: float, top: float, *lines: str, bold: bool = False) -> None:
    """Place a box two inches wide and one high."""
    frame = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1)).text_frame
    frame.text = lines[0]
    for line in lines[1:]:
        frame.add_paragraph().text = line
    frame.paragraphs[0].runs[0].font.bold = bold


def found(blocks: tuple[Block, ...]) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in blocks]


def test_every_slide_is_a_page_under_its_title(tmp_path: Path) -> None:
    deck = Presentation()
    for title, line in (("Early help", "Forty families."), ("Leaving care", "Ten flats.")):
        add_slide(deck, TITLE_AND_BODY, title).placeholders[1].text = line
    passages = to_passages("d", read(deck, tmp_path))
    assert [(p.page, p.heading_path, p.text) for p in passages if p.kind is not Kind.HEADING] == [
        (1, ("Early help",), "Forty families."),
        (2, ("Leaving care",), "Ten flats."),
    ]


def test_lines_of_one_box_are_bullets(tmp_path: Path) -> None:
    deck = Presentation()
    add_slide(deck, TITLE_AND_BODY, "Plans").placeholders[1].text = "Audit forty plans\nTrain staff"
    assert found(read(deck, tmp_path).blocks)[1:] == [
        (Kind.BULLET, "Audit forty plans"),
        (Kind.BULLET, "Train staff"),
    ]


def test_boxes_side_by_side_keep_their_bullets_under_their_own_heading(tmp_path: Path) -> None:
    deck = Presentation()
    slide = add_slide(deck, TITLE_ONLY, "What we know")
    add_box(slide, 5, 2, "Challenges", bold=True)
    add_box(slide, 1, 2, "Strengths", bold=True)
    add_box(slide, 5, 3.2, "Health assessments are late", "Too few foster homes")
    add_box(slide, 1, 3.2, "Stable workforce", "Visits are regular")
    passages = to_passages("d", read(deck, tmp_path))
    under = {p.text: p.heading_path[-1] for p in passages if p.kind is Kind.BULLET}
    assert under == {
        "Stable workforce": "Strengths",
        "Visits are regular": "Strengths",
        "Health assessments are late": "Challenges",
        "Too few foster homes": "Challenges",
    }


def test_a_group_of_shapes_is_read_together(tmp_path: Path) -> None:
    deck = Presentation()
    slide = add_slide(deck, TITLE_ONLY, "Group")
    group = slide.shapes.add_group_shape()
    for top, text in ((3.5, "Second in the group."), (2.5, "First in the group.")):
        box = group.shapes.add_textbox(Inches(1), Inches(top), Inches(2), Inches(0.5))
        box.text_frame.text = text
    texts = [block.text for block in read(deck, tmp_path).blocks]
    assert texts == ["Group", "First in the group.", "Second in the group."]


def test_a_slide_without_title_does_not_stand_under_the_one_before(tmp_path: Path) -> None:
    deck = Presentation()
    add_slide(deck, TITLE_AND_BODY, "Finance").placeholders[1].text = "Within budget."
    add_box(add_slide(deck, BLANK), 1, 1, "Children told us that they feel heard.")
    assert to_passages("d", read(deck, tmp_path))[-1].heading_path == ()


def test_a_table_row_carries_its_column_headings(tmp_path: Path) -> None:
    deck = Presentation()
    slide = add_slide(deck, TITLE_ONLY, "Milestones")
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for row, cells in enumerate((("Milestone", "Status"), ("Audit of plans", "Done"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    assert found(read(deck, tmp_path).blocks)[1:] == [
        (Kind.ROW, "Milestone: Audit of plans; Status: Done")
    ]


def test_notes_stand_under_a_heading_of_their_own(tmp_path: Path) -> None:
    deck = Presentation()
    slide = add_slide(deck, TITLE_ONLY, "Recruitment")
    frame = slide.notes_slide.notes_text_frame
    assert frame
    frame.text = "Mention the agency figures."
    passages = to_passages("d", read(deck, tmp_path))
    assert passages[-1].text == "Mention the agency figures."
    assert passages[-1].heading_path == ("Recruitment", "Notes")


def test_a_hidden_slide_is_read_because_the_file_holds_it(tmp_path: Path) -> None:
    deck = Presentation()
    add_slide(deck, TITLE_ONLY, "Reserve")._element.set("show", "0")
    assert [block.text for block in read(deck, tmp_path).blocks] == ["Reserve"]


def test_an_empty_slide_is_a_page_without_text(tmp_path: Path) -> None:
    deck = Presentation()
    add_slide(deck, BLANK)
    assert [page.has_text for page in read(deck, tmp_path).pages] == [False]


def test_a_cut_off_presentation_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    Presentation().save(str(path))
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(ExtractionError, match="damaged or no PowerPoint file"):
        SlidesExtractor().extract(path)
