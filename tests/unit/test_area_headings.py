"""Headings that name an area, and headings that only look as if they did."""

import pytest

from nlp.classifier.headings import area_of_heading

LEADERS = ("leaders",)
HELP = ("help-protection",)
CARE = ("children-in-care",)
LEAVERS = ("care-leavers",)
BOTH = ("children-in-care", "care-leavers")


@pytest.mark.parametrize(
    ("heading", "areas"),
    [
        # ILACS
        ("The impact of leaders on social work practice with children and families", LEADERS),
        ("The experiences and progress of children who need help and protection", HELP),
        ("The experiences and progress of children in care", CARE),
        ("The experiences and progress of care leavers", LEAVERS),
        ("The experiences and progress of children in care and care leavers", BOTH),
        # 2013-17
        ("Leadership, management and governance", LEADERS),
        ("The experiences and progress of children looked after and achieving permanence", CARE),
        ("The graded judgement for adoption performance is that it is good", CARE),
        (
            "The graded judgement about the experience and progress of care leavers is that it "
            "requires improvement",
            LEAVERS,
        ),
        # 2009-13
        ("Safeguarding services", HELP),
        ("Looked after children services", CARE),
        ("Leadership and management", LEADERS),
        # councils' own
        ("Help and protection", HELP),
        ("Early help", HELP),
        ("The front door", HELP),
        ("Children in need and child protection", HELP),
        ("Our children in care", CARE),
        ("Cared for children", CARE),
        ("Permanence", CARE),
        ("Our care leavers", LEAVERS),
        ("Care experienced young people", LEAVERS),
        ("Leadership", LEADERS),
        ("Findings: care leavers", LEAVERS),
    ],
)
def test_a_section_heading_names_its_area(heading, areas):
    assert area_of_heading((heading,)) == areas


@pytest.mark.parametrize(
    "heading",
    [
        "The experiences and progress of care leavers: requires improvement to be good",
        "The experiences and progress of care leavers is: Good",
        "The experiences and progress of care leavers are outstanding",
        "THE EXPERIENCES AND PROGRESS OF CARE LEAVERS",
        "4.2 The experiences and progress of care leavers",
        "Section 3: Care leavers (inadequate)",
        "\N{BULLET} Care leavers",
        "Care leavers2",
        "Care-leavers:",
    ],
)
def test_grades_numbers_capitals_and_marks_do_not_hide_the_area(heading):
    assert area_of_heading((heading,)) == LEAVERS


@pytest.mark.parametrize(
    "heading",
    [
        "Main findings",
        "Executive summary",
        "What needs to improve?",
        "Requires improvement",
        "Inspection of Aldermoor local authority children\N{RIGHT SINGLE QUOTATION MARK}s services",
        "The support given to children in care to help them understand their rights",
        "Recruitment of carers who left care themselves",
        "How well children and young people are helped and protected",
        "",
    ],
)
def test_a_heading_that_names_no_area_says_nothing(heading):
    assert area_of_heading((heading,)) is None


@pytest.mark.parametrize(
    "heading",
    [
        "The Local Safeguarding Children Board (LSCB)",
        "Review of the effectiveness of the local safeguarding children\u2019s board",
        "Information about this local authority area",
    ],
)
def test_a_section_outside_every_area_gives_none_of_them(heading):
    assert area_of_heading((heading,)) == ()


def test_the_innermost_heading_that_names_an_area_wins():
    path = ("Children in care and care leavers", "Care leavers", "Accommodation")
    assert area_of_heading(path) == LEAVERS


def test_without_headings_nothing_is_said():
    assert area_of_heading(()) is None


def test_a_long_line_of_dots_is_read_at_once():
    heading = "Care leavers " + "." * 5000 + " x"
    assert area_of_heading((heading,)) is None
