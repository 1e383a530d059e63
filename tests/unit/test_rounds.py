"""Rounds of blind coding: nothing counts until it is settled, and everything is kept."""

import json

import pytest
from click.testing import CliRunner

from indexer.agreement.cli import agreement
from indexer.agreement.coding import (
    RoundError,
    codings_in,
    keep_coding,
    left_to_code,
    settle,
    settle_agreed,
    start_round,
)
from indexer.agreement.figures import (
    among_people,
    answers,
    behind,
    compare,
    find_question,
    pairs_of,
    questions,
)
from indexer.agreement.model import MACHINE, Coding, RoundKind
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from tests.shelf import KINSHIP, SUPERVISION, VISITS, build_shelf

TAXONOMY = load_taxonomy()
ADA, BEN, CLEO = "Ada Okoro", "Ben Marsh", "Cleo Hart"


def coding(stance="strength", themes="", areas="", *, mixed=False):
    return Coding(frozenset(themes.split()), frozenset(areas.split()), stance, mixed)


@pytest.fixture
def store(tmp_path):
    with Store.open(build_shelf(tmp_path).store) as opened:
        yield opened


@pytest.fixture
def ids(store):
    found = {passage.text: passage.id for passage in store.passages()}
    return [found[text] for text in (VISITS, SUPERVISION, KINSHIP)]


@pytest.fixture
def one(store, ids):
    return store.add_round("Spring", RoundKind.DOUBLE, ids, coders=[ADA, BEN], who=CLEO)


def code(store, one, who, passage, *args, **named):
    return keep_coding(store, TAXONOMY, one, passage, coding(*args, **named), who=who)


def test_a_coding_counts_for_nothing_until_it_is_settled(store, one, ids):
    before = store.passages_by_id(ids)[ids[0]].annotation
    code(store, one, ADA, ids[0], "context", "workforce")
    assert store.passages_by_id(ids)[ids[0]].annotation == before


def test_a_coder_has_left_what_they_have_not_coded(store, one, ids):
    code(store, one, ADA, ids[0])
    assert left_to_code(store, one, ADA) == ids[1:]
    assert left_to_code(store, one, BEN) == ids


def test_what_a_newer_version_took_the_place_of_is_not_left_to_code(store, one, ids):
    store.supersede([ids[0].partition("-")[0]])
    assert left_to_code(store, one, ADA) == []


def test_who_does_not_code_in_a_round_cannot(store, one, ids):
    with pytest.raises(RoundError, match="does not code"):
        code(store, one, CLEO, ids[0])


def test_nothing_is_coded_in_a_round_that_has_ended(store, one, ids):
    store.close_round(one.id)
    with pytest.raises(RoundError, match="has ended"):
        code(store, store.round(one.id), ADA, ids[0])


def test_what_a_coder_says_again_takes_the_place_of_what_they_said(store, one, ids):
    code(store, one, ADA, ids[0], "strength", "workforce visits")
    code(store, one, ADA, ids[0], "context", "visits", "leaders")
    assert codings_in(store, one)[0].codings[ADA] == coding("context", "visits", "leaders")


def test_the_machine_stands_beside_the_people(store, one, ids):
    code(store, one, ADA, ids[1])
    machine = codings_in(store, one)[0].codings[MACHINE]
    assert machine == coding("needs-improvement", "supervision-oversight", "leaders")


def test_what_a_lead_settles_counts_and_both_codings_are_kept(store, one, ids):
    code(store, one, ADA, ids[1], "strength", "workforce")
    code(store, one, BEN, ids[1], "context", "supervision-oversight")
    disputed = codings_in(store, one)[0]
    settle(store, TAXONOMY, one, disputed, coding("context", "workforce", "leaders"), who=CLEO)
    label = store.passages_by_id(ids)[ids[1]].annotation
    assert (label.stance.id, [theme.id for theme in label.themes]) == ("context", ["workforce"])
    assert codings_in(store, one)[0].codings[ADA] == coding("strength", "workforce")
    assert store.settled_in(one.id) == {disputed.subject: CLEO}


