"""A letter of inspectors in a committee's pack is read as the letter it is."""

from dataclasses import replace
from datetime import date

import pytest

from indexer.findings.evidence import Following
from indexer.findings.model import FindingKind
from indexer.findings.register import load_register
from indexer.findings.saying import rate
from indexer.model import Kind, Part, Passage
from indexer.store.repository import Store
from tests.register import LETTER, PACE, VISITS, make_paper, save, save_letter

PACK, OTHER = "c" * 12, "d" * 12
WRITTEN, MET = date(2021, 5, 10), date(2022, 3, 1)
DONE = "Planning for children who need help has gathered pace since a panel began."
MEANT = "Inspectors saw that the pace of planning for children who need help was slow."
FOOT = "Focused visit to Marlow Vale children\u2019s services: {}"


def pack_of(id_, day=MET):
    parts = (
        Part(1, "Scrutiny committee", 1, 1, "committee-paper", day),
        Part(2, "Report of the director", 2, 2, "committee-paper"),
        Part(3, "Focused visit to Marlow Vale", 3, 5, "focused-visit-letter", WRITTEN),
    )
    paper = make_paper(id_, "committee-paper", day=day)
    return replace(paper, path=f"/{id_}.pdf", parts=parts)


def papers_of(id_):
    """Make the passages of a pack: an agenda, a report and a letter with a foot on each page."""
    lines = [
        (1, 1, Kind.PARAGRAPH, "Councillors are requested to attend.", ()),
        (2, 2, Kind.HEADING, "Areas for development", ()),
        (
            2,
            2,
            Kind.BULLET,
            "The wish of the council.",
            ("Areas for development",),
        ),
        (2, 2, Kind.PARAGRAPH, DONE, ()),
        (2, 2, Kind.PARAGRAPH, "RESOLVED: that a report be made by March 2023.", ()),
        (3, 3, Kind.PARAGRAPH, MEANT, ()),
        (3, 3, Kind.PARAGRAPH, FOOT.format(1), ()),
        (3, 4, Kind.HEADING, "What needs to improve?", ()),
        (3, 4, Kind.BULLET, PACE, ("What needs to improve?",)),
        (3, 4, Kind.PARAGRAPH, FOOT.format(2), ("What needs to improve?",)),
        (3, 5, Kind.BULLET, VISITS, ("What needs to improve?",)),
        (3, 5, Kind.PARAGRAPH, FOOT.format(3), ("What needs to improve?",)),
    ]
    fill = [f"Papers on the budget of the council, number {n}." for n in range(9)]
    lines += [(1, 1, Kind.PARAGRAPH, text, ()) for text in fill]
    return [
        Passage(f"{id_}-{n}", id_, page, kind, text, under, (), part=part)
        for n, (part, page, kind, text, under) in enumerate(lines, start=1)
    ]


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.db", create=True) as made:
        save(made, pack_of(PACK), papers_of(PACK))
        yield made


def test_what_inspectors_found_is_in_the_register_and_the_councils_own_is_not(store):
    assert [entry.finding.text for entry in load_register(store)] == [PACE, VISITS]


def test_it_bears_the_day_and_the_title_of_the_letter(store):
    entry = load_register(store)[0]
    assert (entry.date, entry.finding.page) == (WRITTEN, 4)
    assert entry.title == "Focused visit to Marlow Vale, in A committee-paper"


def test_what_the_committee_resolved_is_still_its_own(store):
    [own] = load_register(store, kinds=(FindingKind.ACTION,))
    assert own.finding.text.startswith("RESOLVED")


def test_a_letter_that_is_there_by_itself_counts_once(store):
    save_letter(store)
    assert {entry.document.id for entry in load_register(store)} == {LETTER}


def test_two_packs_with_one_letter_count_once(store):
    save(store, pack_of(OTHER, date(2022, 9, 1)), papers_of(OTHER))
    assert [entry.finding.text for entry in load_register(store)] == [PACE, VISITS]


def test_a_finding_in_a_pack_that_somebody_rated_stays(store):
    rate(store, load_register(store)[0].id, "action", "done", who="Ann")
    save_letter(store)
    assert [entry.document.id for entry in load_register(store)] == [LETTER, LETTER, PACK]


def evidence_for(store, document):
    following = Following(store)
    entry = next(one for one in following.entries if one.document.id == document)
    return [one.suggestion.passage.text for one in following.follow(entry).evidence]


def test_the_report_in_the_same_pack_is_evidence_and_the_letter_is_not(store):
    assert evidence_for(store, PACK) == [DONE]


def test_a_letter_repeated_in_a_pack_is_no_evidence_for_itself(store):
    save_letter(store)
    own = [*store.passages(document=LETTER)]
    more = Passage(f"{LETTER}-9", LETTER, 1, Kind.PARAGRAPH, MEANT, (), ())
    save(store, store.document(LETTER), [*own, more])
    assert MEANT not in evidence_for(store, LETTER)


def test_what_a_pack_holds_of_an_older_day_is_no_later_evidence(store):
    later = replace(make_paper(LETTER, day=date(2021, 12, 1)), path="/later.pdf")
    text = "The pace of planning for all children who need help."
    heading = Passage(f"{LETTER}-1", LETTER, 1, Kind.HEADING, "What needs to improve?", (), ())
    point = Passage(f"{LETTER}-2", LETTER, 1, Kind.BULLET, text, (heading.text,), ())
    save(store, later, [heading, point])
    assert evidence_for(store, LETTER) == [DONE]
