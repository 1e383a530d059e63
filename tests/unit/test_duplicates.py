"""Passages that say the same, the same with other figures, or nearly the same."""

from pathlib import Path

import numpy as np
import pytest

from indexer.duplicates import group_passages
from indexer.fingerprints import fingerprints_of
from indexer.minhash import likeness, signatures
from indexer.model import (
    Document,
    FileStatus,
    Kind,
    LedgerEntry,
    Metadata,
    Page,
    Passage,
    Region,
    Stage,
)
from indexer.store.likeness import Relation, Twin
from indexer.store.packed import pack
from indexer.store.repository import Store
from indexer.wording import wording_of

POLICE = "Police attended 89% of strategy discussions in the year to March."
KINSHIP = "Kinship carers are assessed promptly and feel well supported by their social workers."
NEARLY = "Kinship carers are assessed promptly and feel well supported by their allocated workers."


def hold(
    store: Store, name: str, *texts: str, kind: Kind = Kind.PARAGRAPH, signed: bool = False
) -> str:
    """Index a document of these passages, signed or not, at a path of its own; returns its id."""
    sha = (name.encode().hex() * 40)[:64]
    number = sha[:12]
    said = [
        Passage(f"{number}-{n}", number, 1, kind, text, (), (Region(0, len(text), 1),))
        for n, text in enumerate(texts, start=1)
    ]
    path = f"/papers/{name[0]}.pdf"
    taken = fingerprints_of((p.id, p.kind, p.text) for p in said if signed)
    packed = pack(said, pipeline="1", fingerprints=taken)
    store.save_packed(Document(number, sha, path, Metadata(), (Page(1),)), [packed], pipeline="1")
    store.record(LedgerEntry(path, sha, 9, 1.5, FileStatus.INDEXED, Stage.DONE, number))
    store.supersede(store.outdated_documents())
    return number


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "sightline.db", create=True) as opened:
        yield opened


@pytest.mark.parametrize(
    "other",
    [
        f"12. {POLICE}",
        f"3.2 {POLICE}",
        f"(iv) {POLICE}",
        f"b) {POLICE}",
        f"\u2022 {POLICE}",
        f"\u2013 {POLICE}",
        POLICE.upper(),
        POLICE.replace(" ", "  ").replace(".", ";"),
    ],
)
def test_numbering_bullets_case_and_punctuation_do_not_change_the_wording(other):
    assert wording_of(other).wording == wording_of(POLICE).wording


def test_figures_written_as_words_or_with_commas_are_the_same_figures():
    one = wording_of("Leaders visited three teams and read 1,200 files in the year.")
    other = wording_of("Leaders visited 3 teams and read 1200 files in the year.")
    assert one.wording == other.wording


@pytest.mark.parametrize(
    "other",
    [
        POLICE.replace("89%", "71%"),
        POLICE.replace("89%", "89"),
        POLICE.replace("89%", "<89%"),
        POLICE.replace("89%", "-89%"),
        POLICE.replace("89%", "\u00a389"),
        POLICE.replace("89%", "8.9%"),
    ],
)
def test_another_figure_is_another_wording_of_the_same_shape(other):
    one, two = wording_of(POLICE), wording_of(other)
    assert one.wording != two.wording
    assert one.shape == two.shape


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18.4 per cent of pupils need free school meals", "33.9 per cent of pupils need free"),
        ("12 Children ceased to be looked after", "7 Children ceased to be looked after"),
    ],
)
def test_a_figure_that_opens_a_passage_is_not_taken_for_its_number(one, other):
    assert wording_of(one).wording != wording_of(other).wording


def test_other_words_are_another_shape():
    assert wording_of(KINSHIP).shape != wording_of(NEARLY).shape


def test_names_and_labels_are_too_short_to_be_compared():
    assert wording_of("Lead inspector: Ann Penhallow") is None


def test_the_estimate_is_near_the_true_share_of_common_shingles():
    words = [f"w{n}" for n in range(600)]
    rows = signatures([words[:400], words[200:]])
    common, both = 198, 598
    assert likeness(rows[0], rows[1]) == pytest.approx(common / both, abs=0.2)


def test_a_signature_does_not_depend_on_what_else_is_signed():
    words = [w.words for w in map(wording_of, (POLICE, KINSHIP, NEARLY))]
    together = signatures(words)
    assert np.array_equal(together[1:2], signatures(words[1:2]))


def test_the_same_passage_elsewhere_is_a_twin(store):
    one, other = hold(store, "a", POLICE), hold(store, "b", f"7. {POLICE}")
    group_passages(store)
    assert store.twins(f"{one}-1") == [Twin(f"{other}-1", Relation.SAME)]