def test_what_two_coders_say_alike_is_made_to_count_in_one_go_and_once(store, one, ids):
    for who in (ADA, BEN):
        code(store, one, who, ids[0], "context", "visits")
    code(store, one, ADA, ids[1])
    code(store, one, BEN, ids[1], "context")
    made = [settle_agreed(store, TAXONOMY, one, codings_in(store, one), who=CLEO) for _ in range(2)]
    assert made == [1, 0]
    assert store.passages_by_id(ids)[ids[0]].annotation.stance.id == "context"


def test_a_sample_is_not_settled(store, ids):
    sample = store.add_round("Sample", RoundKind.SAMPLE, [], coders=[], who=ADA)
    code(store, sample, ADA, ids[0])
    with pytest.raises(RoundError, match="measures"):
        settle(store, TAXONOMY, sample, codings_in(store, sample)[0], coding(), who=CLEO)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": " "}, "name"),
        ({"coders": [ADA, f" {ADA} "]}, "two coders"),
        ({"number": 0}, "1 to 1,000"),
        ({"candidates": []}, "no passage"),
    ],
)
def test_a_round_that_cannot_be_is_refused(store, ids, change, told):
    given = {"candidates": ids, "name": "Spring", "coders": [ADA, BEN], "number": 2} | change
    with pytest.raises(RoundError, match=told):
        start_round(store, given.pop("candidates"), who=CLEO, **given)


def test_each_coder_of_a_round_gets_the_same_passages(store, ids):
    made = start_round(store, ids, name="Spring", coders=[ADA, BEN], number=2, who=CLEO)
    assert left_to_code(store, made, ADA) == left_to_code(store, made, BEN)
    assert len(left_to_code(store, made, ADA)) == 2


def both(store, one, ids):
    code(store, one, ADA, ids[0], "strength", "visits", "leaders")
    code(store, one, BEN, ids[0], "strength", "visits workforce", "leaders")
    code(store, one, ADA, ids[1], "context", "workforce")
    code(store, one, BEN, ids[1], "strength", "workforce")
    code(store, one, ADA, ids[2], "context", "kinship-care")
    return codings_in(store, one)


def test_two_coders_are_compared_on_what_both_coded(store, one, ids):
    line = compare(both(store, one, ids), find_question("theme/workforce"), ADA, BEN)
    assert (line.kappa.n, line.said, line.alike) == (2, (1, 2), 0.5)


def test_sets_that_share_labels_agree_in_part(store, one, ids):
    some = both(store, one, ids)
    assert compare(some, find_question("themes"), ADA, BEN).alike == 0.5
    alpha = among_people(some, find_question("themes"))
    assert alpha.n == 2
    assert 0 < alpha.value < 1


def test_everybody_is_compared_with_everybody_and_with_the_machine(store, one, ids):
    expected = [(ADA, BEN), (ADA, MACHINE), (BEN, MACHINE)]
    assert pairs_of(both(store, one, ids)) == expected


def test_the_passages_behind_a_cell_are_those_that_are_counted_in_it(store, one, ids):
    some, question = both(store, one, ids), find_question("stance")
    assert answers(some, question, ADA, BEN) == [("strength", "strength"), ("context", "strength")]
    found = behind(some, question, ADA, BEN, ("context", "strength"))
    assert [coded.quote for coded in found] == [SUPERVISION]


def test_only_themes_that_somebody_saw_are_asked_about(store, one, ids):
    asked = {question.id for question in questions(TAXONOMY, both(store, one, ids))}
    assert "theme/workforce" in asked
    assert "theme/private-fostering" not in asked


def test_the_command_tells_the_figures_of_a_round(store, one, ids):
    both(store, one, ids)
    told = CliRunner().invoke(agreement, [str(one.id), "--home", str(store.path.parent)])
    assert told.exit_code == 0
    assert f"{ADA} and {BEN}" in told.output
    given = CliRunner().invoke(
        agreement, [str(one.id), "--home", str(store.path.parent), "--format", "json"]
    )
    pair = json.loads(given.output)["pairs"][0]
    stance = next(line for line in pair["questions"] if line["question"] == "stance")
    assert stance["kappa"]["n"] == 2


def test_the_command_lists_the_rounds_and_knows_no_other(store, one):
    listed = CliRunner().invoke(agreement, ["--home", str(store.path.parent)])
    assert "Spring (double)" in listed.output
    unknown = CliRunner().invoke(agreement, ["99", "--home", str(store.path.parent)])
    assert unknown.exit_code == 2
