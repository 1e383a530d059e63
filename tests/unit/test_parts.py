"""Packs are split into their papers, and single papers stay whole."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indexer.model import Block, Extraction, Kind, Page, Part, Passage, Region
from indexer.parts import split_parts
from indexer.passages import to_passages
from tests.pdf_making import Sheet, read

H, P, R, B = Kind.HEADING, Kind.PARAGRAPH, Kind.ROW, Kind.BULLET
Line = tuple[Kind, str]
Pack = tuple[tuple[Part, ...], tuple[Passage, ...]]

PROSE = (
    P,
    "Children wait less than they did, and the plans that are made for them are clearer. "
    "Families say that they are told what will happen next and why.",
)
AGENDA: list[Line] = [
    (H, "Children and Families Committee"),
    (P, "Date: Thursday 6 October 2022"),
    (P, "Councillors are requested to attend."),
    (H, "Agenda"),
    (R, "1; Apologies for absence"),
    (R, "2; Declarations of interests"),
    (R, "3; Minutes; 3 - 6"),
    (R, "4; Marlford Safeguarding Children Partnership annual report 2021/22; 7 - 30"),
    (R, "5; Progress of the recruitment plan; 31 - 40"),
]
MINUTES: list[Line] = [
    (H, "Children and Families Committee"),
    (P, "Minutes of the meeting held at Shire Hall on 7 July 2022"),
    (H, "Present"),
    (P, "Councillor Ash"),
    (H, "10. Apologies for absence"),
    (P, "None."),
    (H, "11. Progress of the recruitment plan"),
    PROSE,
]
COVER: list[Line] = [
    (H, "Marlford Safeguarding Children Partnership annual report 2021/22"),
    (H, "Report of the Director of Children\u2019s Services"),
    (H, "1. Purpose"),
    (P, "1.1 To receive the annual report."),
    (H, "2. Wards affected"),
    (P, "2.1 All."),
]
PARTNERSHIP: list[Line] = [
    (H, "Marlford Safeguarding Children Partnership"),
    (H, "Annual report 2021/22"),
    PROSE,
    (H, "Foreword"),
    PROSE,
]
PLAN: list[Line] = [
    (H, "Progress of the recruitment plan"),
    (H, "Report of the Director of Children\u2019s Services"),
    (H, "1. Purpose"),
    (P, "1.1 To note progress."),
    (H, "2. Wards affected"),
    (P, "2.1 All."),
]
PACK = [AGENDA, MINUTES, COVER, PARTNERSHIP, PLAN]


def split(*papers: list[Line], paged: bool = True) -> Pack:
    """Split papers that begin on pages of their own, or follow each other without pages."""
    blocks: list[Block] = []
    for number, lines in enumerate(papers, 1):
        page = number if paged else 1
        for kind, text in lines:
            level = (1 if text == lines[0][1] else 2) if kind is H else None
            blocks.append(Block(kind, text, (Region(0, len(text), page),), level))
    pages = tuple(Page(n, height=842) for n in range(1, len(papers) + 1 if paged else 2))
    extraction = Extraction(pages, tuple(blocks))
    return split_parts(extraction, to_passages("d", extraction))


@pytest.fixture(params=[True, False], ids=["pages", "no pages"])
def pack(request: pytest.FixtureRequest) -> Pack:
    return split(*PACK, paged=request.param)


def test_every_paper_of_a_pack_is_a_part_under_its_own_title(pack: Pack) -> None:
    assert [part.title for part in pack[0]] == [
        "Children and Families Committee",
        "Minutes of the meeting held at Shire Hall on 7 July 2022",
        "Marlford Safeguarding Children Partnership annual report 2021/22",
        "Marlford Safeguarding Children Partnership, Annual report 2021/22",
        "Progress of the recruitment plan",
    ]


def test_the_report_of_a_partnership_is_told_from_the_cover_report_on_it(pack: Pack) -> None:
    assert [part.type for part in pack[0]] == [
        "committee-paper",
        "committee-paper",
        "committee-paper",
        "safeguarding-partnership",
        "committee-paper",
    ]


def test_the_agenda_and_the_minutes_bear_the_days_of_their_meetings(pack: Pack) -> None:
    assert [part.published for part in pack[0][:2]] == [date(2022, 10, 6), date(2022, 7, 7)]


def test_no_heading_stands_above_a_passage_of_a_later_paper(pack: Pack) -> None:
    _, passages = pack
    part_of_heading = {(p.part, p.text) for p in passages if p.kind is H}
    assert all((p.part, text) in part_of_heading for p in passages for text in p.heading_path)


def test_headings_within_a_paper_stay_above_its_passages(pack: Pack) -> None:
    _, passages = pack
    purpose = next(p for p in passages if p.text == "1.1 To note progress.")
    assert purpose.heading_path == ("Progress of the recruitment plan", "1. Purpose")


def test_a_part_tells_its_first_and_last_page() -> None:
    parts, _ = split(*PACK)
    assert [(part.first_page, part.last_page) for part in parts] == [(n, n) for n in range(1, 6)]


def test_a_text_without_pages_has_all_its_parts_on_page_one() -> None:
    parts, _ = split(*PACK, paged=False)
    assert {(part.first_page, part.last_page) for part in parts} == {(1, 1)}


def test_a_minute_that_repeats_a_title_of_the_agenda_begins_no_paper() -> None:
    minutes, turned = MINUTES[:6], [*MINUTES[6:], PROSE]
    parts, _ = split(AGENDA, minutes, turned, COVER, PLAN)
    assert [(part.first_page, part.last_page) for part in parts] == [
        (1, 1), (2, 3), (4, 4), (5, 5),
    ]  # fmt: skip


def test_items_and_appendices_are_known_by_their_labels() -> None:
    items: list[list[Line]] = [
        [(H, "Item 5. Waiting times"), PROSE],
        [(P, "Agenda item 6"), (H, "Short breaks"), PROSE],
        [(H, "Appendix A. Figures by month"), PROSE],
        [(H, "Appendix B"), (H, "What families said"), PROSE],
    ]
    parts, _ = split(AGENDA, *items)
    assert [part.title for part in parts[1:]] == [
        "Item 5. Waiting times",
        "Short breaks",
        "Appendix A. Figures by month",
        "Appendix B: What families said",
    ]


def test_a_label_repeated_on_each_page_begins_one_paper() -> None:
    sheet: list[Line] = [(H, "Item 5. Waiting times"), PROSE]
    parts, _ = split(AGENDA, sheet, sheet, [(H, "Item 6. Short breaks"), PROSE])
    assert [(part.first_page, part.last_page) for part in parts] == [(1, 1), (2, 3), (4, 4)]


def test_an_appendix_that_does_not_say_its_type_goes_with_the_report_before_it() -> None:
    figures: list[Line] = [(H, "Appendix 1: Figures"), PROSE]
    parts, _ = split(AGENDA, MINUTES, COVER, PARTNERSHIP, figures)
    assert parts[-1].type == "safeguarding-partnership"


def test_an_appendix_after_an_inspection_letter_is_the_committees() -> None:
    letter: list[Line] = [
        (H, "Focused visit to Marlford children\u2019s services"),
        (P, "This letter summarises the findings of the focused visit to Marlford."),
    ]
    figures: list[Line] = [(H, "Appendix 1: Figures"), PROSE]
    parts, _ = split(AGENDA, MINUTES, PLAN, letter, figures)
    assert [part.type for part in parts][3:] == ["focused-visit-letter", "committee-paper"]


def test_an_inspection_letter_in_a_pack_is_a_letter_of_inspectors() -> None:
    letter: list[Line] = [
        (H, "Appendix A. Focused visit to Marlford children\u2019s services"),
        (P, "This letter summarises the findings of the focused visit to Marlford."),
    ]
    parts, _ = split(AGENDA, MINUTES, PLAN, letter)
    assert parts[-1].type == "focused-visit-letter"


REPORT: list[Line] = [
    (H, "Inspection of Marlford local authority children\u2019s services"),
    (P, "Inspection dates: 3 to 14 October 2022"),
    (P, "Lead inspector: Anna Ashdown"),
    PROSE,
]


@pytest.mark.parametrize(
    "papers",
    [
        [REPORT, [(H, "Appendix A. About this inspection"), PROSE], [(H, "Annex B"), PROSE]],
        [PARTNERSHIP, [(H, "Appendix 1. Members"), PROSE], [(H, "Appendix 2. Figures"), PROSE]],
        [MINUTES, [(H, "Item 5. Waiting times"), PROSE], [(H, "Item 6. Short breaks"), PROSE]],
        [COVER, [(H, "Appendix A. Figures"), PROSE], [(H, "Appendix B. Views"), PROSE]],
        [AGENDA, [(H, "Notes for visitors"), PROSE], [(H, "How to find us"), PROSE]],
    ],
    ids=["inspection report", "annual report", "minutes", "officer's report", "agenda alone"],
)
def test_a_single_paper_stays_whole_and_as_it_was(papers: list[list[Line]]) -> None:
    parts, passages = split(*papers)
    assert parts == ()
    assert all(passage.part is None for passage in passages)


def test_an_agenda_that_runs_on_to_a_second_page_is_one_paper() -> None:
    more: list[Line] = [
        (R, "6; Item 6 of the last meeting; 41 - 44"),
        (R, "Appendix A; Figures by month; 45 - 50"),
    ]
    parts, _ = split(AGENDA, more, MINUTES, PLAN)
    assert [part.first_page for part in parts] == [1, 3, 4]


def test_an_empty_document_has_no_parts() -> None:
    assert split_parts(Extraction((), ()), ()) == ((), ())


def titled(title: str, bookmark: str = "") -> Callable[[Sheet], None]:
    """Draw a page of text under a title too plain to be a heading."""

    def draw(sheet: Sheet) -> None:
        if bookmark:
            sheet.canvas.bookmarkPage(bookmark)
            sheet.canvas.addOutlineEntry(bookmark, bookmark, level=0)
        sheet.paragraph(title)
        for _ in range(3):
            sheet.paragraph("Children wait less than they did,", "and plans for them are clearer.")

    return draw


def test_bookmarks_that_name_items_of_the_agenda_tell_where_papers_begin(tmp_path: Path) -> None:
    def agenda(sheet: Sheet) -> None:
        sheet.heading("Agenda", size=18)
        for line in (
            "1. Apologies for absence",
            "2. Declarations of interests",
            "3. Progress of the recruitment plan 2",
            "4. Waiting times for assessments 4",
        ):
            sheet.paragraph(line)

    extraction = read(
        tmp_path,
        agenda,
        titled("Recruitment", "3 Progress of the recruitment plan"),
        titled("More of it"),
        titled("Waiting", "4 Waiting times for assessments"),
    )
    parts, _ = split_parts(extraction, to_passages("d", extraction))
    assert [(part.first_page, part.last_page) for part in parts] == [(1, 1), (2, 3), (4, 4)]


def test_an_inspection_letter_after_its_report_needs_no_label() -> None:
    letter: list[Line] = [
        (P, "1 June 2022"),
        (P, "Dear Anna"),
        (H, "Focused visit to Marlford children\u2019s services"),
        (P, "This letter summarises the findings of the focused visit to Marlford."),
    ]
    more: list[Line] = [(H, "What needs to improve"), PROSE]
    parts, _ = split(AGENDA, MINUTES, PLAN, letter, more)
    assert [(part.first_page, part.last_page) for part in parts][2:] == [(3, 3), (4, 5)]
    assert parts[-1].type == "focused-visit-letter"


def test_a_paper_of_another_type_with_a_cover_page_needs_no_label() -> None:
    cover: list[Line] = [(H, "Peer review of the front door"), (P, "June 2022")]
    parts, _ = split(AGENDA, MINUTES, PLAN, cover, [PROSE, PROSE])
    assert [(part.title, part.type) for part in parts][3:] == [
        ("Peer review of the front door", "peer-review")
    ]


def test_a_section_of_a_report_that_names_another_type_is_no_paper() -> None:
    section: list[Line] = [(H, "Peer review of the front door"), *([PROSE] * 4)]
    parts, _ = split(AGENDA, MINUTES, PLAN, section)
    assert [part.first_page for part in parts] == [1, 2, 3]


def test_pages_without_text_go_with_the_paper_before_them() -> None:
    parts, _ = split(AGENDA, MINUTES, [], PLAN, [])
    assert [(part.first_page, part.last_page) for part in parts] == [(1, 1), (2, 3), (4, 5)]
