"""Tables, ruled or set with white space, as rows that read as sentences."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from indexer.extract.pdf import PdfExtractor
from indexer.model import Block, Kind
from tests.pdf_making import Sheet, read

HEAD = ["Milestone", "Date", "Status", "Update"]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
UPDATE = "Turnover fell in every team in the quarter, and the board asked for a plan."


def table(
    path: Path, rows: Sequence[Sequence[str]], style: Sequence[object] = GRID
) -> tuple[Block, ...]:
    look = getSampleStyleSheet()["BodyText"]
    cells = [[Paragraph(text, look) for text in row] for row in rows]
    made = Table(cells, colWidths=[130, 80, 80, 170][: len(rows[0])], repeatRows=1, style=style)
    SimpleDocTemplate(str(path / "table.pdf"), pagesize=A4).build([made])
    return PdfExtractor().extract(path / "table.pdf").blocks


def milestones(count: int) -> list[list[str]]:
    head = [f"<b>{name}</b>" for name in HEAD]
    return [head, *([f"Milestone {n}", f"{n} May", "On target", UPDATE] for n in range(count))]


def test_a_row_reads_as_a_sentence_with_its_column_heads(tmp_path: Path) -> None:
    blocks = table(tmp_path, milestones(2))
    assert [block.kind for block in blocks] == [Kind.ROW, Kind.ROW]
    assert blocks[1].text == (
        f"Milestone: Milestone 1; Date: 1 May; Status: On target; Update: {UPDATE}"
    )


def test_column_heads_carry_over_to_the_next_page_and_are_not_repeated(tmp_path: Path) -> None:
    blocks = table(tmp_path, milestones(30))
    pages = {block.regions[0].page for block in blocks}
    assert pages == {1, 2}
    assert len(blocks) == 30
    assert all(block.text.startswith("Milestone: Milestone ") for block in blocks)


def test_regions_of_a_row_cover_the_words_of_its_cells(tmp_path: Path) -> None:
    block = table(tmp_path, milestones(1))[0]
    printed = [block.text[region.start : region.end] for region in block.regions]
    assert printed[:3] == ["Milestone 0", "0 May", "On target"]
    assert " ".join(printed[3:]) == UPDATE


def test_a_label_and_its_value_need_no_heads(tmp_path: Path) -> None:
    rows = [["Overall effectiveness", "Good"], ["Leaders", "Outstanding"]]
    assert [block.text for block in table(tmp_path, rows)] == [
        "Overall effectiveness: Good",
        "Leaders: Outstanding",
    ]


def test_grades_set_with_white_space_are_rows(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        for label, grade in [("Leaders", "Good"), ("Help and protection", "Inadequate")]:
            sheet.line(label, step=0)
            sheet.line(grade, x=400, step=30)

    blocks = read(tmp_path, page).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.ROW, "Leaders: Good"),
        (Kind.ROW, "Help and protection: Inadequate"),
    ]


def test_a_table_with_lines_between_its_rows_alone_is_read_by_rows(tmp_path: Path) -> None:
    rows = [[f"<b>{name}</b>" for name in ("Group", "Led by", "Purpose")]]
    rows += [
        ["Audit group", "Council", "Six audits a year, with workers in the room each time."]
    ] * 3
    style = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    assert [block.text for block in table(tmp_path, rows, style)] == [
        "Group: Audit group; Led by: Council; Purpose: "
        "Six audits a year, with workers in the room each time."
    ] * 3


def test_years_over_figures_are_column_heads(tmp_path: Path) -> None:
    rows = [["Measure", "2021", "2022"], ["Referrals", "6,488", "6,731"]]
    assert [block.text for block in table(tmp_path, rows)] == [
        "Measure: Referrals; 2021: 6,488; 2022: 6,731"
    ]


def test_words_that_run_up_to_a_border_stay_in_their_cell(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        for top, words in ((90, "first"), (120, "second")):
            sheet.box(66, top, 120, 30)
            sheet.box(186, top, 200, 30)
            sheet.line(f"The {words} label runs", x=70, y=top + 18)
            sheet.line(f"{words} value", x=189, y=top + 18)

    assert [block.text for block in read(tmp_path, page).blocks] == [
        "The first label runs: first value",
        "The second label runs: second value",
    ]


def test_a_label_in_a_box_goes_with_the_text_beside_it(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        for top, label in ((90, "Report"), (190, "Review")):
            sheet.box(72, top, 100, 40, fill=True)
            sheet.line(label, x=90, y=top + 24)
            sheet.y = top + 8
            sheet.paragraph(
                f"{label} what worries you about the child to the duty",
                "team without delay, and write down what you were told.",
                x=190,
            )

    assert [block.text for block in read(tmp_path, page).blocks] == [
        f"{label}: {label} what worries you about the child to the duty "
        "team without delay, and write down what you were told."
        for label in ("Report", "Review")
    ]


def test_a_table_of_long_lists_is_read_as_boxes_with_headings(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        for x, name in ((60, "Strengths"), (300, "Priorities")):
            sheet.box(x, 80, 240, 30)
            sheet.box(x, 110, 240, 200)
            sheet.line(name, x=x + 8, y=100, size=14, bold=True)
            sheet.y = 130
            for point in ("first", "second", "third"):
                sheet.bullet(f"{name.lower()}, the {point}", "of several points", x=x + 8)

    kinds = [(block.kind, block.text.split(",")[0]) for block in read(tmp_path, page).blocks]
    assert kinds == [
        (Kind.HEADING, "Strengths"), *[(Kind.BULLET, "strengths")] * 3,
        (Kind.HEADING, "Priorities"), *[(Kind.BULLET, "priorities")] * 3,
    ]  # fmt: skip


def narrow(sheet: Sheet, *cells: Sequence[str]) -> None:
    """Draw a ruled row of narrow cells below one of heads."""
    for index, lines in enumerate([["Measure"], ["West"], ["East"]]):
        sheet.box(72 + 60 * index, 120, 60, 24)
        sheet.line(lines[0], x=76 + 60 * index, y=136, bold=True)
    for index, lines in enumerate(cells):
        sheet.box(72 + 60 * index, 144, 60, 60)
        sheet.y = 160
        sheet.paragraph(*lines, x=76 + 60 * index)


def test_a_word_torn_by_a_narrow_cell_is_whole_where_the_document_has_it_whole(
    tmp_path: Path,
) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("Children in Thrushcombe wait longest.")
        narrow(sheet, ["Wait"], ["Thrushco", "mbe"], ["Harrow", "teams"])

    assert read(tmp_path, page).blocks[-1].text == (
        "Measure: Wait; West: Thrushcombe; East: Harrow teams"
    )


def test_a_letter_left_alone_belongs_to_its_word_even_where_the_rest_is_one_too(
    tmp_path: Path,
) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("No school is like other schools.")
        narrow(sheet, ["Wait"], ["school", "s"], ["Harrow"])

    assert read(tmp_path, page).blocks[-1].text == "Measure: Wait; West: schools; East: Harrow"


def test_two_words_of_a_narrow_cell_stay_apart_where_they_are_words(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("It is understood that carers are under pressure.")
        narrow(sheet, ["Wait"], ["under", "stood"], ["Harrow"])

    assert read(tmp_path, page).blocks[-1].text == "Measure: Wait; West: under stood; East: Harrow"
