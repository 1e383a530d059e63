"""What councils undertake themselves, as it is read from their papers."""

import pytest

from indexer.findings.model import FindingKind
from indexer.findings.undertaken import read_undertakings
from indexer.model import Kind, Passage

DOC = "0123456789ab"


def passage(number, kind, text, *under):
    return Passage(f"{DOC}-{number}", DOC, 1, kind, text, under, ())


def read(*passages):
    return read_undertakings(DOC, passages)


def row(text, *under):
    return passage(1, Kind.ROW, text, *under)


def test_a_row_with_a_task_its_owner_and_its_day_is_an_action():
    [found] = read(row("Ref: 1.1; Action: Train the staff; Lead: A. Name; Due: 31 May 2020"))
    assert (found.kind, found.text, found.owner, found.due) == (
        FindingKind.ACTION,
        "Train the staff",
        "A. Name",
        "31 May 2020",
    )


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("Promise: A group for carers; Lead: A. Name", ()),
        ("What: A group for carers; Who: A. Name; By when: May 2023", ("Promises in this offer",)),
    ],
)
def test_what_is_promised_is_a_promise(text, under):
    [found] = read(row(text, *under))
    assert (found.kind, found.text) == (FindingKind.PROMISE, "A group for carers")


def test_a_row_without_owner_or_day_is_no_action():
    assert read(row("Action: 12; 2020: 14; 2021: 9")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Resolved: to ask for a report by 31 July 2024.",
        "RESOLVED that officers report again.",
        "(a) The committee agreed to set a target.",
    ],
)
def test_what_a_committee_resolved_is_an_action(text):
    [found] = read(passage(1, Kind.PARAGRAPH, text))
    assert found.kind is FindingKind.ACTION


@pytest.mark.parametrize(
    "text",
    ["Resolved to note the report.", "The committee discussed the report and agreed with it."],
)
def test_what_a_committee_only_noted_or_discussed_is_none(text):
    assert read(passage(1, Kind.PARAGRAPH, text)) == ()


def test_points_under_what_comes_next_are_actions_with_the_day_they_name():
    [found] = read(passage(1, Kind.BULLET, "A rota by 30 June 2024.", "Next steps"))
    assert (found.kind, found.due) == (FindingKind.ACTION, "30 June 2024")


def test_points_under_other_headings_are_none():
    assert read(passage(1, Kind.BULLET, "A rota by 30 June 2024.", "What we know")) == ()


def test_findings_that_a_paper_answers_one_by_one_are_read_with_where_they_come_from():
    answering = "Progress in areas identified for improvement in last inspection"
    found = read(
        passage(1, Kind.HEADING, answering),
        passage(2, Kind.HEADING, "Improve the recording of decisions"),
        passage(3, Kind.BULLET, "A new form was made.", "Improve the recording of decisions"),
        passage(4, Kind.HEADING, "Our priorities"),
        passage(5, Kind.HEADING, "Improve our offices"),
    )
    assert [(one.text, one.heading) for one in found] == [
        ("Improve the recording of decisions", answering)
    ]