def test_passages_saved_with_their_fingerprints_only_have_to_be_placed(store):
    one, other = hold(store, "a", POLICE, signed=True), hold(store, "b", POLICE)
    assert group_passages(store) == 1
    assert store.twins(f"{one}-1") == [Twin(f"{other}-1", Relation.SAME)]


def test_the_same_words_with_other_figures_are_told_apart(store):
    one = hold(store, "a", POLICE)
    other = hold(store, "b", POLICE.replace("89%", "71%"))
    group_passages(store)
    assert store.twins(f"{one}-1") == [Twin(f"{other}-1", Relation.FIGURES_DIFFER)]


def test_nearly_the_same_words_are_near(store):
    one, other = hold(store, "a", KINSHIP), hold(store, "b", NEARLY)
    group_passages(store)
    assert store.twins(f"{one}-1") == [Twin(f"{other}-1", Relation.NEAR)]


def test_rows_that_share_their_column_headings_are_not_near(store):
    one = hold(store, "a", KINSHIP, kind=Kind.ROW)
    hold(store, "b", NEARLY, kind=Kind.ROW)
    group_passages(store)
    assert store.twins(f"{one}-1") == []


def test_the_likest_twins_come_first(store):
    hold(store, "a", NEARLY, KINSHIP)
    one = hold(store, "b", KINSHIP)
    group_passages(store)
    relations = [twin.relation for twin in store.twins(f"{one}-1")]
    assert relations == [Relation.SAME, Relation.NEAR]


def test_other_passages_are_no_twins(store):
    one = hold(store, "a", POLICE, KINSHIP)
    group_passages(store)
    assert store.twins(f"{one}-1") == []
    assert store.group_sizes([f"{one}-1"]) == {f"{one}-1": 0}


def test_headings_are_not_compared(store):
    one = hold(store, "a", KINSHIP, kind=Kind.HEADING)
    hold(store, "b", KINSHIP, kind=Kind.HEADING)
    group_passages(store)
    assert store.twins(f"{one}-1") == []


def test_the_size_of_a_group_counts_the_others_in_it(store):
    one = hold(store, "a", KINSHIP, POLICE)
    hold(store, "b", KINSHIP, KINSHIP)
    hold(store, "c", NEARLY)
    group_passages(store)
    sizes = {f"{one}-1": 3, f"{one}-2": 0, "nowhere-1": 0}
    assert store.group_sizes(sizes) == sizes


def test_passages_added_later_join_those_that_were_there(store):
    one = hold(store, "a", KINSHIP)
    group_passages(store)
    other = hold(store, "b", NEARLY)
    group_passages(store)
    assert store.twins(f"{one}-1") == [Twin(f"{other}-1", Relation.NEAR)]


def test_two_passages_that_a_third_connects_are_no_twins_unless_alike(store):
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    first, middle, last = (" ".join(words[n : n + 40]) for n in (0, 10, 20))
    one = hold(store, "a", first)
    hold(store, "c", last)
    group_passages(store)
    two = hold(store, "b", middle)
    group_passages(store)
    assert f"{two}-1" in {twin.passage for twin in store.twins(f"{one}-1")}
    assert len(store.twins(f"{one}-1")) == 1


def test_a_pass_over_nothing_new_looks_at_nothing(store):
    hold(store, "a", KINSHIP)
    assert group_passages(store) == 1
    assert group_passages(store) == 0


def test_a_pass_cut_off_before_its_end_is_finished_by_the_next(store):
    one = hold(store, "a", KINSHIP)
    other = hold(store, "b", KINSHIP)
    group_passages(store)
    store.save_families({f"{one}-1": None, f"{other}-1": None})
    assert store.twins(f"{one}-1") == []
    group_passages(store)
    assert store.twins(f"{one}-1") == [Twin(f"{other}-1", Relation.SAME)]


def test_a_document_indexed_again_is_compared_again(store):
    one = hold(store, "a", KINSHIP)
    hold(store, "b", KINSHIP)
    group_passages(store)
    hold(store, "b", POLICE)
    group_passages(store)
    assert store.twins(f"{one}-1") == []


def test_passages_of_superseded_documents_are_nobodys_twins(store):
    old = hold(store, "a1", KINSHIP)
    one = hold(store, "b", KINSHIP)
    group_passages(store)
    hold(store, "a2", POLICE)
    assert store.twins(f"{one}-1") == []
    assert store.group_sizes([f"{one}-1"]) == {f"{one}-1": 0}
    assert [twin.passage for twin in store.twins(f"{old}-1")] == [f"{one}-1"]
    assert store.group_sizes([f"{old}-1"]) == {f"{old}-1": 1}
