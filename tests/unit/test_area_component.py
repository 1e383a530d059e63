"""The pipeline component that writes areas."""

import pytest
import spacy

import nlp.components.areas  # noqa: F401  registers the factory
from nlp.components.extensions import make_doc
from nlp.types import PassageInput

LEAVER = PassageInput("Personal advisers help care leavers to plan for independence.")
CARER = PassageInput("Foster carers give children in care a stable home.")


@pytest.fixture(scope="module")
def language():
    found = spacy.blank("en")
    found.add_pipe("sightline_areas")
    return found


def test_a_document_gets_its_areas(language):
    doc = language.get_pipe("sightline_areas")(make_doc(language, LEAVER))
    assert [area.id for area in doc._.areas] == ["care-leavers"]


def test_a_stream_longer_than_a_batch_keeps_its_order(language):
    docs = [make_doc(language, row) for row in (LEAVER, CARER, LEAVER)]
    found = language.get_pipe("sightline_areas").pipe(docs, batch_size=2)
    assert [doc._.areas[0].id for doc in found] == [
        "care-leavers",
        "children-in-care",
        "care-leavers",
    ]


def test_predicting_does_not_touch_the_document(language):
    doc = make_doc(language, LEAVER)
    language.get_pipe("sightline_areas").predict([doc])
    assert doc._.areas == ()


def test_a_document_without_input_is_judged_by_its_text(language):
    assert language(LEAVER.text)._.areas[0].id == "care-leavers"
