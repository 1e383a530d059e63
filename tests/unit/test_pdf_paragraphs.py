"""Lines to paragraphs, bullets, numbered points and headings."""

from pathlib import Path

import pytest

from indexer.model import Block, Kind
from tests.pdf_making import Sheet, read

FILLER = (
    "Leaders know their services well and use what audits tell",
    "them to improve practice across the teams of the council.",
)


def texts(blocks: tuple[Block, ...], kind: Kind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]


def test_a_gap_parts_two_paragraphs(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph("The first one goes on", "over two lines.")
        sheet.paragraph("The second one also goes", "over two lines.")

    assert texts(read(tmp_path, page).blocks, Kind.PARAGRAPH) == [
        "The first one goes on over two lines.",
        "The second one also goes over two lines.",
    ]


def test_a_sentence_that_ends_early_parts_paragraphs_without_a_gap(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(*FILLER, "The pace is good.", gap=0)
        sheet.paragraph("Children in care live with carers who know them and who", "stay.")

    assert len(read(tmp_path, page).blocks) == 2


@pytest.mark.parametrize("mark", ["\u2022", "-", "\u2013", "o"])
def test_bullets_are_units_without_their_mark(tmp_path: Path, mark: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(*FILLER)
        sheet.bullet("the quality of plans, so that they", "help children sooner", mark=mark)
        sheet.bullet("the oversight of managers", mark=mark, gap=0)

    assert texts(read(tmp_path, page).blocks, Kind.BULLET) == [
        "the quality of plans, so that they help children sooner",
        "the oversight of managers",
    ]


def test_nested_bullets_are_units_of_their_own(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bullet("children with a plan:", gap=0)
        sheet.bullet("in primary schools", "of the borough", x=100, gap=0)
        sheet.bullet("in secondary schools", x=100, gap=0)
        sheet.bullet("children without a plan", gap=0)

    assert texts(read(tmp_path, page).blocks, Kind.BULLET) == [
        "children with a plan:",
        "in primary schools of the borough",
        "in secondary schools",
        "children without a plan",
    ]


def test_a_numbered_paragraph_is_one_unit_and_keeps_its_number(tmp_path: Path) -> None:
    def point(sheet: Sheet, number: str, *lines: str) -> None:
        sheet.line(number, step=0)
        sheet.paragraph(*lines, x=100)

    def page(sheet: Sheet) -> None:
        point(sheet, "12.", "Plans are clear. They say what", "must change, for whom and by when.")
        point(sheet, "13.", "Reviews are held on time.")

    assert texts(read(tmp_path, page).blocks, Kind.PARAGRAPH) == [
        "12. Plans are clear. They say what must change, for whom and by when.",
        "13. Reviews are held on time.",
    ]


def test_a_number_inside_a_sentence_starts_no_point(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(
            "The team works with children from the age of ten up to the age of",
            "15. Older ones are seen by the team for young adults.",
        )

    assert len(read(tmp_path, page).blocks) == 1


def test_a_figure_with_its_unit_goes_on_with_the_bullet_above(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bullet("Time from first profile to decision:", "5.5 months, from 11")

    assert texts(read(tmp_path, page).blocks, Kind.BULLET) == [
        "Time from first profile to decision: 5.5 months, from 11"
    ]


def test_items_of_an_agenda_are_units_of_their_own(tmp_path: Path) -> None:
    items = ["Apologies", "Declarations", "Minutes of the last meeting", "Questions", "Budget"]
    items += ["Kinship care", "Work programme"]

    def page(sheet: Sheet) -> None:
        sheet.line("Agenda", bold=True, step=0)
        sheet.line("Page", x=463, bold=True)
        for number, item in enumerate(items, 1):
            sheet.line(str(number), step=0)
            sheet.line(item, x=109, step=0 if number > 2 else 14.5)
            if number > 2:
                sheet.line(str(number * 2), x=463)

    found = texts(read(tmp_path, page, *[other] * 20).blocks, Kind.PARAGRAPH)
    assert [text for text in found if text[0].isdigit()] == [
        "1 Apologies", "2 Declarations", "3 Minutes of the last meeting 6", "4 Questions 8",
        "5 Budget 10", "6 Kinship care 12", "7 Work programme 14",
    ]  # fmt: skip


def other(sheet: Sheet) -> None:
    sheet.paragraph("Papers of this meeting follow.")


def test_lettered_minutes_are_units_of_their_own(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph("During discussion the following points were made:", gap=0)
        sheet.paragraph("(a) visits had become more regular over the", "year;", gap=0)
        sheet.paragraph("(b) the vacancy rate had fallen.", gap=0)

    assert texts(read(tmp_path, page).blocks, Kind.PARAGRAPH)[1:] == [
        "(a) visits had become more regular over the year;",
        "(b) the vacancy rate had fallen.",
    ]


def test_a_word_split_by_the_line_is_mended(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph("Managers read each assess-", "ment before it is shared.")

    (block,) = read(tmp_path, page).blocks
    assert block.text == "Managers read each assessment before it is shared."
    first, second = block.regions
    assert block.text[first.start : first.end] == "Managers read each assess"
    assert block.text[second.start : second.end] == "ment before it is shared."


def test_a_hyphen_the_document_uses_elsewhere_is_kept(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph("A multi-agency team meets each week.")
        sheet.paragraph("The chair of the multi-", "agency team reports to the board.")

    assert "multi-agency team reports" in read(tmp_path, page).blocks[1].text


@pytest.mark.parametrize(
    ("first", "second"), [("pre-", "proceedings"), ("decision-", "making"), ("well-", "planned")]
)
def test_a_hyphen_between_words_is_kept_where_the_document_splits_none(
    first: str, second: str, tmp_path: Path
) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(f"Leaders were sure of their {first}", f"{second} work.")

    (block,) = read(tmp_path, page).blocks
    assert block.text == f"Leaders were sure of their {first}{second} work."


def test_a_document_that_splits_words_splits_those_it_has_only_once(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph("Social workers know what the social wor-", "kers before them did.")
        sheet.paragraph("They make the right refe-", "rrals at once.")

    assert "right referrals at once" in read(tmp_path, page).blocks[1].text


def test_a_larger_or_bold_short_line_is_a_heading(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("Main findings", size=16, step=30)
        sheet.paragraph(*FILLER)
        sheet.heading("Early help", size=12)
        sheet.paragraph(*FILLER)

    found = [block for block in read(tmp_path, page).blocks if block.kind is Kind.HEADING]
    assert [(block.text, block.level) for block in found] == [
        ("Main findings", 1),
        ("Early help", 2),
    ]


def test_a_bold_sentence_is_no_heading(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.heading("The council must act on this without delay.", size=12)
        sheet.paragraph(*FILLER)

    assert not texts(read(tmp_path, page).blocks, Kind.HEADING)


def test_a_heading_over_two_lines_is_one(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line("The experiences and progress of children who", size=14, bold=True, step=17)
        sheet.heading("need help: good")
        sheet.paragraph(*FILLER)

    assert texts(read(tmp_path, page).blocks, Kind.HEADING) == [
        "The experiences and progress of children who need help: good"
    ]


def test_a_heading_beside_its_grade_is_one_heading(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.box(66, 90, 260, 50)
        sheet.box(326, 90, 200, 50)
        sheet.line("The experiences and progress", y=110, size=14, bold=True, step=16)
        sheet.line("of care leavers", size=14, bold=True)
        sheet.line("Requires improvement", x=335, y=118, size=14, bold=True)
        sheet.y = 170
        sheet.paragraph(*FILLER)

    assert texts(read(tmp_path, page).blocks, Kind.HEADING) == [
        "The experiences and progress of care leavers: Requires improvement"
    ]


def test_a_row_over_running_text_in_one_grid_is_its_heading(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        for top in (80, 110):
            sheet.box(66, top, 230, 30)
            sheet.box(296, top, 220, 30)
        sheet.box(66, 140, 450, 300)
        sheet.line("Key judgement", y=100, bold=True, step=0)
        sheet.line("Grade", x=302, bold=True)
        sheet.line("The progress of care leavers", y=130, step=0)
        sheet.line("Good", x=302)
        sheet.y = 160
        sheet.heading("Summary", size=12)
        for _ in range(5):
            sheet.paragraph(*FILLER)

    blocks = read(tmp_path, page).blocks
    assert [(block.text, block.level) for block in blocks if block.kind is Kind.HEADING] == [
        ("The progress of care leavers: Good", 1),
        ("Summary", 2),
    ]
    assert not texts(blocks, Kind.ROW)


def test_a_closing_page_of_small_print_stands_under_no_heading(tmp_path: Path) -> None:
    def findings(sheet: Sheet) -> None:
        sheet.heading("Leaders: good")
        sheet.paragraph(*FILLER)

    def colophon(sheet: Sheet) -> None:
        sheet.paragraph("You may copy this report in any", "format free of charge.", size=9)

    assert [block.level for block in read(tmp_path, findings, colophon).blocks] == [1, None, 0]


def test_a_footnote_does_not_cut_the_paragraph_that_runs_past_it(tmp_path: Path) -> None:
    def first(sheet: Sheet) -> None:
        for _ in range(4):
            sheet.paragraph(*FILLER)
        sheet.y = 640
        sheet.paragraph("The service for children with disabilities is being joined with the one")
        sheet.y = 700
        sheet.paragraph("1 Set up in the year before.", size=9)

    def second(sheet: Sheet) -> None:
        sheet.paragraph("for adults, which will help families to plan.")

    found = [block.text for block in read(tmp_path, first, second).blocks]
    assert found[-2:] == [
        "for adults, which will help families to plan.",
        "1 Set up in the year before.",
    ]


def test_contents_make_no_headings(tmp_path: Path) -> None:
    def contents(sheet: Sheet) -> None:
        sheet.heading("Contents", size=18)
        for number, name in enumerate(["Foreword", "Findings", "Voices", "Next steps"], 2):
            sheet.line(name, bold=True, step=0)
            sheet.line(str(number), x=500, bold=True, step=20)

    def body(sheet: Sheet) -> None:
        sheet.heading("Findings")
        sheet.paragraph(*FILLER)

    blocks = read(tmp_path, contents, body).blocks
    assert texts(blocks, Kind.HEADING) == ["Findings"]
    assert blocks[0].text == "Contents Foreword 2 Findings 3 Voices 4 Next steps 5"
