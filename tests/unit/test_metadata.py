"""Metadata read from the words of invented documents."""

from datetime import date
from pathlib import Path

import pytest

from indexer.metadata import read_metadata
from indexer.model import Block, Extraction, Grades, Kind, Metadata, Page, Region

HEADING, PARAGRAPH, ROW, BULLET = Kind.HEADING, Kind.PARAGRAPH, Kind.ROW, Kind.BULLET
Part = tuple[Kind, str]


def read(*parts: Part, title: str | None = None, name: str = "file.pdf") -> Metadata:
    blocks = tuple(
        Block(kind, text, (Region(0, len(text), 1),), level=1 if kind is HEADING else None)
        for kind, text in parts
    )
    return read_metadata(Path(name), Extraction((Page(1),), blocks, title=title))


REPORT: tuple[Part, ...] = (
    (HEADING, "Inspection of North Northamptonshire local authority children\u2019s services"),
    (PARAGRAPH, "Inspection dates: 3 October 2022 to 14 October 2022"),
    (PARAGRAPH, "Lead inspector: Alison Ashdown, Her Majesty\u2019s Inspector"),
    (
        ROW,
        "Judgement: The impact of leaders on social work practice with children and families; "
        "Grade: Requires improvement to be good",
    ),
    (
        ROW,
        "Judgement: The experiences and progress of children who need help and protection; "
        "Grade: Inadequate",
    ),
    (ROW, "Judgement: The experiences and progress of children in care; Grade: Good"),
    (ROW, "Judgement: The experiences and progress of care leavers; Grade: Outstanding"),
    (ROW, "Judgement: Overall effectiveness; Grade: Requires improvement to be good"),
    (PARAGRAPH, "Children wait too long for help. " * 8),
)

LETTER: tuple[Part, ...] = (
    (PARAGRAPH, "1 June 2022"),
    (PARAGRAPH, "Anna Bell Director of Children\u2019s Services Derbyshire County Council"),
    (PARAGRAPH, "Dear Anna"),
    (HEADING, "Focused visit to Derbyshire County Council children\u2019s services"),
    (
        PARAGRAPH,
        "This letter summarises the findings of the focused visit to Derbyshire children\u2019s "
        "services on 26 to 27 April 2022. Her Majesty\u2019s Inspectors for this visit were "
        "Tomos Ashby and M\u00e1ire O\u2019Dowd.",
    ),
    (PARAGRAPH, "Yours sincerely"),
    (PARAGRAPH, "M\u00e1ire O\u2019Dowd Her Majesty\u2019s Inspector"),
)


def test_an_inspection_report_tells_type_framework_and_event() -> None:
    found = read(*REPORT)
    assert (found.type, found.framework, found.event) == (
        "ilacs-inspection-report",
        "ilacs",
        "standard",
    )


def test_one_week_of_fieldwork_is_a_short_inspection() -> None:
    parts = [*REPORT]
    parts[1] = (PARAGRAPH, "Inspection dates: 3 to 7 October 2022")
    assert read(*parts).event == "short"


def test_grades_are_read_by_area_and_written_in_one_way() -> None:
    assert read(*REPORT).grades == Grades(
        overall="requires improvement",
        leaders="requires improvement",
        help_protection="inadequate",
        children_in_care="good",
        care_leavers="outstanding",
    )


def test_a_grade_that_is_not_printed_is_not_imputed() -> None:
    grades = read(*(part for part in REPORT if "care leavers" not in part[1])).grades
    assert grades.care_leavers is None


def test_children_in_care_and_care_leavers_graded_together_are_children_in_care() -> None:
    row = (
        "Judgement: The experiences and progress of children in care and care leavers; Grade: Good"
    )
    grades = read(*REPORT[:3], (ROW, row)).grades
    assert (grades.children_in_care, grades.care_leavers) == ("good", None)


def test_the_heading_of_a_section_tells_a_grade_the_table_lacks() -> None:
    heading = "The experiences and progress of children in care: outstanding"
    assert read(*REPORT[:3], (HEADING, heading)).grades.children_in_care == "outstanding"


def test_a_council_audit_has_no_inspection_grades() -> None:
    found = read(
        (HEADING, "Case file audit report"),
        (ROW, "Overall effectiveness: Good"),
    )
    assert found.type == "audit-report"
    assert found.grades == Grades()


def test_the_lead_inspector_is_named_without_rank() -> None:
    assert read(*REPORT).inspectors == ("Alison Ashdown",)


def test_the_inspector_who_signs_a_letter_comes_first() -> None:
    assert read(*LETTER).inspectors == ("M\u00e1ire O\u2019Dowd", "Tomos Ashby")


def test_a_focused_visit_letter_tells_its_date_and_days() -> None:
    found = read(*LETTER)
    assert found.type == "focused-visit-letter"
    assert found.published == date(2022, 6, 1)
    assert (found.event_start, found.event_end) == (date(2022, 4, 26), date(2022, 4, 27))


def test_the_days_of_an_earlier_inspection_are_not_those_of_this_one() -> None:
    found = read(
        (HEADING, "Area SEND inspection of Bexley Local Area Partnership"),
        (PARAGRAPH, "Dates of previous inspection: 3 October 2016 to 7 October 2016"),
        (PARAGRAPH, "Inspection dates: 4 December 2023 to 8 December 2023"),
        (HEADING, "Inspection outcome"),
    )
    assert found.event_start == date(2023, 12, 4)
    assert (found.framework, found.event) == ("area-send", "send-full")


def test_a_letter_dated_before_its_own_visit_has_no_date() -> None:
    assert read((PARAGRAPH, "1 June 2021"), *LETTER[1:]).published is None


