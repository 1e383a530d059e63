"""The whole pipeline: one annotation a passage, in order, with a version that is cheap to ask."""

import subprocess
import sys
from pathlib import Path

import pytest

from nlp.components.extensions import make_doc
from nlp.pipeline import Annotator, build_language, pipeline_version
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput, Speaker, Stance

PASSAGES = [
    PassageInput("Supervision is regular and effective.", (), "focused-visit-letter"),
    PassageInput("Members will visit the new family hub in May.", (), "committee-paper"),
    PassageInput("", (), None),
]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


def test_each_passage_gets_one_annotation_in_order(annotator: Annotator) -> None:
    first, second, third = annotator.annotate(PASSAGES)
    assert [label.id for label in first.themes] == ["supervision-oversight"]
    assert (first.stance.id, first.speaker) == (Stance.STRENGTH, Speaker.INSPECTORATE)
    assert (second.stance.id, second.speaker) == (Stance.ACTION_OR_PLAN, Speaker.COUNCIL)
    assert (third.themes, third.speaker) == ((), None)


def test_the_size_of_a_batch_changes_nothing(annotator: Annotator) -> None:
    one_by_one = list(annotator.annotate(PASSAGES, batch_size=1))
    assert one_by_one == list(annotator.annotate(PASSAGES))


def test_passages_are_read_as_they_come(annotator: Annotator) -> None:
    def endless():
        while True:
            yield PASSAGES[0]

    assert next(annotator.annotate(endless(), batch_size=2)).themes


def test_nothing_in_nothing_out(annotator: Annotator) -> None:
    assert list(annotator.annotate([])) == []


def test_every_span_lies_within_its_passage(annotator: Annotator) -> None:
    for passage, annotation in zip(PASSAGES, annotator.annotate(PASSAGES), strict=True):
        for label in (*annotation.themes, annotation.stance):
            assert all(0 <= start < end <= len(passage.text) for start, end in label.spans)


def test_without_areas_the_other_labels_are_there() -> None:
    nlp = build_language(load_taxonomy(), learnt=False)
    doc = next(nlp.pipe([make_doc(nlp, PASSAGES[0])]))
    assert doc._.areas == ()
    assert doc._.stance.id is Stance.STRENGTH


def test_the_version_is_the_one_the_annotator_carries(annotator: Annotator) -> None:
    assert annotator.version == pipeline_version()


def test_the_version_names_the_taxonomys() -> None:
    assert load_taxonomy().version in pipeline_version()


def test_a_folder_without_models_leaves_the_shipped_one_in_use(tmp_path: Path) -> None:
    assert pipeline_version(tmp_path) == pipeline_version()


def test_the_version_is_asked_without_loading_an_engine() -> None:
    code = (
        "import sys; from nlp.pipeline import pipeline_version; pipeline_version(); "
        "print([name for name in ('spacy', 'sklearn', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
