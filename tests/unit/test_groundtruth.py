"""Whole passages under the right headings, on papers whose truth is known."""

from pathlib import Path

import pytest

from tests.groundtruth.forms import FORMS
from tests.groundtruth.score import Score, describe, score
from tests.groundtruth.truth import FOLDER, load_truth

ENOUGH = 0.98
"""Share of passages found. What is missing cannot be told from the page: paragraphs that a
page ends between two sentences."""


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    folder = tmp_path_factory.mktemp("papers")
    return [score(form, load_truth(form.name), folder) for form in FORMS]


def test_the_papers_are_drawn_as_their_truth_says(tmp_path: Path) -> None:
    changed = [
        form.name for form in FORMS if form.make(tmp_path / "p.pdf") != load_truth(form.name)
    ]
    assert not changed, "Renew the truth with `python -m tests.groundtruth --write` and read it."


def test_every_truth_belongs_to_a_paper() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {form.name for form in FORMS}


def test_there_are_forty_pages_or_more(scores: list[Score]) -> None:
    assert sum(each.pages for each in scores) >= 40


def test_passages_are_whole_and_under_their_headings(scores: list[Score]) -> None:
    missing = sum(len(each.missing) for each in scores)
    expected = sum(each.expected for each in scores)
    print("\n".join(describe(each) for each in scores if each.missing))
    assert missing <= (1 - ENOUGH) * expected


@pytest.mark.parametrize("name", [form.name for form in FORMS])
def test_no_form_of_paper_is_read_badly(scores: list[Score], name: str) -> None:
    (found,) = (each for each in scores if each.name == name)
    assert found.share >= 0.9, describe(found)
