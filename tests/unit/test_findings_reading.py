"""Findings as they are read from the passages of letters and reports."""

import pytest

from indexer.findings.model import FindingKind
from indexer.findings.reading import read_findings
from indexer.findings.wording import load_wording
from indexer.model import Block, Extraction, Kind, Region
from indexer.passages import to_passages

DOC = "0123456789ab"
HEAD = "What needs to improve in this area of social work practice?"


def block(kind, text, *, level=None, page=1, left=70.0):
    region = Region(0, len(text), page, (left, 100.0, 500.0, 112.0))
    return Block(kind, text, (region,), level)


def heading(text, level=2):
    return block(Kind.HEADING, text, level=level)


def bullet(text, **place):
    return block(Kind.BULLET, text, **place)


def paragraph(text, **place):
    return block(Kind.PARAGRAPH, text, **place)


def row(text, **place):
    return block(Kind.ROW, text, **place)


def read(*blocks, document_type="focused-visit-letter"):
    passages = to_passages(DOC, Extraction(pages=(), blocks=tuple(blocks)))
    return read_findings(DOC, passages, document_type=document_type)


def texts(*blocks, **options):
    return [finding.text for finding in read(*blocks, **options)]


def test_each_bullet_under_the_heading_is_a_finding():
    found = texts(
        heading(HEAD),
        bullet("The pace of planning."),
        bullet("The quality of visits."),
        heading("Main findings"),
        paragraph("Children are visited often."),
    )
    assert found == ["The pace of planning.", "The quality of visits."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What needs to improve?", FindingKind.NEEDS_IMPROVEMENT),
        ("3. Areas for improvement", FindingKind.NEEDS_IMPROVEMENT),
        ("What does the local authority need to improve?", FindingKind.NEEDS_IMPROVEMENT),
        ("Areas for development:", FindingKind.NEEDS_IMPROVEMENT),
        ("AREAS FOR PRIORITY ACTION", FindingKind.PRIORITY_ACTION),
        ("Priority and immediate action", FindingKind.PRIORITY_ACTION),
        ("Recommendations", FindingKind.RECOMMENDATION),
    ],
)
def test_a_heading_says_which_kind_of_finding_stands_under_it(text, kind):
    assert load_wording().kind_of(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "The experiences and progress of care leavers: requires improvement to be good",
        "Main findings",
        "What does the area partnership need to do better?",
        "Capacity to improve",
    ],
)
def test_a_heading_that_only_sounds_alike_announces_nothing(text):
    assert load_wording().kind_of(text) is None


def test_a_heading_that_was_read_as_text_announces_findings_too():
    assert texts(paragraph(HEAD), bullet("The pace of planning.")) == ["The pace of planning."]


def test_points_of_a_point_belong_to_it():
    found = texts(
        heading(HEAD),
        bullet("The response to children who are:"),
        bullet("privately fostered", left=95.0),
        bullet("missing from home.", left=95.0),
        bullet("The pace of planning."),
    )
    assert found == [
        "The response to children who are: privately fostered missing from home.",
        "The pace of planning.",
    ]


def test_points_set_in_deeper_belong_to_the_one_above_without_a_colon():
    found = texts(
        heading(HEAD),
        bullet("Planning for children, and in particular"),
        bullet("its pace", left=95.0),
        bullet("Visits."),
    )
    assert found == ["Planning for children, and in particular its pace", "Visits."]


def test_numbered_recommendations_are_told_without_their_number():
    found = read(
        heading("Recommendations"),
        paragraph("1. Ensure that visits are recorded."),
        paragraph("2. Improve the plans."),
        document_type="sif-inspection-report",
    )
    assert [(one.number, one.text) for one in found] == [
        ("1", "Ensure that visits are recorded."),
        ("2", "Improve the plans."),
    ]


def test_headings_over_some_of_the_points_group_them():
    found = read(
        heading("Areas for improvement"),
        paragraph("1. Ensure that visits are recorded."),
        paragraph("Adoption"),
        paragraph("2. Improve the plans."),
        document_type="sif-inspection-report",
    )
    assert [(one.group, one.text) for one in found] == [
        (None, "Ensure that visits are recorded."),
        ("Adoption", "Improve the plans."),
    ]


def test_numbered_paragraphs_of_the_next_part_are_no_findings():
    found = texts(
        heading("Recommendations"),
        paragraph("1. Ensure that visits are recorded."),
        heading("Inspection findings"),
        paragraph("2. Visits are late."),
        document_type="sif-inspection-report",
    )
    assert found == ["Ensure that visits are recorded."]


def test_points_to_be_met_by_a_time_are_told_with_it():
    found = read(
        heading("Areas for improvement"),
        paragraph("20. The authority should take the following action."),
        heading("Immediately:", 3),
        bullet("review every plan"),
        heading("Within three months:", 3),
        bullet("train the staff"),
        document_type="slac-inspection-report",
    )
    assert [(one.due, one.text) for one in found] == [
        ("Immediately", "review every plan"),
        ("Within three months", "train the staff"),
    ]


def test_a_sentence_that_introduces_the_list_is_no_finding():
    found = texts(
        heading("Areas for priority action"),
        paragraph("The local authority needs to act swiftly on the following areas:"),
        bullet("the identification of risk"),
        bullet("the oversight of practice."),
    )
    assert found == ["the identification of risk", "the oversight of practice."]


