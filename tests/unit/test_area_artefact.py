"""Saving, loading and refusing area models."""

import json

import numpy as np
import pytest

from nlp.classifier.artefact import (
    area_model_version,
    learnt_passages,
    load_area_classifier,
    passage_digest,
    save_area_classifier,
)
from nlp.classifier.training import train_areas
from nlp.errors import ModelError
from nlp.types import PassageInput
from tests.unit.area_samples import examples


@pytest.fixture(scope="module")
def fitted():
    return train_areas(examples(), min_groups=5)


@pytest.fixture
def saved(fitted, tmp_path):
    known = frozenset({passage_digest("one"), passage_digest("two")})
    save_area_classifier(fitted, tmp_path, facts={"date": "2025-01-31"}, learnt_from=known)
    return tmp_path


def test_a_model_read_back_gives_the_same_probabilities(fitted, saved):
    rows = [row.passage for row in examples()] + [PassageInput("x", ("Care leavers",), "letter")]
    loaded = load_area_classifier(saved)
    np.testing.assert_allclose(loaded.predict_proba(rows), fitted.predict_proba(rows), atol=2e-3)


def test_a_local_model_outranks_the_shipped_one(saved):
    assert area_model_version(saved).startswith("areas-2025-01-31-")


def test_the_shipped_model_serves_where_there_is_no_local_one(tmp_path):
    assert area_model_version(tmp_path) == area_model_version()


def test_the_shipped_model_tells_a_plain_passage():
    text = "Personal advisers help care leavers to find a home of their own and to keep it."
    [labels] = load_area_classifier().label([PassageInput(text)])
    assert labels[0].id == "care-leavers"


def test_a_model_remembers_what_it_learnt_from_without_the_words(saved):
    assert learnt_passages(saved) == {passage_digest("one"), passage_digest("two")}


def test_a_new_model_in_the_same_place_is_noticed(fitted, saved):
    load_area_classifier(saved)
    changed = train_areas(examples(), min_groups=5, second=0.9)
    save_area_classifier(changed, saved, facts={"date": "2025-02-01"}, learnt_from=frozenset({1}))
    assert load_area_classifier(saved).second == 0.9


def test_a_changed_byte_is_noticed(saved):
    path = saved / "areas.npz"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"areas\.npz is damaged.*sightline train"):
        load_area_classifier(saved)


def test_missing_arrays_are_told_by_path(saved):
    (saved / "areas.npz").unlink()
    with pytest.raises(ModelError, match=r"areas\.npz cannot be read"):
        load_area_classifier(saved)


def test_missing_facts_are_told_by_path(saved):
    (saved / "areas.json").unlink()
    with pytest.raises(ModelError, match=r"areas\.json cannot be read"):
        area_model_version(saved)


def test_facts_of_another_format_are_refused(saved):
    (saved / "areas.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(ModelError, match="not an area model of format 1"):
        area_model_version(saved)


def test_facts_with_an_entry_missing_name_it(saved):
    facts = json.loads((saved / "areas.json").read_text())
    del facts["classes"]
    (saved / "areas.json").write_text(json.dumps(facts))
    with pytest.raises(ModelError, match="lacks classes"):
        load_area_classifier(saved)
