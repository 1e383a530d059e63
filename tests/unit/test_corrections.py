"""What people say of documents, in place of what the machine read."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from indexer.corrections import FIELDS, CorrectionError, correct, disputes, withdraw
from indexer.model import (
    Document,
    Evidence,
    FileStatus,
    Grades,
    LedgerEntry,
    Metadata,
    Page,
    Stage,
)
from indexer.store.repository import Store

OLD, NEW = "a" * 64, "b" * 64
PATH = "/papers/letter.pdf"
READ = Metadata(
    type="committee-paper",
    title="Item 7",
    authority="Marlow Vale",
    published=date(2022, 3, 3),
    event_start=date(2022, 2, 8),
    event_end=date(2022, 2, 9),
    inspectors=("Ann Penhallow",),
    grades=Grades(overall="good"),
    evidence={"title": Evidence("Item 7", 1), "published": Evidence("3 March 2022", 1)},
)


def hold(store: Store, sha: str, metadata: Metadata = READ, path: str = PATH) -> str:
    """Index a file of this content, as a run does, and return its document's id."""
    store.save_document(Document(sha[:12], sha, path, metadata, (Page(1),)), [], pipeline="1")
    store.record(LedgerEntry(path, sha, 9, 1.5, FileStatus.INDEXED, Stage.DONE, sha[:12]))
    store.supersede(store.outdated_documents())
    return sha[:12]


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "sightline.db", create=True) as opened:
        yield opened


@pytest.fixture
def letter(store):
    return hold(store, OLD)


def known(store: Store, document: str) -> Metadata:
    found = store.document(document)
    assert found
    return found.metadata


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("type", "focused-visit-letter", "focused-visit-letter"),
        ("title", "  Focused  visit ", "Focused visit"),
        ("authority", "Northmere", "Northmere"),
        ("published", "2022-03-04", date(2022, 3, 4)),
        ("event_start", "2022-02-07", date(2022, 2, 7)),
        ("event-end", "2022-02-11", date(2022, 2, 11)),
        ("framework", "ilacs", "ilacs"),
        ("event", "focused-visit", "focused-visit"),
        ("inspectors", "Ann Penhallow; Bo Tregear", ("Ann Penhallow", "Bo Tregear")),
        ("inspectors", ["Bo Tregear"], ("Bo Tregear",)),
    ],
)
def test_a_corrected_field_shows_what_the_person_said(store, letter, field, value, expected):
    correct(store, letter, field, value, who="Mo Carne")
    assert getattr(known(store, letter), field.replace("-", "_")) == expected


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Inadequate", "inadequate"),
        ("requires improvement to be good", "requires improvement"),
    ],
)
def test_a_grade_is_corrected_by_its_area(store, letter, said, shown):
    correct(store, letter, "grades.care-leavers", said, who="Mo Carne")
    assert known(store, letter).grades == Grades(overall="good", care_leavers=shown)


