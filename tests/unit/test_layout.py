"""Reading order: columns, boxes side by side, and bullets under their own heading."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.model import Kind, Passage
from indexer.passages import to_passages
from tests.pdf_making import SLIDE, Sheet, read

Frame = Callable[[Sheet, float], None]


def framed(sheet: Sheet, x: float) -> None:
    sheet.box(x, 110, 235, 330)


def filled(sheet: Sheet, x: float) -> None:
    sheet.box(x, 110, 235, 330, fill=True)


def rounded(sheet: Sheet, x: float) -> None:
    sheet.canvas.roundRect(x, sheet.height - 440, 235, 330, 8)


def under_a_bar(sheet: Sheet, x: float) -> None:
    sheet.box(x, 110, 235, 32, fill=True)
    sheet.box(x, 146, 235, 294)


def touching(sheet: Sheet, x: float) -> None:
    sheet.box(x, 110, 255, 32)
    sheet.box(x, 142, 255, 298)


def unframed(sheet: Sheet, x: float) -> None:
    del sheet, x


def slide(frame: Frame) -> Callable[[Sheet], None]:
    """Draw three boxes side by side with uneven bullets, their lines not level."""

    def draw(sheet: Sheet) -> None:
        sheet.line("How well do we help children?", x=40, y=70, size=24, bold=True)
        for index, name in enumerate(["Strengths", "Challenges", "Priorities"]):
            x = 40 + 255 * index
            frame(sheet, x)
            sheet.line(name, x=x + 8, y=130, size=14, bold=True)
            sheet.y = 165 + 5 * index
            for point in range(3 + index):
                sheet.bullet(f"{name.lower()} {point} of the teams", "that visit children", x=x + 8)

    return draw


def bullets_by_heading(passages: tuple[Passage, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for passage in passages:
        if passage.kind is Kind.BULLET:
            found.setdefault(passage.heading_path[-1], []).append(passage.text.split()[0])
    return found


@pytest.mark.parametrize("frame", [framed, filled, rounded, under_a_bar, touching, unframed])
def test_bullets_stand_under_the_heading_of_their_own_box(tmp_path: Path, frame: Frame) -> None:
    passages = to_passages("d", read(tmp_path, slide(frame), size=SLIDE))
    assert bullets_by_heading(passages) == {
        "Strengths": ["strengths"] * 3,
        "Challenges": ["challenges"] * 4,
        "Priorities": ["priorities"] * 5,
    }


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph("This opening paragraph runs over the whole width of the page, over both")
        top = sheet.y
        for column, x in (("left", 72), ("right", 320)):
            sheet.y = top
            for part in (1, 2):
                sheet.paragraph(
                    *[f"{column} {part} line {n} of a column of text" for n in "abc"], x=x
                )

    blocks = read(tmp_path, page).blocks
    assert [block.text.split(" line")[0] for block in blocks[1:]] == [
        "left 1", "left 2", "right 1", "right 2",
    ]  # fmt: skip


def test_text_below_columns_comes_last(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        for column, x in (("left", 72), ("right", 320)):
            sheet.y = 90
            sheet.paragraph(*[f"{column} line {n} of a column of text" for n in "abcd"], x=x)
        sheet.y = 200
        sheet.paragraph("This closing paragraph runs over the whole width of the page, over both")

    assert read(tmp_path, page).blocks[-1].text.startswith("This closing")


def test_a_box_round_text_is_no_table(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.box(60, 70, 460, 60)
        sheet.paragraph("Children told us that they are listened to", "by their workers.")

    (block,) = read(tmp_path, page).blocks
    assert block.kind is Kind.PARAGRAPH


def test_a_large_figure_goes_with_the_words_in_its_box(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        for index, (figure, words) in enumerate([("54%", "of visits"), ("1,204", "children")]):
            x = 60 + 240 * index
            sheet.box(x, 90, 220, 100)
            sheet.line(figure, x=x + 20, y=130, size=28, bold=True)
            sheet.line(f"{words} in the year to the end of March", x=x + 10, y=160, size=11)

    blocks = read(tmp_path, page).blocks
    assert {block.kind for block in blocks} == {Kind.PARAGRAPH}
    assert [block.text for block in blocks] == [
        "54% of visits in the year to the end of March",
        "1,204 children in the year to the end of March",
    ]
