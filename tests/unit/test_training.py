"""What is learnt from, how it is judged, and when a new model may serve."""

from dataclasses import replace

import pytest

from nlp.classifier.artefact import model_facts, model_version
from nlp.classifier.card import model_card
from nlp.classifier.evaluation import Labelled
from nlp.classifier.examples import (
    ReportPassage,
    examples_from_labels,
    examples_from_reports,
    group_of,
)
from nlp.classifier.figures import Judged, area_figures
from nlp.classifier.fitting import Settings
from nlp.classifier.training import hold_out, train
from nlp.types import PassageInput
from tests.unit.area_samples import AUTHORITIES, examples

TEXT = "Workers see families often and know what they worry about most."
HELP = "The experiences and progress of children who need help and protection: good"
COMBINED = "The experiences and progress of children in care and care leavers"
SMALL = Settings(min_groups=2)


def few():
    """The sample passages of six authorities."""
    return examples(AUTHORITIES[:6])


def fresh():
    """The same passages in other words, so that no model has learnt from them."""
    return [replace(row, passage=PassageInput(f"Again: {row.passage.text}")) for row in few()]


def misleading():
    """The same again, with wrong labels from elsewhere that outweigh the right ones."""
    turned = {"leaders": ("care-leavers",), "none": ("leaders",)}
    wrong = (
        replace(
            row,
            judged=False,
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
    assert (found.passage, found.areas, found.judged) == (passage, ("leaders",), True)


@pytest.mark.parametrize(
    "name",
    ["Kings Alder", "kings-alder", "Kings Alder City Council", "London Borough of Kings Alder"],
)
def test_ways_of_writing_an_authority_fall_in_one_group(name):
    assert group_of(name) == "kings alder"


def test_every_passage_is_judged_once_by_a_model_that_did_not_see_its_authority():
    rows = few()
    held = hold_out(rows, settings=SMALL)
    assert [row.example for row in held.placed] == rows
    assert [row.example for row in held.bare] == rows


def test_figures_of_a_class_are_those_worked_out_by_hand():
    leaders, other = (
        next(row for row in examples() if row.areas == areas) for areas in (("leaders",), ())
    )
    rows = [
        Judged(leaders, ("leaders",)),
        Judged(leaders, ()),
        Judged(other, ()),
        Judged(other, ("leaders", "care-leavers")),
    ]
    found = area_figures(rows)
    assert found["accuracy"][0] == 0.5
    assert found["areas"]["leaders"]["precision"] == 0.5
    assert found["areas"]["none"]["recall"] == 0.5
    assert found["areas"]["care-leavers"]["n"] == 0


def test_an_interval_holds_its_figure():
    rows = [Judged(row, row.areas if n % 3 else ()) for n, row in enumerate(examples())]
    value, low, high = area_figures(rows)["accuracy"]
    assert low <= value <= high


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    outcome = train(few(), models=folder, force=True, settings=SMALL)
    return folder, outcome


def test_a_model_that_is_kept_serves_from_then_on(trained):
    folder, outcome = trained
    assert outcome.kept
    assert model_version(folder) == outcome.version


def test_a_worse_model_is_refused_and_the_old_one_goes_on_serving(trained):
    folder, before = trained
    outcome = train(misleading(), models=folder, settings=SMALL)
    assert not outcome.kept
    assert outcome.after < outcome.before
    assert model_version(folder) == before.version == outcome.version


def test_a_refusal_tells_both_figures(trained):
    folder, _ = trained
    outcome = train(misleading(), models=folder, settings=SMALL)
    assert f"{outcome.after:.1%}" in outcome.reason
    assert f"{outcome.before:.1%}" in outcome.reason


def test_force_keeps_a_worse_model(tmp_path):
    train(few(), models=tmp_path, force=True, settings=SMALL)
    assert train(misleading(), models=tmp_path, force=True, settings=SMALL).kept


def test_without_labelled_passages_nothing_shows_that_a_model_is_better(trained):
    rows = [replace(row, judged=False) for row in few()]
    outcome = train(rows, models=trained[0], settings=SMALL)
    assert not outcome.kept
    assert "no labelled passage" in outcome.reason


def test_too_few_authorities_are_refused(tmp_path):
    with pytest.raises(ValueError, match="of 2 authorities; at least 20"):
        train(examples(AUTHORITIES[:2]), models=tmp_path)


def test_the_facts_count_documents_and_authorities(trained):
    facts = model_facts(trained[0])["trained_on"]
    assert (facts["passages"], facts["authorities"]) == (90, 6)
    assert facts["documents"] == {"self-evaluation": 30}


def test_the_card_names_no_authority(trained):
    card = model_card(trained[0])
    assert not [name for name in AUTHORITIES if name in card]


def test_the_card_says_that_no_grade_is_predicted():
    assert "never predicts a grade" in model_card()
