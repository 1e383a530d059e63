"""The component that lets the learnt model decide."""

from dataclasses import replace

import pytest

from nlp.components.extensions import make_doc
from nlp.pipeline import build_language
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput, Source, Stance

LEAVER = PassageInput("Personal advisers help care leavers to plan for independence.")
CARER = PassageInput("Foster carers give children in care a stable home.")


@pytest.fixture(scope="module")
def language():
    return build_language(load_taxonomy())


def label(language, passage):
    return language(make_doc(language, passage))._


def test_a_document_gets_its_areas(language):
    assert [area.id for area in label(language, LEAVER).areas] == ["care-leavers"]


def test_a_theme_keeps_the_words_it_rests_on(language):
    theme = next(t for t in label(language, LEAVER).themes if t.id == "pathway-plans-pa")
    assert LEAVER.text[slice(*theme.spans[0])] == "Personal advisers"


def test_a_theme_that_only_the_heading_names_says_so(language):
    text = "They wait too long for training and for the allowance that was promised."
    passage = PassageInput(text, ("Kinship care",), "committee-paper")
    [theme] = label(language, passage).themes
    assert (theme.id, theme.source, theme.spans) == ("kinship-care", Source.HEADING, ())


def test_a_theme_struck_from_the_taxonomy_is_given_no_more():
    whole = load_taxonomy()
    fewer = tuple(theme for theme in whole.themes if theme.id != "pathway-plans-pa")
    language = build_language(replace(whole, themes=fewer))
    assert "pathway-plans-pa" not in {theme.id for theme in label(language, LEAVER).themes}


def test_a_theme_newer_than_the_model_is_given_by_the_rules():
    whole = load_taxonomy()
    newer = replace(whole.theme("pathway-plans-pa"), id="leaving-home")
    language = build_language(replace(whole, themes=(*whole.themes, newer)))
    assert "leaving-home" in {theme.id for theme in label(language, LEAVER).themes}


def test_a_plain_fault_of_an_inspector_is_one(language):
    text = "Supervision is too infrequent and does not help social workers to reflect."
    passage = PassageInput(text, ("Findings",), "ilacs-inspection-report")
    assert label(language, passage).stance.id is Stance.NEEDS_IMPROVEMENT


def test_what_a_council_means_to_do_is_a_plan(language):
    text = "Action: Write a new supervision policy; Lead: Head of service; By: June"
    passage = PassageInput(text, ("Action plan",), "improvement-plan")
    assert label(language, passage).stance.id is Stance.ACTION_OR_PLAN


def test_a_stream_longer_than_a_batch_keeps_its_order(language):
    docs = [make_doc(language, row) for row in (LEAVER, CARER, LEAVER)]
    for name, component in language.pipeline:
        docs = list(component.pipe(docs, batch_size=2)) if name == "sightline_learnt" else docs
        if name != "sightline_learnt":
            docs = [component(doc) for doc in docs]
    found = [doc._.areas[0].id for doc in docs]
    assert found == ["care-leavers", "children-in-care", "care-leavers"]


def test_predicting_does_not_touch_the_document(language):
    doc = make_doc(language, LEAVER)
    language.get_pipe("sightline_learnt").predict([doc])
    assert doc._.areas == ()


def test_a_document_without_input_is_judged_by_its_text(language):
    assert language(LEAVER.text)._.areas[0].id == "care-leavers"
