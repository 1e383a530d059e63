"""Corrections from the command line, and what a search shows afterwards."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from indexer.corrections import correct
from indexer.home import Home
from indexer.ingest import ingest
from indexer.store.repository import Store
from nlp.console import CANNOT_RUN


@pytest.fixture
def place(papers: Path, home: Home) -> Home:
    """A home of its own, for these tests change what is in it."""
    ingest([papers], home=home)
    return home


def run(*arguments: str, home: Home) -> Result:
    return CliRunner().invoke(main, [*arguments, "--home", str(home.path)])


def as_json(*arguments: str, home: Home) -> Any:
    result = run(*arguments, "--format", "json", home=home)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def letter_id(home: Home) -> str:
    rows = as_json("documents", home=home)
    return str(next(row["id"] for row in rows if row["path"].endswith("letter.txt")))


def test_a_correction_is_shown_by_documents(place: Home) -> None:
    row = as_json("correct", letter_id(place), "authority", "Northmere", home=place)
    assert row["authority"] == "Northmere"
    assert row in as_json("documents", home=place)


@pytest.mark.parametrize(
    ("field", "value", "facet", "shown"),
    [
        ("authority", "Northmere", "authority", "Northmere"),
        ("type", "annual-report", "type", "annual-report"),
        ("published", "2015-06-01", "year", "2015"),
    ],
)
def test_a_correction_is_found_by_its_facet(
    place: Home, field: str, value: str, facet: str, shown: str
) -> None:
    before = as_json("search", "visit", home=place)
    run("correct", letter_id(place), field, value, home=place)
    after = as_json("search", "visit", home=place)
    assert shown not in before["facets"][facet]
    assert shown in after["facets"][facet]
    assert after["total"] == before["total"]


def test_a_mistyped_home_is_refused_and_not_made(tmp_path: Path) -> None:
    home = Home(tmp_path / "indx")
    assert run("correct", "abc", "authority", "Northmere", home=home).exit_code == CANNOT_RUN
    assert not home.path.exists()


def test_a_correction_holds_in_the_next_run(place: Home, papers: Path) -> None:
    number = letter_id(place)
    run("correct", number, "authority", "Northmere", home=place)
    with (papers / "letter.txt").open("a", encoding="utf-8") as file:
        file.write("\nInspectors thank everyone who took part.\n")
    ingest([papers], home=place)
    assert letter_id(place) != number
    rows = as_json("documents", home=place)
    assert "Northmere" in {row["authority"] for row in rows}


def test_a_wrong_value_is_wrong_use_and_says_what_is_right(place: Home) -> None:
    result = run("correct", letter_id(place), "published", "yesterday", home=place)
    assert result.exit_code == 2
    assert "2022-03-03" in result.output


def test_a_correction_waits_for_a_run_to_end(place: Home) -> None:
    number = letter_id(place)
    with place.lock("a test"):
        result = run("correct", number, "title", "T", home=place)
    assert result.exit_code == 3
    assert "a test" in result.output


def speakers(home: Home) -> set[str]:
    """Return who speaks in the passages of the letter, as a search counts them."""
    found = as_json("search", "Marlow OR children OR visit OR supervision", home=home)
    letter = [hit for hit in found["hits"] if hit["path"].endswith("letter.txt")]
    return {hit["speaker"] for hit in letter}


def test_a_corrected_type_labels_the_passages_anew_and_says_so(place: Home) -> None:
    assert speakers(place) == {"inspectorate"}
    result = run("correct", letter_id(place), "type", "self-evaluation", home=place)
    assert speakers(place) == {"council"}
    assert "passages were labelled anew" in result.output


def test_another_correction_says_nothing_of_labels(place: Home) -> None:
    result = run("correct", letter_id(place), "title", "A visit", home=place)
    assert "labelled" not in result.output


def test_labels_made_for_a_corrected_type_hold_when_the_file_changes(
    place: Home, papers: Path
) -> None:
    run("correct", letter_id(place), "type", "self-evaluation", home=place)
    with (papers / "letter.txt").open("a", encoding="utf-8") as file:
        file.write("\nInspectors thank everyone who took part.\n")
    ingest([papers], home=place)
    assert speakers(place) == {"council"}


def test_labels_that_were_cut_off_after_a_correction_are_made_by_the_next_run(
    place: Home, papers: Path
) -> None:
    with Store.open(place.store) as store:
        correct(store, letter_id(place), "type", "self-evaluation", who="Mo Carne")
    assert speakers(place) == {"inspectorate"}
    ingest([papers], home=place)
    assert speakers(place) == {"council"}


def test_a_withdrawn_correction_is_as_if_nobody_had_made_it(place: Home) -> None:
    before = as_json("documents", home=place)
    run("correct", letter_id(place), "type", "self-evaluation", home=place)
    result = run("correct", letter_id(place), "type", "--withdraw", home=place)
    assert "as the machine read it again" in result.output
    assert as_json("documents", home=place) == before
    assert speakers(place) == {"inspectorate"}


@pytest.mark.parametrize("words", [("T", "--withdraw"), ()])
def test_a_correction_takes_a_value_or_is_withdrawn(place: Home, words: tuple[str, ...]) -> None:
    result = run("correct", letter_id(place), "title", *words, home=place)
    assert result.exit_code == 2
    assert "one of the two" in result.output
