"""Areas: what is learnt of them and what is decided."""

from dataclasses import replace

import numpy as np
import pytest

from nlp.classifier.areas import CLASSES, AreaRule
from nlp.classifier.facts import Facts
from nlp.classifier.features import heading_words, learn_features
from nlp.classifier.fitting import Settings
from nlp.classifier.headings import section_name
from nlp.classifier.learning import Lesson, fit
from nlp.classifier.prepare import prepare
from nlp.types import PassageInput, Source
from tests.unit.labelled_samples import SENTENCES, examples

SMALL = Settings(min_groups=5)
LEAVER = "Personal advisers keep in touch and each pathway plan names the next steps."
CARER = "Foster carers give a stable placement and permanence is reviewed."
UNSURE = "It was sunny and everyone came."


def learn(rows, settings=SMALL):
    return fit(Lesson.of(rows, [], settings))


@pytest.fixture(scope="module")
def fitted():
    return learn(examples())


def label(model, *passages):
    return [found.areas for found in model.label(prepare(passages))]


def areas(model, text):
    return tuple(found.id for found in label(model, PassageInput(text))[0])


def probabilities(model, *passages):
    rows = prepare(passages)
    scores = model.scores(rows, Facts.of(rows, len(model.rules.theme_ids)))
    return model.rules.areas.probabilities(scores["areas"], passages)


@pytest.mark.parametrize("area", [area for area in SENTENCES if area != "none"])
def test_a_passage_in_the_words_of_an_area_gets_that_area(fitted, area):
    assert areas(fitted, SENTENCES[area][0]) == (area,)


def test_a_passage_on_other_matters_gets_no_area(fitted):
    assert areas(fitted, "The minutes and the school budget were approved.") == ()


def test_probabilities_of_a_passage_add_to_one(fitted):
    found = probabilities(fitted, PassageInput(LEAVER), PassageInput(""))
    assert found.sum(axis=1) == pytest.approx([1, 1])


def test_no_passages_give_no_labels(fitted):
    assert label(fitted) == []


def test_a_heading_tips_a_passage_whose_words_do_not_tell(fitted):
    plain, headed = probabilities(
        fitted, PassageInput(UNSURE), PassageInput(UNSURE, ("Care leavers",))
    )
    column = CLASSES.index("care-leavers")
    assert headed[column] > plain[column]


def test_words_that_plainly_contradict_a_stale_heading_win(fitted):
    [labels] = label(fitted, PassageInput(f"{LEAVER} {LEAVER}", ("Leadership",)))
    assert labels[0].id == "care-leavers"
    assert labels[0].source is Source.MODEL


def test_a_label_that_agrees_with_the_heading_names_it_as_its_source(fitted):
    [labels] = label(fitted, PassageInput(LEAVER, ("Care leavers: good",)))
    assert labels[0].source is Source.HEADING


@pytest.mark.parametrize(("text", "area"), [(LEAVER, "care-leavers"), (CARER, "children-in-care")])
def test_under_a_combined_heading_the_words_decide_between_the_two(fitted, text, area):
    heading = "The experiences and progress of children in care and care leavers"
    [labels] = label(fitted, PassageInput(text, (heading,)))
    assert labels[0].id == area


def test_two_areas_are_given_when_both_are_likely(fitted):
    eager = replace(fitted, rules=replace(fitted.rules, areas=AreaRule(second=0.2)))
    text = f"{SENTENCES['leaders'][0]}. {SENTENCES['children-in-care'][0]}."
    assert set(areas(eager, text)) == {"leaders", "children-in-care"}


def test_a_passage_is_scored_alike_alone_and_among_others(fitted):
    alone = probabilities(fitted, PassageInput(CARER))
    among = probabilities(fitted, PassageInput(LEAVER), PassageInput(""), PassageInput(CARER))
    np.testing.assert_allclose(among[2], alone[0], rtol=1e-5)


def test_fitting_twice_gives_the_same_weights(fitted):
    again = learn(examples())
    np.testing.assert_array_equal(
        again.linear.tasks["areas"].words, fitted.linear.tasks["areas"].words
    )


def test_one_area_alone_cannot_be_learnt():
    rows = [row for row in examples() if row.areas == ("leaders",)]
    with pytest.raises(ValueError, match="two different areas"):
        learn(rows)


def test_an_unknown_area_is_refused_by_name():
    first, *rest = examples()
    with pytest.raises(ValueError, match=r"'schools'.*leaders"):
        learn([replace(first, areas=("schools",)), *rest])


def test_too_few_authorities_for_any_word_is_told():
    with pytest.raises(ValueError, match="No word is used by 50 authorities"):
        learn(examples(), Settings(min_groups=50))


def learnt(texts, groups):
    rows = prepare(PassageInput(text) for text in texts)
    return learn_features(rows, groups, min_groups=5)


def test_names_are_kept_out_of_the_vocabulary():
    texts = [f"We thank Jocasta Pemberton for her work on case {n}." for n in range(20)]
    terms = learnt(texts, [str(n) for n in range(20)]).words.terms
    assert "thank" in terms
    assert not {"jocasta", "pemberton"} & {word for term in terms for word in term.split()}


def test_words_of_few_authorities_are_kept_out_of_the_vocabulary():
    texts = ["the council has a zeppelin", "the council has a plan"] * 9
    groups = [letter for other in "bcdefghij" for letter in ("a", other)]
    terms = learnt(texts, groups).words.terms
    assert "plan" in terms
    assert "zeppelin" not in terms


def test_a_heading_counts_by_its_bare_name():
    assert heading_words(section_name("3. Care leavers: good")) == ["care", "leavers"]


def test_an_alias_of_a_document_type_counts_as_that_type(fitted):
    rows = [
        replace(row, passage=replace(row.passage, document_type=kind))
        for row in examples()
        for kind in ("briefing", None)
    ]
    model = learn(rows)
    by_name, by_alias = probabilities(
        model,
        PassageInput(UNSURE, (), "briefing"),
        PassageInput(UNSURE, (), "council-briefing"),
    )
    np.testing.assert_array_equal(by_name, by_alias)
