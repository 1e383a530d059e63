"""What is learnt from, how it is judged, and when a new model may serve."""

from dataclasses import replace

import pytest

from nlp.classifier.artefact import model_facts, model_version
from nlp.classifier.card import model_card
from nlp.classifier.changes import Change
from nlp.classifier.evaluation import Labelled
from nlp.classifier.examples import (
    ReportPassage,
    examples_from_labels,
    examples_from_reports,
    group_of,
)
from nlp.classifier.fitting import Settings
from nlp.classifier.learning import Lesson, hold_out
from nlp.classifier.training import train
from nlp.types import PassageInput
from tests.unit.labelled_samples import AUTHORITIES, examples

TEXT = "Workers see families often and know what they worry about most."
HELP = "The experiences and progress of children who need help and protection: good"
COMBINED = "The experiences and progress of children in care and care leavers"
SMALL = Settings(min_groups=2)


def few():
    """The sample passages of six authorities."""
    return examples(AUTHORITIES[:6])


def fresh():
    """The same passages in other words, so that no model has learnt from them."""
    return [reworded(row) for row in few()]


def reworded(row):
    passage = PassageInput(f"Again: {row.passage.text}")
    return replace(row, passage=passage, labelled=replace(row.labelled, passage=passage))


def misleading():
    """The same again, with wrong areas from elsewhere that outweigh the right ones."""
    turned = {"leaders": ("care-leavers",), "none": ("leaders",)}
    wrong = (
        replace(
            row,
            labelled=None,
            weight=1000.0,
            areas=turned.get(row.areas[0] if row.areas else "none", ()),
        )
        for row in fresh()
    )
    return [*fresh(), *wrong]


def report(*path, kind="ilacs-inspection-report", text=TEXT):
    return ReportPassage(PassageInput(text, path, kind), "Aldermoor Council", "doc")


def test_a_section_labels_its_passages_and_its_heading_is_taken_away():
    [found] = examples_from_reports([report("Inspection", HELP)])
    assert found.areas == ("help-protection",)
    assert found.passage == PassageInput(TEXT)


@pytest.mark.parametrize(
    "row",
    [
        report("Main findings"),
        report(COMBINED),
        report("The local safeguarding children board"),
        report(HELP, kind="self-evaluation"),
        report(HELP, kind=None),
        report(HELP, text="Too short."),
    ],
    ids=["no area", "two areas", "outside", "other type", "unknown type", "too short"],
)
def test_a_passage_whose_place_does_not_settle_its_area_is_not_learnt_from(row):
    assert list(examples_from_reports([row])) == []


def test_reports_on_another_service_show_what_belongs_to_no_area():
    [found] = examples_from_reports([report("Findings", kind="send-area-inspection")])
    assert found.areas == ()


def test_a_labelled_passage_keeps_its_place():
    passage = PassageInput(TEXT, ("Findings",), "self-evaluation")
    row = Labelled("1", passage, (), ("leaders",), "context", mixed=False, authority="Aldermoor")
    [found] = examples_from_labels([row])
    assert (found.passage, found.areas, found.labelled) == (passage, ("leaders",), row)


@pytest.mark.parametrize(
    "name",
    ["Kings Alder", "kings-alder", "Kings Alder City Council", "London Borough of Kings Alder"],
)
def test_ways_of_writing_an_authority_fall_in_one_group(name):
    assert group_of(name) == "kings alder"


def test_every_labelled_passage_is_judged_by_a_model_that_did_not_see_its_authority():
    held = hold_out(Lesson.of(few(), [], SMALL))
    assert [row.gold for row in held.judged()] == [row.labelled for row in few()]
    assert [row.gold for row in held.judged(bare=True)] == [row.labelled for row in few()]


def test_unlabelled_passages_teach_words_that_no_labelled_one_uses():
    others = [
        ReportPassage(PassageInput("The zeppelin is late."), name, name) for name in AUTHORITIES
    ]
    assert "zeppelin" in Lesson.of(few(), others, SMALL).features.words.terms


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    outcome = train(few(), models=folder, force=True, settings=SMALL)
    return folder, outcome


def test_a_model_that_is_kept_serves_from_then_on(trained):
    folder, outcome = trained
    assert outcome.kept
    assert model_version(folder) == outcome.version


def area_change(outcome):
    return next(change for change in outcome.changes if change.name == "area_accuracy")


def test_a_worse_model_is_refused_and_the_old_one_goes_on_serving(trained):
    folder, before = trained
    outcome = train(misleading(), models=folder, settings=SMALL)
    assert not outcome.kept
    assert area_change(outcome).worse
    assert model_version(folder) == before.version == outcome.version


def test_a_refusal_tells_both_figures(trained):
    folder, _ = trained
    outcome = train(misleading(), models=folder, settings=SMALL)
    change = area_change(outcome)
    assert f"area_accuracy {change.before:.3f} before, {change.after:.3f} now" in outcome.reason


def test_force_keeps_a_worse_model(tmp_path):
    train(few(), models=tmp_path, force=True, settings=SMALL)
    assert train(misleading(), models=tmp_path, force=True, settings=SMALL).kept


def test_without_labelled_passages_nothing_can_be_learnt(trained):
    rows = [replace(row, labelled=None) for row in few()]
    with pytest.raises(ValueError, match="labelled by a person"):
        train(rows, models=trained[0], settings=SMALL)


@pytest.mark.parametrize(
    ("name", "n", "before", "after", "worse"),
    [
        ("stance_accuracy", 500, 0.80, 0.78, True),
        ("stance_accuracy", 500, 0.80, 0.79, False),
        ("themes/visits", 40, 0.80, 0.74, True),
        ("themes/visits", 40, 0.80, 0.77, False),
        ("themes/visits", 10, 0.80, 0.10, False),
        ("themes/visits", 40, None, 0.10, False),
    ],
    ids=["overall", "overall by chance", "one label", "by chance", "too few", "nothing to compare"],
)
def test_a_figure_is_worse_only_beyond_chance(name, n, before, after, worse):
    assert Change(name, n, before, after).worse is worse


def test_too_few_authorities_are_refused(tmp_path):
    with pytest.raises(ValueError, match="of 2 authorities; at least 20"):
        train(examples(AUTHORITIES[:2]), models=tmp_path)


def test_the_facts_count_documents_and_authorities(trained):
    facts = model_facts(trained[0])["trained_on"]
    assert (facts["passages"], facts["authorities"]) == (90, 6)
    assert facts["documents"] == {"other": 30}


def test_the_card_names_no_authority(trained):
    card = model_card(trained[0])
    assert not [name for name in AUTHORITIES if name in card]


def test_the_card_says_that_no_grade_is_predicted():
    assert "never predicts a grade" in model_card()