def test_a_correction_is_shown_in_lists_as_well(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    assert [d.metadata.title for d in store.documents()] == ["Focused visit"]


@pytest.mark.parametrize("nothing", [None, "", "  "])
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_said_to_be_not_stated(store, letter, field, nothing):
    correct(store, letter, field, nothing, who="Mo Carne")
    shown = known(store, letter)
    area = field.removeprefix("grades.")
    assert not (getattr(shown.grades, area) if area != field else getattr(shown, field))


def test_the_evidence_of_a_corrected_field_names_the_person_and_the_day(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE corrections SET at = '2022-03-03 10:00:00.000000'")
    raw.close()
    evidence = known(store, letter).evidence
    assert evidence["title"] == Evidence("corrected by Mo Carne on 3 March 2022")
    assert evidence["published"] == READ.evidence["published"]


def test_what_the_machine_read_is_kept(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    assert store.document(letter, as_read=True).metadata == READ


def test_the_latest_correction_of_a_field_counts_and_all_are_kept(store, letter):
    correct(store, letter, "title", "First", who="Mo Carne", note="on the cover")
    correct(store, letter, "title", "Second", who="Jo Vane")
    assert known(store, letter).title == "Second"
    first, second = store.corrections(document=letter)
    assert (first.value, first.who, first.note) == ("First", "Mo Carne", "on the cover")
    assert (second.value, second.machine) == ("Second", "Item 7")
    assert first.at <= second.at <= datetime.now(UTC)


def test_a_correction_survives_reading_the_same_content_again(store, letter):
    correct(store, letter, "authority", None, who="Mo Carne")
    hold(store, OLD)
    assert known(store, letter).authority is None


def test_a_new_version_of_the_file_inherits_its_corrections(store, letter):
    correct(store, letter, "authority", "Northmere", who="Mo Carne")
    assert known(store, hold(store, NEW)).authority == "Northmere"


def test_another_file_does_not_inherit_them(store, letter):
    correct(store, letter, "authority", "Northmere", who="Mo Carne")
    assert known(store, hold(store, NEW, path="/papers/other.pdf")).authority == "Marlow Vale"


def test_a_superseded_version_does_not_take_over_what_was_said_of_its_successor(store, letter):
    new = hold(store, NEW)
    correct(store, new, "authority", "Northmere", who="Mo Carne")
    assert known(store, letter).authority == "Marlow Vale"


def test_what_was_said_of_this_very_content_outranks_what_it_inherits(store, letter):
    correct(store, letter, "title", "Of the old", who="Mo Carne")
    correct(store, hold(store, NEW), "title", "Of the new", who="Mo Carne")
    hold(store, OLD)
    assert known(store, letter).title == "Of the old"


def test_an_inherited_correction_of_words_that_changed_is_disputed(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    new = hold(store, NEW, replace(READ, title="Inspection"))
    [dispute] = disputes(store, new)
    assert (dispute.correction.field, dispute.correction.machine) == ("title", "Item 7")
    assert dispute.now == "Inspection"
    assert known(store, new).title == "Focused visit"


def test_an_inherited_correction_of_words_that_stayed_is_not_disputed(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    assert disputes(store, hold(store, NEW, replace(READ, authority="Northmere"))) == []


def test_a_new_version_that_says_what_the_person_said_is_not_disputed(store, letter):
    correct(store, letter, "published", "2022-03-04", who="Mo Carne")
    new = hold(store, NEW, replace(READ, published=date(2022, 3, 4)))
    assert disputes(store, new) == []


def test_correcting_the_new_version_settles_a_dispute(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    new = hold(store, NEW, replace(READ, title="Inspection"))
    correct(store, new, "title", "Inspection of the county", who="Mo Carne")
    assert disputes(store, new) == []


def test_corrected_dates_order_the_latest_documents_and_bound_the_years(store, letter):
    hold(store, NEW, path="/papers/other.pdf")
    correct(store, letter, "published", "2024-01-01", who="Mo Carne")
    assert [d.id for d in store.latest_documents(2)] == [letter, NEW[:12]]
    assert store.counts().years == (2022, 2024)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("colour", "blue", r"'colour' is no field .* These are: type, title, authority"),
        ("published", "3 March 2022", r"year-month-day, such as 2022-03-03, not '3 March 2022'"),
        ("published", "2022-02-30", r"not '2022-02-30'"),
        ("type", "novel", r"'novel' is no type. It is one of: ilacs-inspection-report"),
        ("grades.overall", "splendid", r"'splendid' is no grades.overall. .* outstanding, good"),
        ("grades.kitchen", "good", r"no field"),
        ("framework", "ofsted", r"'ofsted' is no framework. It is one of: ilacs"),
        ("event", "Some visit!", r"such as standard, short or focused-visit, not 'Some visit!'"),
        ("event_end", "2022-01-01", r"would make the visit end before it begins"),
        ("event_start", "2022-03-01", r"would make the visit end before it begins"),
        ("title", ["A", "B"], r"title takes one value"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(store, letter, field, value, message):
    with pytest.raises(CorrectionError, match=message):
        correct(store, letter, field, value, who="Mo Carne")
    assert store.corrections() == []


def test_an_unknown_document_is_refused(store):
    with pytest.raises(CorrectionError, match="No document has the id"):
        correct(store, "ffffffffffff", "title", "T", who="Mo Carne")


def test_a_correction_by_nobody_is_refused(store, letter):
    with pytest.raises(CorrectionError, match="the name of who makes it"):
        correct(store, letter, "title", "T", who=" ")


def test_a_withdrawn_correction_gives_way_to_what_the_machine_read(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    withdraw(store, letter, "title", who="Jo Reed")
    assert known(store, letter) == READ


def test_what_was_withdrawn_is_kept_with_who_said_and_who_withdrew_it(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    withdraw(store, letter, "title", who="Jo Reed", note="The cover is right.")
    made = store.corrections(document=letter)
    assert [(one.who, one.value, one.withdrawn, one.note) for one in made] == [
        ("Mo Carne", "Focused visit", False, ""),
        ("Jo Reed", None, True, "The cover is right."),
    ]


def test_what_is_said_after_a_withdrawal_counts(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    withdraw(store, letter, "title", who="Jo Reed")
    correct(store, letter, "title", "A visit", who="Mo Carne")
    assert known(store, letter).title == "A visit"


def test_a_withdrawal_holds_for_the_next_version_of_the_file(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    withdraw(store, letter, "title", who="Jo Reed")
    assert known(store, hold(store, NEW)).title == "Item 7"


def test_a_correction_of_an_earlier_version_can_be_withdrawn_for_this_one(store, letter):
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    newer = hold(store, NEW)
    withdraw(store, newer, "title", who="Jo Reed")
    assert known(store, newer).title == "Item 7"
    assert known(store, letter).title == "Focused visit"


def test_what_nobody_corrected_cannot_be_withdrawn(store, letter):
    with pytest.raises(CorrectionError, match="no correction of title"):
        withdraw(store, letter, "title", who="Jo Reed")


def test_labels_are_due_again_when_the_type_was_corrected(store, letter):
    assert store.documents_annotated_otherwise("1") == []
    correct(store, letter, "title", "Focused visit", who="Mo Carne")
    assert store.documents_annotated_otherwise("1") == []
    correct(store, letter, "type", "annual-report", who="Mo Carne")
    assert store.documents_annotated_otherwise("1") == [letter]
