"""The estimator: what it learns, what it decides, and scikit-learn's habits."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from nlp.classifier.areas import AreaClassifier
from nlp.classifier.features import PassageFeatures
from nlp.classifier.training import train_areas
from nlp.types import PassageInput, Source
from tests.unit.area_samples import SENTENCES, examples

LEAVER = "Personal advisers keep in touch and each pathway plan names the next steps."
CARER = "Foster carers give a stable placement and permanence is reviewed."
UNSURE = "It was sunny and everyone came."


@pytest.fixture(scope="module")
def fitted():
    return train_areas(examples(), min_groups=5)


@pytest.mark.parametrize("area", [area for area in SENTENCES if area != "none"])
def test_a_passage_in_the_words_of_an_area_gets_that_area(fitted, area):
    assert fitted.predict([PassageInput(SENTENCES[area][0])]) == [(area,)]


def test_a_passage_on_other_matters_gets_no_area(fitted):
    assert fitted.predict([PassageInput("The minutes and the school budget were approved.")]) == [
        ()
    ]


def test_probabilities_of_a_passage_add_to_one(fitted):
    found = fitted.predict_proba([PassageInput(LEAVER), PassageInput("")])
    assert found.sum(axis=1) == pytest.approx([1, 1])


def test_no_passages_give_no_labels(fitted):
    assert fitted.label([]) == []


def test_a_heading_tips_a_passage_whose_words_do_not_tell(fitted):
    plain, headed = fitted.predict_proba(
        [PassageInput(UNSURE), PassageInput(UNSURE, ("Care leavers",))]
    )
    column = list(fitted.classes_).index("care-leavers")
    assert headed[column] > plain[column]


def test_words_that_plainly_contradict_a_stale_heading_win(fitted):
    [labels] = fitted.label([PassageInput(f"{LEAVER} {LEAVER}", ("Leadership",))])
    assert labels[0].id == "care-leavers"
    assert labels[0].source is Source.MODEL


def test_a_label_that_agrees_with_the_heading_names_it_as_its_source(fitted):
    [labels] = fitted.label([PassageInput(LEAVER, ("Care leavers: good",))])
    assert labels[0].source is Source.HEADING


@pytest.mark.parametrize(("text", "area"), [(LEAVER, "care-leavers"), (CARER, "children-in-care")])
def test_under_a_combined_heading_the_words_decide_between_the_two(fitted, text, area):
    heading = "The experiences and progress of children in care and care leavers"
    [labels] = fitted.label([PassageInput(text, (heading,))])
    assert labels[0].id == area


def test_two_areas_are_given_when_both_are_likely(fitted):
    both = (
        clone(fitted)
        .set_params(second=0.2)
        .fit([row.passage for row in examples()], [row.areas for row in examples()])
    )
    text = f"{SENTENCES['leaders'][0]}. {SENTENCES['children-in-care'][0]}."
    assert set(both.predict([PassageInput(text)])[0]) == {"leaders", "children-in-care"}


def test_an_unfitted_classifier_says_so():
    with pytest.raises(NotFittedError):
        AreaClassifier().predict([PassageInput(LEAVER)])


def test_cloning_keeps_parameters_and_drops_what_was_learnt(fitted):
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert not hasattr(copy, "coef_")


def test_fitting_twice_gives_the_same_weights(fitted):
    again = train_areas(examples(), min_groups=5)
    np.testing.assert_array_equal(again.coef_, fitted.coef_)


def test_fitting_leaves_the_parameters_alone():
    before = AreaClassifier(min_groups=5)
    params = before.get_params()
    before.fit([row.passage for row in examples()], [row.areas for row in examples()])
    assert before.get_params() == params


def test_one_area_alone_cannot_be_learnt():
    with pytest.raises(ValueError, match="two different areas"):
        AreaClassifier().fit([PassageInput(LEAVER)], [("care-leavers",)])


def test_an_unknown_area_is_refused_by_name():
    with pytest.raises(ValueError, match=r"'schools'.*leaders"):
        AreaClassifier().fit([PassageInput("a"), PassageInput("b")], [("schools",), ()])


def test_too_few_authorities_for_any_word_is_told():
    with pytest.raises(ValueError, match="No word is used by 50 authorities"):
        train_areas(examples(), min_groups=50)


def test_lists_of_different_length_are_refused():
    with pytest.raises(ValueError, match="equally many"):
        AreaClassifier().fit([PassageInput(LEAVER)], [])


def test_names_are_kept_out_of_the_vocabulary():
    rows = [
        PassageInput(f"We thank Jocasta Pemberton for her work on case {n}.") for n in range(20)
    ]
    features = PassageFeatures(min_groups=5).fit(rows)
    assert "thank" in features.words_
    assert not {"jocasta", "pemberton"} & {w for term in features.words_ for w in term.split()}


def test_words_of_few_authorities_are_kept_out_of_the_vocabulary():
    rows = [PassageInput("the council has a zeppelin"), PassageInput("the council has a plan")] * 9
    groups = ["a", *"bcdefghijklmnopqr"]
    groups[::2] = ["a"] * 9
    features = PassageFeatures(min_groups=5).fit(rows, groups=groups)
    assert "plan" in features.words_
    assert "zeppelin" not in features.words_


def test_an_alias_of_a_document_type_counts_as_that_type():
    features = PassageFeatures(min_groups=1).fit(
        [PassageInput("some text", document_type="briefing")]
    )
    place = features.place([PassageInput("text", document_type="council-briefing")])
    assert place.nnz == 1
