"""The second opinion on stance."""

from dataclasses import replace

import numpy as np
import pytest

from nlp.classifier.artefact import load_model, save_model
from nlp.classifier.fitting import Settings
from nlp.classifier.learning import Lesson, fit
from nlp.classifier.model import STANCE
from nlp.classifier.opinion import WEIGHT, opinion_scores
from nlp.classifier.stance_facts import STANCES
from nlp.types import Stance
from tests.unit.labelled_samples import AUTHORITIES, examples

SMALL = Settings(min_groups=2)


def of_three_stances():
    """The sample passages; those on leaders are plans."""
    return [
        replace(row, labelled=replace(row.labelled, stance="action-or-plan"))
        if row.areas == ("leaders",)
        else row
        for row in examples(AUTHORITIES[:5])
    ]


@pytest.fixture(scope="module")
def lesson():
    return Lesson.of(of_three_stances(), [], SMALL)


@pytest.fixture(scope="module")
def model(lesson):
    return fit(lesson)


def test_networks_are_averaged_by_their_chances():
    sure, unsure = [[0.0, 0.0], [9.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]]
    networks = np.array([sure, unsure], np.float32)
    scores = opinion_scores(np.zeros((1, 2), np.float32), networks)
    assert np.exp(scores / WEIGHT)[0] == pytest.approx([0.75, 0.25], abs=0.001)


def test_a_unit_below_nothing_says_nothing():
    networks = np.array([[[5.0, 0.0], [0.0, 0.0]]], np.float32)
    low, none = (opinion_scores(np.array([[sum_]], np.float32), networks) for sum_ in (-3, 0))
    assert low == pytest.approx(none)


def test_a_stance_never_seen_is_never_chosen(model, lesson):
    said = {label.stance for label in model.label(lesson.design.rows)}
    assert said <= {Stance.STRENGTH, Stance.CONTEXT, Stance.ACTION_OR_PLAN}


def test_a_saved_model_keeps_its_second_opinion(model, lesson, tmp_path):
    save_model(model, tmp_path, facts={"date": "2024-01-01"})
    rows, facts = lesson.design.rows, lesson.design.facts
    before, after = (one.scores(rows, facts)[STANCE] for one in (model, load_model(tmp_path)))
    known = [STANCES.index(stance) for stance in (Stance.STRENGTH, Stance.CONTEXT)]
    assert after[:, known] == pytest.approx(before[:, known], abs=0.02)


def test_with_two_stances_there_is_no_second_opinion():
    assert fit(Lesson.of(examples(AUTHORITIES[:5]), [], SMALL)).networks is None
