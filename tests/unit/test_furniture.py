"""Running heads and feet go; what only looks like them stays."""

from collections.abc import Callable
from pathlib import Path

from tests.pdf_making import Sheet, read


def page(number: int, head: str = "", foot: str = "") -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        if head:
            sheet.line(head, y=40, size=9)
        sheet.y = 120
        sheet.paragraph(f"Finding {number} is set out on this page of the report.")
        if foot:
            sheet.line(foot, x=280, y=810, size=9)

    return draw


def body(found: object) -> list[str]:
    return [block.text for block in found.blocks]  # type: ignore[attr-defined]


def test_running_heads_and_feet_are_left_out(tmp_path: Path) -> None:
    pages = [page(n, "Inspection report", f"Page {n} of 4") for n in range(1, 5)]
    assert body(read(tmp_path, *pages)) == [
        f"Finding {n} is set out on this page of the report." for n in range(1, 5)
    ]


def test_a_bare_page_number_is_left_out_of_a_single_page(tmp_path: Path) -> None:
    assert len(body(read(tmp_path, page(1, foot="7")))) == 1


def test_a_line_at_the_top_of_one_page_only_stays(tmp_path: Path) -> None:
    pages = [page(n, "Draft for comment" if n == 2 else "") for n in range(1, 5)]
    assert "Draft for comment" in body(read(tmp_path, *pages))


def test_repeated_words_in_the_middle_of_pages_stay(tmp_path: Path) -> None:
    def refrain(sheet: Sheet) -> None:
        sheet.y = 400
        sheet.paragraph("What difference did it make?")

    assert len(body(read(tmp_path, refrain, refrain, refrain))) == 3


def test_the_number_of_a_point_at_the_edge_of_a_page_stays(tmp_path: Path) -> None:
    names = ["", "first", "second", "third", "last"]

    def point(number: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.line(f"{number}.", y=60, step=0)
            sheet.paragraph(f"The {names[number]} point is made at the top of its page.", x=100)

        return draw

    assert [text.split(".")[0] for text in body(read(tmp_path, *map(point, (1, 2, 3, 4))))] == [
        "1", "2", "3", "4",
    ]  # fmt: skip


def test_running_heads_are_handed_on_once_each(tmp_path: Path) -> None:
    pages = [page(n, "Marlford County Council", foot=f"Page {n}") for n in range(1, 5)]
    assert set(read(tmp_path, *pages).furniture) == {"Marlford County Council", "Page 1"}


def test_feet_that_change_from_paper_to_paper_of_a_pack_are_left_out(tmp_path: Path) -> None:
    items = ["Agenda", "Agenda", "Kinship care", "Kinship care", "Workforce", "Budget", "Budget"]
    folios = ["i", "ii", "1", "2", "3", "4", "5"]

    def sheet_of(number: str, item: str) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.y = 120
            sheet.paragraph(f"Finding {number} is set out on this page of the report.")
            sheet.line(item, y=810, size=9, step=0)
            sheet.line(number, x=500, y=810, size=9)

        return draw

    pages = [sheet_of(number, item) for number, item in zip(folios, items, strict=True)]
    assert body(read(tmp_path, *pages)) == [
        f"Finding {n} is set out on this page of the report." for n in folios
    ]
