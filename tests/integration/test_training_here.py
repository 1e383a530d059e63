"""Training in the background: what it learns from, and that a person chooses what serves."""

import json
import shutil
from dataclasses import replace

import pytest

from app import create_app
from indexer import training
from indexer.agreement.coding import keep_coding
from indexer.agreement.model import Coding, RoundKind
from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Field
from indexer.errors import HomeLocked, IndexerError
from indexer.home import TRAINING
from indexer.jobs.training import (
    OWN_LABELS,
    candidate_folder,
    discard_model,
    is_waiting,
    keep_model,
    train_model,
)
from indexer.store.repository import Store
from nlp.classifier.artefact import model_version
from nlp.taxonomy import load_taxonomy
from tests.candidate import NAME, VERSION, add_candidate
from tests.shelf import KINSHIP, SUPERVISION, build_shelf
from tests.staff import add_staff, client_of, copy_of, form_of, send

TAXONOMY = load_taxonomy()
ADA = "Ada Okoro"


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A home with people, and a model that waits to be chosen; it is copied."""
    home = build_shelf(tmp_path_factory.mktemp("trained"))
    add_staff(home)
    add_candidate(home)
    return home


@pytest.fixture
def place(trained, tmp_path):
    return copy_of(trained, tmp_path)


def say(store, text, *words):
    passage = next(p.id for p in store.passages() if p.text == text)
    decide(store, TAXONOMY, [Word(passage, *word) for word in words], who=ADA)
    return passage


WHOLE = (
    (Field.STANCE, Act.SET, "context"),
    (Field.AREAS, Act.SET, ["leaders"]),
    (Field.THEME, Act.YES, "workforce"),
)


def test_a_passage_whose_stance_and_areas_a_person_decided_is_learnt_from(place):
    with Store.open(place.store) as store:
        say(store, SUPERVISION, *WHOLE)
        say(store, KINSHIP, (Field.STANCE, Act.SET, "context"))
        [row] = training.decided_passages(store)
    assert (row.passage.text, row.stance, row.areas) == (SUPERVISION, "context", ("leaders",))
    assert (row.themes, row.authority) == (("workforce",), "Marlow Vale")


def test_a_theme_that_nobody_decided_is_neither_right_nor_wrong(place):
    with Store.open(place.store) as store:
        say(store, SUPERVISION, *WHOLE)
        [row] = training.decided_passages(store)
    assert row.themes_maybe == ("supervision-oversight",)


def test_the_random_sample_is_not_learnt_from(place):
    with Store.open(place.store) as store:
        passage = say(store, SUPERVISION, *WHOLE)
        sample = store.add_round("Sample", RoundKind.SAMPLE, [], coders=[], who=ADA)
        coding = Coding(frozenset(), frozenset(), "context", mixed=False)
        keep_coding(store, TAXONOMY, sample, passage, coding, who=ADA)
        assert training.decided_passages(store) == []


def test_a_person_s_decision_outranks_labels_of_the_same_words(place):
    with Store.open(place.store) as store:
        say(store, SUPERVISION, *WHOLE)
        said = training.decided_passages(store)
    given = [
        replace(said[0], id="theirs", stance="strength"),
        replace(said[0], id="other", passage=replace(said[0].passage, text=KINSHIP)),
    ]
    assert [row.id for row in training.without_decided(given, said)] == ["other"]


def test_training_is_taught_decisions_and_own_labels_and_serves_nobody_yet(place, monkeypatch):
    rows = training.SHIPPED_LABELS.read_text(encoding="utf-8").splitlines()
    few, own = rows[::80], json.loads(rows[1]) | {"id": "own", "text": "Visits are late."}
    shipped = place.path / "few.jsonl"
    shipped.write_text("\n".join(few), encoding="utf-8")
    (place.path / OWN_LABELS).write_text(json.dumps(own), encoding="utf-8")
    monkeypatch.setattr(training, "SHIPPED_LABELS", shipped)
    before, told = model_version(place.models), []
    with Store.open(place.store) as store:
        say(store, SUPERVISION, *WHOLE)
    result = train_model(place, {"candidate": "new"}, lambda *note: told.append(note))
    judged = {one["judged_on"]: one["n"] for one in result["changes"] if one["name"] == "theme_f1"}
    assert judged == {"here": 2, "shipped": len(few)}
    assert result["decided"] == 1
    assert [done for done, total, _ in told if total] == [0, 1, 2, 3, 4]
    assert is_waiting(place, "new")
    assert model_version(place.models) == before


def test_without_anything_new_there_is_no_model_to_choose(place):
    result = train_model(place, {"candidate": "new"}, lambda *_: None)
    assert "not learnt from" in result["reason"]
    assert not is_waiting(place, "new")


def test_a_kept_model_serves_and_labels_every_document_anew(place):
    result = keep_model(place, {"candidate": NAME}, lambda *_: None)
    assert model_version(place.models) == VERSION
    assert not is_waiting(place, NAME)
    with Store.open(place.store) as store:
        made_by = [store.pipeline_of(document.id) for document in store.documents()]
    assert result == {"documents": len(made_by)}
    assert all(VERSION in version for version in made_by)


def test_a_model_that_knows_less_than_the_shipped_one_is_told_of(place):
    client = client_of(create_app(place), "tagger")
    assert "train again to build on" not in client.get("/training/").text
    shutil.copytree(candidate_folder(place, NAME), place.models, dirs_exist_ok=True)
    assert "train again to build on" in client.get("/training/").text


def test_what_people_decided_stays_when_a_model_is_kept(place):
    with Store.open(place.store) as store:
        passage = say(store, SUPERVISION, *WHOLE)
    keep_model(place, {"candidate": NAME}, lambda *_: None)
    with Store.open(place.store) as store:
        label = store.passages_by_id([passage])[passage].annotation
    assert label.stance.id == "context"


def test_keeping_can_be_done_again_after_it_was_cut_off(place):
    keep_model(place, {"candidate": NAME}, lambda *_: None)
    assert keep_model(place, {"candidate": NAME}, lambda *_: None) == {"documents": 0}


def test_a_discarded_model_cannot_be_kept(place):
    discard_model(place, NAME)
    with pytest.raises(IndexerError, match="discarded"):
        keep_model(place, {"candidate": NAME}, lambda *_: None)


def test_the_figures_are_shown_before_and_after_and_what_is_worse_is_marked(place):
    page = client_of(create_app(place), "tagger").get("/training/1")
    assert "worse by 1 of 2 figures" in page.text
    assert "0.80" in page.text
    assert "/training/1/keep" not in page.text


def test_a_lead_discards_a_model_and_the_one_in_use_goes_on_serving(place):
    lead = client_of(create_app(place), "lead")
    before = model_version(place.models)
    send(lead, "/training/1", "/training/1/discard")
    assert "was discarded" in lead.get("/training/1").text
    assert not is_waiting(place, NAME)
    assert model_version(place.models) == before


def test_a_tagger_keeps_nothing(place):
    app = create_app(place)
    fields = form_of(client_of(app, "tagger").get("/training/"), "/training/")
    assert client_of(app, "tagger").post("/training/1/keep", data=fields).status_code == 403


def test_two_trainings_at_once_are_one(place):
    client = client_of(create_app(place), "tagger")
    with Store.open(place.store) as store:
        waiting = store.add_job("train", title="Train", params={"candidate": "w"}, who=ADA)
    sent = send(client, "/training/", "/training/")
    assert sent.headers["Location"].endswith(f"/training/{waiting.id}")


def test_while_somebody_trains_nobody_else_does_and_is_told_who_since_when(place):
    with place.lock(f"a training that {ADA} started", part=TRAINING):
        told = rf"a training that {ADA} started \(process \d+\), since \d\d:\d\d on \d+ \w+ \d{{4}}"
        with pytest.raises(HomeLocked, match=told):
            training.train_from_store(place, who="Ben Marsh")
        with pytest.raises(HomeLocked, match=told):
            keep_model(place, {"candidate": NAME}, lambda *_: None)
        with place.lock("an index run"):
            pass
    assert is_waiting(place, NAME)
