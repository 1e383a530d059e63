"""The shipped model is taught further labels, and keeps what it knows."""

from dataclasses import replace

import pytest

from nlp.classifier.artefact import SHIPPED, load_model, model_facts, model_version
from nlp.classifier.card import model_card
from nlp.classifier.examples import ReportPassage, examples_from_labels
from nlp.classifier.headings import AREAS
from nlp.classifier.labels import SHIPPED_LABELS, read_labels
from nlp.classifier.prepare import prepare
from nlp.classifier.retraining import retrain
from nlp.types import PassageInput
from tests.unit.labelled_samples import AUTHORITIES, SENTENCES, examples

FIVE = AUTHORITIES[:5]
ROADS = "The gritting lorries of the county are praised by everybody who drives to work"


def roads():
    """Passages that the shipped model takes for a strength, and people here for furniture."""
    rows = [row for row in examples() if row.areas == ("leaders",)]
    texts = [f"{ROADS}, round {number}." for number, _ in enumerate(rows)]
    return [reworded(row, text, stance="skip") for row, text in zip(rows, texts, strict=True)]


def reworded(row, text, **labels):
    passage = PassageInput(text)
    labelled = replace(row.labelled, passage=passage, themes=(), **labels)
    return replace(row, passage=passage, labelled=labelled)


def at_odds():
    """The same sentences, of which each authority says another area."""
    kinds = [*SENTENCES]
    rows = []
    for row in examples(FIVE):
        kind = row.areas[0] if row.areas else "none"
        turned = kinds[(kinds.index(kind) + FIVE.index(row.labelled.authority)) % len(kinds)]
        areas = (turned,) if turned in AREAS else ()
        rows.append(replace(row, areas=areas, labelled=replace(row.labelled, areas=areas)))
    return rows


def shipped():
    return list(examples_from_labels(read_labels(SHIPPED_LABELS)[::80]))


@pytest.fixture(scope="module")
def taught(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    papers = [ReportPassage(row.passage, row.group, "doc") for row in examples(FIVE)]
    return folder, retrain(roads(), shipped(), papers, models=folder)


def test_without_new_labels_the_model_stays_as_it_is(tmp_path):
    outcome = retrain([], shipped(), models=tmp_path)
    assert (outcome.kept, outcome.version) == (True, model_version(SHIPPED))
    assert not any(tmp_path.iterdir())


def test_what_people_said_here_is_learnt(taught):
    _, outcome = taught
    stance = next(one for one in outcome.changes if one.name == "stance_accuracy")
    assert outcome.kept
    assert stance.before < 0.5 < stance.after


def test_a_taught_model_serves_from_then_on(taught):
    folder, outcome = taught
    assert model_version(folder) == outcome.version != model_version(SHIPPED)


def test_what_was_not_taught_is_labelled_as_before(taught):
    rows = prepare(row.passage for row in read_labels(SHIPPED_LABELS)[20::40])
    before, after = (load_model(folder).guess(rows) for folder in (SHIPPED, taught[0]))
    changed = sum(a.stance != b.stance for a, b in zip(before, after, strict=True))
    assert changed <= 0.03 * len(rows)


def test_on_passages_that_ship_it_is_judged_too(taught):
    judged = {one.n for one in taught[1].changes if one.judged_on == "shipped"}
    assert judged == {len(shipped())}


def test_the_card_tells_the_shipped_figures_and_what_was_taught(taught):
    card = model_card(taught[0])
    assert model_facts(SHIPPED)["version"] in card
    assert "taught 30 passages" in card


def test_labels_that_contradict_each_other_are_refused(tmp_path):
    outcome = retrain(at_odds(), shipped(), models=tmp_path)
    assert not outcome.kept
    assert outcome.version == model_version(SHIPPED)
