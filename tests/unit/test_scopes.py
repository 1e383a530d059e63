"""How far headings hold: those in boxes and columns only as far as these reach."""

from pathlib import Path

import pytest

from indexer.passages import to_passages
from tests.pdf_making import Sheet, read
from tests.unit.test_layout import Frame, filled, framed, rounded, under_a_bar, unframed

ACROSS = "Across the county children say the same, in every town and in each of our homes."
ALIKE = "Parents told us, and workers told us, that"


def paths(*pages: object, folder: Path) -> dict[str, tuple[str, ...]]:
    found = to_passages("d", read(folder, *pages))  # type: ignore[arg-type]
    return {passage.text: passage.heading_path for passage in found}


@pytest.mark.parametrize("frame", [framed, filled, rounded, under_a_bar, unframed])
def test_text_below_boxes_stands_under_the_heading_above_them(tmp_path: Path, frame: Frame) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("Direct work", y=70, x=40, size=24, bold=True)
        for x, name in ((40, "Strengths"), (295, "Priorities")):
            frame(sheet, x)
            sheet.line(name, x=x + 8, y=130, size=14, bold=True)
            sheet.y = 165
            sheet.bullet(f"{name.lower()} of the teams", "that visit children", x=x + 8)
        sheet.line(ACROSS, y=480)

    found = paths(page, folder=tmp_path)
    assert found[ACROSS] == ("Direct work",)
    assert found["priorities of the teams that visit children"] == ("Direct work", "Priorities")


def test_a_title_bar_heads_the_text_that_stands_outside_of_it(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("Direct work", y=70, size=24, bold=True)
        sheet.box(66, 110, 450, 30, fill=True)
        sheet.line("What children say", y=130, size=14, bold=True)
        sheet.line("Harrow teams", y=180)
        sheet.line("Fenwold teams", y=180, x=400)
        sheet.line(ACROSS, y=220)

    assert paths(page, folder=tmp_path)[ACROSS] == ("Direct work", "What children say")


def test_a_box_that_goes_on_over_the_page_keeps_its_heading(tmp_path: Path) -> None:
    def first(sheet: Sheet) -> None:
        sheet.line("Direct work", y=70, size=24, bold=True)
        sheet.box(66, 600, 450, 180)
        sheet.line("Harrow teams", y=560)
        sheet.line("Fenwold teams", y=560, x=400)
        sheet.line("Summary", y=630, x=76, size=14, bold=True)
        sheet.y = 660
        sheet.paragraph(f"{ALIKE} visits help.", x=76)

    def second(sheet: Sheet) -> None:
        sheet.paragraph(f"{ALIKE} letters do not.", x=76)
        sheet.paragraph("12. Inspectors read forty files.")

    found = paths(first, second, folder=tmp_path)
    assert found[f"{ALIKE} letters do not."] == ("Direct work", "Summary")
    assert found["12. Inspectors read forty files."] == ("Direct work",)
