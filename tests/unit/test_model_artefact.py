"""Saving, loading and refusing models."""

import json
from dataclasses import replace

import numpy as np
import pytest

from nlp.classifier.areas import AreaRule
from nlp.classifier.artefact import (
    FACTS,
    copy_model,
    learnt_passages,
    load_model,
    model_version,
    passage_digest,
    save_model,
)
from nlp.classifier.facts import Facts
from nlp.classifier.fitting import Settings
from nlp.classifier.learning import Lesson, fit
from nlp.classifier.prepare import prepare
from nlp.errors import ModelError
from nlp.types import PassageInput
from tests.unit.labelled_samples import examples


@pytest.fixture(scope="module")
def fitted():
    return fit(Lesson.of(examples(), [], Settings(min_groups=5)))


@pytest.fixture
def saved(fitted, tmp_path):
    known = frozenset({passage_digest("one"), passage_digest("two")})
    save_model(fitted, tmp_path, facts={"date": "2025-01-31"}, learnt_from=known)
    return tmp_path


def arrays_of(folder):
    [path] = folder.glob("*.npz")
    return path


@pytest.mark.parametrize("task", ["areas", "themes", "stance", "mixed"])
def test_a_model_read_back_gives_the_same_scores(fitted, saved, task):
    passages = [row.passage for row in examples()]
    rows = prepare([*passages, PassageInput("x", ("Care leavers",), "letter")])
    facts = Facts.of(rows, len(fitted.rules.theme_ids))
    loaded = load_model(saved).scores(rows, facts)[task]
    np.testing.assert_allclose(loaded, fitted.scores(rows, facts)[task], rtol=1e-2, atol=2e-2)


def test_a_local_model_outranks_the_shipped_one(saved):
    assert model_version(saved).startswith("labels-2025-01-31-")


def test_the_shipped_model_serves_where_there_is_no_local_one(tmp_path):
    assert model_version(tmp_path) == model_version()


def test_the_shipped_model_tells_a_plain_passage():
    text = "Personal advisers help care leavers to find a home of their own and to keep it."
    [found] = load_model().label(prepare([PassageInput(text)]))
    assert found.areas[0].id == "care-leavers"


def test_a_model_remembers_what_it_learnt_from_without_the_words(saved):
    assert learnt_passages(saved) == {passage_digest("one"), passage_digest("two")}


def test_a_new_model_in_the_same_place_is_noticed(fitted, saved):
    load_model(saved)
    changed = replace(fitted, rules=replace(fitted.rules, areas=AreaRule(second=0.9)))
    save_model(changed, saved, facts={"date": "2025-02-01"}, learnt_from=frozenset({1}))
    assert load_model(saved).rules.areas.second == 0.9


def test_whoever_read_the_facts_before_a_new_model_came_still_finds_their_arrays(fitted, saved):
    arrays = json.loads((saved / FACTS).read_text())["arrays"]
    before = (saved / arrays).read_bytes()
    save_model(fitted, saved, facts={"date": "2025-02-01"}, learnt_from=frozenset({1}))
    assert (saved / arrays).read_bytes() == before
    save_model(fitted, saved, facts={"date": "2025-02-02"}, learnt_from=frozenset({2}))
    assert not (saved / arrays).exists()
    assert learnt_passages(saved) == {2}


def test_a_model_whose_facts_were_not_written_yet_serves_nobody(saved):
    (saved / FACTS).unlink()
    assert model_version(saved) == model_version()


def test_a_copied_model_serves_in_place_of_the_one_that_was_there(fitted, saved, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    save_model(fitted, other, facts={"date": "2025-02-01"}, learnt_from=frozenset({7}))
    copy_model(other, saved)
    assert (model_version(saved), learnt_passages(saved)) == (model_version(other), {7})


def test_a_changed_byte_is_noticed(saved):
    path = arrays_of(saved)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=rf"{path.name} is damaged.*sightline train"):
        load_model(saved)


def test_missing_arrays_are_told_by_path(saved):
    path = arrays_of(saved)
    path.unlink()
    with pytest.raises(ModelError, match=rf"{path.name} cannot be read"):
        load_model(saved)


def test_facts_of_another_format_are_refused(saved):
    (saved / FACTS).write_text(json.dumps({"format": 99}))
    with pytest.raises(ModelError, match="not a model of format 3"):
        model_version(saved)


def test_facts_with_an_entry_missing_name_it(saved):
    facts = json.loads((saved / FACTS).read_text())
    del facts["kinds"]
    (saved / FACTS).write_text(json.dumps(facts))
    with pytest.raises(ModelError, match="lacks kinds"):
        load_model(saved)