TITLES = [
    ("Marlford children\u2019s services self-evaluation", "self-evaluation"),
    ("Case file audit report, autumn", "audit-report"),
    ("Independent reviewing officers\u2019 annual report", "annual-report"),
    ("Practice standards for social workers", "practice-standards"),
    ("Improvement plan 2019 to 2021", "improvement-plan"),
    ("Transformation programme: third quarter update", "programme-update"),
    ("Marlford Safeguarding Children Partnership yearly report", "safeguarding-partnership"),
    ("Inspection briefing number two", "briefing"),
    ("Statutory guidance on reviewing officers", "statutory-guidance"),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_a_title_tells_the_type(title: str, kind: str) -> None:
    assert read((HEADING, title), (PARAGRAPH, "Some text follows here.")).type == kind


def test_a_committee_paper_is_known_by_its_agenda() -> None:
    found = read(
        (HEADING, "Marlford County Council Children and Young People Scrutiny Committee"),
        (PARAGRAPH, "Date: Thursday, 31 March 2022"),
        (HEADING, "Agenda"),
        (PARAGRAPH, "Apologies for absence"),
    )
    assert found.type == "committee-paper"
    assert found.published == date(2022, 3, 31)


def test_a_self_evaluation_without_a_title_is_known_by_its_headings() -> None:
    parts: list[Part] = []
    for service in ("Early help", "Adoption", "Fostering"):
        parts += [(HEADING, service), (HEADING, "Strengths"), (BULLET, "One.")]
        parts += [(HEADING, "Challenges"), (BULLET, "Two.")]
        parts += [(HEADING, "Key priorities over the next 12 months"), (BULLET, "Three.")]
    assert read(*parts).type == "self-evaluation"


def test_a_briefing_about_an_inspection_is_not_its_report() -> None:
    found = read(
        (HEADING, "Inspection of safeguarding and looked after children services"),
        (HEADING, "The view from Marlford City Council"),
        (PARAGRAPH, "This briefing is the second of three."),
    )
    assert found.type == "briefing"


def test_a_bullet_that_names_a_board_tells_no_type() -> None:
    found = read((HEADING, "Plans"), (BULLET, "Work with the Safeguarding Children Partnership."))
    assert found.type is None


def test_nothing_is_made_up_for_a_document_that_says_nothing() -> None:
    assert read((PARAGRAPH, "We met and spoke about many things.")) == Metadata()


def test_the_name_of_the_file_tells_neither_type_nor_authority() -> None:
    found = read((PARAGRAPH, "Some words."), name="kent-self-evaluation-2021-04-01.pdf")
    assert (found.type, found.authority) == (None, None)


def test_the_title_comes_from_the_title_block_before_the_properties() -> None:
    found = read((HEADING, "Children first in Marlford"), (PARAGRAPH, "x"), title="Old title here")
    assert found.title == "Children first in Marlford"


@pytest.mark.parametrize("junk", ["Microsoft Word - draft", "report.docx", "Report template", "x"])
def test_a_property_that_is_no_title_is_not_taken_for_one(junk: str) -> None:
    assert read((PARAGRAPH, "Some words."), title=junk).title is None


def test_a_sensible_property_is_the_title_when_the_pages_have_none() -> None:
    assert read((PARAGRAPH, "Some words."), title="Firm ground").title == "Firm ground"


def test_minutes_bear_the_day_of_their_meeting() -> None:
    found = read(
        (HEADING, "Children and Families Select Committee"),
        (PARAGRAPH, "Minutes of the meeting held at Shire Hall on Thursday 16 May 2024"),
        (PARAGRAPH, "Apologies for absence were received."),
    )
    assert (found.type, found.published) == ("committee-paper", date(2024, 5, 16))


RECORD: tuple[Part, ...] = (
    (HEADING, "Inspection of safeguarding and looked after children services"),
    (PARAGRAPH, "Inspection dates: 15 to 19 July 2013"),
    (ROW, "Good (Grade 2): A service that exceeds minimum requirements"),
)


def test_a_report_of_2013_has_its_grades_in_the_record_at_its_end() -> None:
    found = read(
        *RECORD,
        (ROW, "Overall effectiveness: Inadequate Grade 4"),
        (ROW, "Leadership and management: Adequate"),
    )
    assert found.grades == Grades(overall="inadequate", leaders="adequate")


def test_two_services_graded_unlike_in_one_report_give_it_no_overall_grade() -> None:
    found = read(
        *RECORD,
        (ROW, "Overall effectiveness: Adequate"),
        (ROW, "Overall effectiveness: Good"),
    )
    assert found.grades == Grades()


def test_inspectors_listed_in_a_table_by_inspectorate_are_all_named() -> None:
    found = read(
        (HEADING, "Area SEND inspection of Marlford Local Area Partnership"),
        (PARAGRAPH, "Inspection dates: 4 December 2023 to 8 December 2023"),
        (HEADING, "Inspection team"),
        (
            ROW,
            "Ofsted: Anna Ashdown, HMI; Care Quality Commission: Bo Lind, CQC Lead inspector",
        ),
    )
    assert found.inspectors == ("Anna Ashdown", "Bo Lind")


def test_a_letter_on_strategy_discussions_is_a_letter_and_no_strategy() -> None:
    found = read(
        (HEADING, "Strategy discussions: what we will do"),
        (PARAGRAPH, "Dear Anna"),
        (PARAGRAPH, "Yours sincerely"),
    )
    assert (found.type, found.title) == ("letter", "Strategy discussions: what we will do")


def test_a_motto_beside_a_crest_is_no_title() -> None:
    found = read((HEADING, "raising hopes in Marlford"), (HEADING, "What children told us"))
    assert found.title == "What children told us"
