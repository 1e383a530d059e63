"""Where words stand inside a printed line."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from app.documents.boxes import passage_boxes, word_boxes
from indexer.model import Kind, Passage, Region

LINE = "Managers oversee immediate family visits weekly, illustrating little drift."


def passage(*regions: Region, text: str = LINE) -> Passage:
    return Passage("d-1", "d", 1, Kind.PARAGRAPH, text, (), regions)


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman"])
@pytest.mark.parametrize("word", LINE.split())
def test_a_word_is_found_to_within_two_letters(font: str, word: str) -> None:
    def place(end: int) -> float:
        return float(stringWidth(LINE[:end], font, 11))

    start = LINE.index(word)
    end = start + len(word)
    line = Region(0, len(LINE), 1, (0.0, 0.0, place(len(LINE)), 14.0))
    [box] = word_boxes(passage(line), [(start, end)], 1)
    assert box[0] == pytest.approx(place(start), abs=8)
    assert box[2] == pytest.approx(place(end), abs=8)


def test_words_on_two_lines_get_a_box_on_each() -> None:
    lines = (Region(0, 10, 1, (0, 0, 100, 10)), Region(10, 20, 1, (0, 10, 100, 20)))
    boxes = word_boxes(passage(*lines), [(5, 15)], 1)
    assert [box[1] for box in boxes] == [0, 10]


def test_only_the_boxes_of_the_page_shown_are_given() -> None:
    lines = (Region(0, 10, 1, (0, 0, 1, 1)), Region(10, 20, 2, (0, 0, 2, 2)))
    assert passage_boxes(passage(*lines), 2) == ((0, 0, 2, 2),)


def test_a_format_without_geometry_gives_no_boxes() -> None:
    line = Region(0, len(LINE), 1)
    assert passage_boxes(passage(line), 1) == ()
    assert word_boxes(passage(line), [(0, 5)], 1) == ()