def test_text_before_numbered_recommendations_is_no_finding_and_says_whom_they_are_for():
    found = read(
        heading("Recommendations"),
        paragraph("We have made two recommendations that will help children."),
        paragraph("The youth justice service should:"),
        paragraph("1. review every plan"),
        paragraph("2. see every child."),
        document_type="youth-justice-inspection-report",
    )
    assert [(one.owner, one.text) for one in found] == [
        ("The youth justice service", "review every plan"),
        ("The youth justice service", "see every child."),
    ]


def test_points_for_several_bodies_are_told_with_whom_they_are_for():
    found = read(
        heading("Areas for improvement"),
        paragraph("The police should:"),
        bullet("record what children say"),
        paragraph("Health leaders must:"),
        bullet("attend meetings."),
        document_type="jtai-letter",
    )
    assert [(one.owner, one.text) for one in found] == [
        ("The police", "record what children say"),
        ("Health leaders", "attend meetings."),
    ]


def test_recommendations_may_be_numbered_in_words():
    found = read(
        heading("Recommendations"),
        paragraph("Recommendation 1: Review every plan."),
        paragraph("Recommendation 2: See every child."),
        document_type="peer-review",
    )
    assert [(one.number, one.text) for one in found] == [
        ("1", "Review every plan."),
        ("2", "See every child."),
    ]


def test_a_paragraph_is_whole_with_the_points_it_introduces():
    found = texts(
        heading("Areas for improvement"),
        paragraph("Leaders should work together so that:"),
        bullet("needs are known; and", left=95.0),
        bullet("help comes early.", left=95.0),
        paragraph("Leaders should consult families."),
        document_type="send-area-inspection",
    )
    assert found == [
        "Leaders should work together so that: needs are known; and help comes early.",
        "Leaders should consult families.",
    ]


def test_a_finding_goes_on_after_a_footnote_at_the_end_of_its_page():
    found = texts(
        heading(HEAD),
        bullet("The work with children who"),
        paragraph("1 These points are listed in the order of the framework."),
        paragraph("are missing from home.", page=2),
        bullet("The pace of planning.", page=2),
    )
    assert found == ["The work with children who are missing from home.", "The pace of planning."]


def test_a_table_gives_the_finding_and_who_is_responsible():
    found = read(
        heading("Areas for priority action"),
        row("Responsible body: Vale Council; Areas for priority action: Leaders should act now."),
        document_type="send-area-inspection",
    )
    assert [(one.owner, one.text) for one in found] == [("Vale Council", "Leaders should act now.")]


def test_a_table_row_cut_by_the_end_of_a_page_is_one_finding():
    found = read(
        heading("Areas for priority action"),
        row("Responsible body: Vale Council and; Areas for priority action: Leaders should act"),
        row("Responsible body: Vale Trust; Areas for priority action: with urgency.", page=2),
        document_type="send-area-inspection",
    )
    assert [(one.owner, one.text) for one in found] == [
        ("Vale Council and Vale Trust", "Leaders should act with urgency.")
    ]


def test_the_close_of_a_letter_is_no_finding():
    found = texts(
        heading(HEAD),
        bullet("The pace of planning."),
        paragraph("Ofsted will take the findings from this visit into account."),
        paragraph("Yours sincerely"),
        paragraph("A. N. Inspector"),
    )
    assert found == ["The pace of planning."]


def test_a_section_that_says_there_is_nothing_holds_no_finding():
    nothing = bullet("There are no areas for priority action")
    assert texts(heading("Areas for priority action"), nothing) == []


def test_a_finding_may_begin_like_such_a_sentence():
    short = "There are not enough foster carers."
    assert texts(heading(HEAD), bullet(short)) == [short]


def test_a_case_study_after_the_points_is_no_finding():
    found = texts(
        heading("Areas for improvement"),
        bullet("The pace of planning."),
        paragraph("Case study: area for improvement"),
        paragraph("One child waited for months."),
        document_type="jtai-letter",
    )
    assert found == ["The pace of planning."]


def test_what_a_committee_of_unknown_kind_is_asked_to_decide_is_no_recommendation():
    note = paragraph("1. That the committee notes the report.")
    assert texts(heading("Recommendations"), note, document_type=None) == []


@pytest.mark.parametrize("document_type", ["letter", None])
def test_a_letter_of_unknown_kind_is_read_if_an_inspector_signed_it(document_type):
    signed = paragraph("A. Name Her Majesty\u2019s Inspector")
    letter = heading(HEAD), bullet("The pace of planning."), heading("Main findings")
    assert texts(*letter, document_type=document_type) == []
    assert texts(*letter, signed, document_type=document_type) == ["The pace of planning."]


def test_the_id_of_a_finding_does_not_depend_on_spacing_and_punctuation():
    (one,) = read(heading(HEAD), bullet("The pace of planning."))
    (other,) = read(heading(HEAD), bullet("The  pace of planning"))
    assert one.id == other.id


def test_two_findings_of_a_document_with_other_words_have_other_ids():
    one, other = read(heading(HEAD), bullet("The pace of planning."), bullet("The pace of visits."))
    assert one.id != other.id
