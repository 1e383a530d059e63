"""What people say of findings: kept, shown, and known again after a new reading."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from indexer.findings.evidence import Following
from indexer.findings.model import FindingKind, Scale
from indexer.findings.register import FindingError, find_entry, load_register
from indexer.findings.saying import (
    add_finding,
    edit_finding,
    judge,
    rate,
    remove_finding,
    restore_finding,
)
from indexer.pack.choosing import add_findings, begin_pack
from indexer.store.repository import Store
from tests.register import (
    LATER,
    LETTER,
    PACE,
    VISITS,
    make_paper,
    make_passages,
    save,
    save_answer,
    save_letter,
)


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    """A store with one letter, to be copied: making the tables takes longer than a test."""
    path = tmp_path_factory.mktemp("letter") / "s.db"
    with Store.open(path, create=True) as made:
        save_letter(made)
    return path


@pytest.fixture
def store(letter, tmp_path):
    with Store.open(shutil.copy(letter, tmp_path / "s.db")) as opened:
        yield opened


def first(store):
    return load_register(store)[0]


def test_the_latest_rating_of_a_scale_counts_and_the_others_stay(store):
    rate(store, first(store).id, "action", "under-way", who="A")
    rate(store, first(store).id, "action", "done", who="B", owner="Head of help", due="2024-09-30")
    entry = first(store)
    assert entry.rating(Scale.ACTION).status == "done"
    assert [one.who for one in entry.ratings[Scale.ACTION]] == ["A", "B"]


def test_a_rating_of_action_says_nothing_of_impact(store):
    rate(store, first(store).id, "action", "done", who="A")
    assert first(store).rating(Scale.IMPACT) is None


def test_a_rating_can_be_taken_back(store):
    rate(store, first(store).id, "impact", "some", who="A")
    rate(store, first(store).id, "impact", None, who="A")
    assert first(store).rating(Scale.IMPACT) is None


@pytest.mark.parametrize(
    ("scale", "status", "due", "told"),
    [
        ("pace", "done", "", "scale"),
        ("impact", "done", "", "no-evidence, some, sustained"),
        ("action", "done", "30/9/2024", "2024-09-30"),
    ],
)
def test_what_cannot_be_a_rating_is_refused_with_what_can(store, scale, status, due, told):
    with pytest.raises(FindingError, match=told):
        rate(store, first(store).id, scale, status, who="A", due=due)


def test_a_rating_needs_a_name(store):
    with pytest.raises(FindingError, match="who you are"):
        rate(store, first(store).id, "action", "done", who=" ")


def test_edited_words_are_shown_and_the_id_stays(store):
    before = first(store)
    edit_finding(store, before.id, text="The pace.", kind="priority-action", who="A")
    after = first(store)
    assert (after.id, after.finding.text, after.wording) == (before.id, "The pace.", PACE)
    assert after.finding.kind is FindingKind.PRIORITY_ACTION


def test_what_was_removed_is_out_of_the_register_until_it_is_restored(store):
    id_ = first(store).id
    remove_finding(store, id_, who="A", note="It is praise.")
    assert id_ not in [entry.id for entry in load_register(store)]
    restore_finding(store, id_, who="B")
    assert id_ in [entry.id for entry in load_register(store)]


def test_nothing_is_removed_without_a_reason(store):
    with pytest.raises(FindingError, match="why"):
        remove_finding(store, first(store).id, who="A", note=" ")


def test_an_added_finding_is_in_the_register_with_its_page(store):
    id_ = add_finding(store, LETTER, "The use of audits.", kind="recommendation", page=1, who="A")
    entry = find_entry(store, id_)
    assert (entry.finding.text, entry.finding.page, entry.is_added) == (
        "The use of audits.",
        1,
        True,
    )


def test_a_finding_that_is_there_cannot_be_added(store):
    with pytest.raises(FindingError, match="already"):
        add_finding(store, LETTER, PACE, kind="needs-improvement", page=1, who="A")


def test_a_page_that_there_is_not_is_refused(store):
    with pytest.raises(FindingError, match="no page 9"):
        add_finding(store, LETTER, "Audits.", kind="recommendation", page=9, who="A")


def test_an_unknown_finding_is_refused_by_name(store):
    with pytest.raises(FindingError, match="No finding has the id"):
        rate(store, f"{LETTER}-f00000000", "action", "done", who="A")


def test_what_was_said_outlives_a_new_reading_of_the_same_words(store):
    rate(store, first(store).id, "action", "done", who="A")
    save(store, make_paper(LETTER), make_passages(LETTER, VISITS, f" {PACE} "))
    entry = next(one for one in load_register(store) if "pace" in one.finding.text)
    assert entry.rating(Scale.ACTION).status == "done"


def test_what_was_said_passes_to_the_next_version_of_the_file(store):
    rate(store, first(store).id, "action", "done", who="A")
    newer = make_paper("c" * 12)
    save(store, newer, make_passages("c" * 12, PACE.replace("need", "are in need of")))
    store.supersede([LETTER])
    [entry] = load_register(store)
    assert entry.document.id == newer.id
    assert entry.rating(Scale.ACTION).status == "done"


def test_what_was_said_of_one_finding_does_not_pass_to_another(store):
    rate(store, first(store).id, "action", "done", who="A")
    save(store, make_paper(LETTER), make_passages(LETTER, VISITS))
    [entry] = load_register(store)
    assert entry.rating(Scale.ACTION) is None


@pytest.fixture
def answered(store):
    save_answer(store)
    return store


def evidence(store):
    following = Following(store)
    entry = next(one for one in following.entries if "pace" in one.finding.text)
    return {one.suggestion.passage.id: one for one in following.follow(entry).evidence}


def test_evidence_is_suggested_until_a_person_confirms_it(answered):
    assert not evidence(answered)[f"{LATER}-2"].is_confirmed
    id_ = first(answered).id
    judge(answered, id_, f"{LATER}-2", "confirmed", scale="impact", bearing="supports", who="A")
    assert evidence(answered)[f"{LATER}-2"].is_confirmed


def test_rejected_evidence_comes_last_and_leaves_a_gap(answered):
    id_ = first(answered).id
    judge(answered, id_, f"{LATER}-2", "rejected", scale="impact", bearing="", who="A")
    following = Following(answered)
    followed = following.follow(next(e for e in following.entries if e.id == id_))
    assert followed.evidence[-1].is_rejected
    assert "nothing" in followed.gaps


def test_what_was_done_stands_beside_what_it_changed(store):
    told = [
        f"Planning for children who need help gathered pace in area {n}, and keeps it now."
        for n in range(4)
    ]
    done = "A panel on the pace of planning for children who need help was launched."
    later = make_paper(LATER, "self-evaluation", day=date(2022, 5, 1))
    fill = [f"Papers on the budget of the council, number {n}." for n in range(9)]
    save(store, later, make_passages(LATER, *told, done, *fill, under="Progress"))
    scales = [one.scale for one in evidence(store).values()]
    assert scales[1] is Scale.ACTION


def test_many_passages_of_one_scale_do_not_raise_an_unlikely_one_of_the_other(store):
    told = [
        f"Planning for children who need help gathered pace in area {n}, and keeps it now."
        for n in range(9)
    ]
    unlikely = "A new pace was launched for buses that children take to schools in the county."
    later = make_paper(LATER, "self-evaluation", day=date(2022, 5, 1))
    fill = [f"Papers on the budget of the council, number {n}." for n in range(30)]
    save(store, later, make_passages(LATER, *told, unlikely, *fill, under="Progress"))
    assert list(evidence(store))[9:] == [f"{LATER}-11"]


def test_a_decision_can_be_withdrawn(answered):
    id_ = first(answered).id
    for word in ("rejected", "withdrawn"):
        judge(answered, id_, f"{LATER}-2", word, scale="impact", bearing="", who="A")
    assert evidence(answered)[f"{LATER}-2"].verdict is None


def test_evidence_is_not_confirmed_before_it_is_said_which_way_it_speaks(answered):
    with pytest.raises(FindingError, match="for or against"):
        judge(
            answered,
            first(answered).id,
            f"{LATER}-2",
            "confirmed",
            scale="impact",
            bearing="",
            who="A",
        )


def test_a_confirmation_outlives_a_new_reading_of_the_paper(answered):
    id_ = first(answered).id
    judge(answered, id_, f"{LATER}-2", "confirmed", scale="impact", bearing="supports", who="A")
    old = list(answered.passages(document=LATER))
    moved = [
        replace(one, id=f"{LATER}-{n}")
        for n, one in enumerate([old[0], old[3], *old[1:3], *old[4:]], start=1)
    ]
    save(answered, answered.document(LATER), moved)
    confirmed = [id_ for id_, one in evidence(answered).items() if one.is_confirmed]
    assert confirmed == [f"{LATER}-3"]


def test_a_confirmation_of_what_nothing_suggests_stays_with_its_words_too(answered):
    fill = [f"Papers on the budget of the council, number {n}." for n in range(4)]
    save(answered, answered.document(LATER), make_passages(LATER, *fill))
    budget = {one.text: one.id for one in answered.passages(document=LATER)}
    judge(
        answered,
        first(answered).id,
        budget[fill[2]],
        "confirmed",
        scale="impact",
        bearing="supports",
        who="A",
    )
    save(answered, answered.document(LATER), make_passages(LATER, "A new line of words.", *fill))
    confirmed = [
        one.suggestion.passage.text for one in evidence(answered).values() if one.is_confirmed
    ]
    assert confirmed == [fill[2]]
    pack = begin_pack(answered, "Budget", who="A")
    add_findings(answered, pack.id, [first(answered).id], who="A")
    cited = answered.passages_by_id(item.passage for item in answered.items(pack.id))
    assert [one.text for one in cited.values() if one.document == LATER] == [fill[2]]
