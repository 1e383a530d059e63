"""A paper that prints only a month: where its date shows, and what it is found by."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document

from app import create_app
from app.cli import main
from indexer.home import Home
from indexer.ingest import ingest
from tests.webpage import read

OFFER = "Kinship carers can ask for help with the cost of travel."
LATER = "Kinship carers met the director on a day that is printed."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a paper of October 2022 and one of 15 October 2022; read only."""
    folder = tmp_path_factory.mktemp("periods")
    write(folder / "papers" / "offer.docx", "Our local offer", "October 2022", OFFER)
    write(folder / "papers" / "note.docx", "Notes of the forum", "15 October 2022", LATER)
    home = Home(folder / "home")
    ingest([folder / "papers"], home=home)
    return home


def write(path: Path, title: str, *paragraphs: str) -> None:
    path.parent.mkdir(exist_ok=True)
    paper = Document()
    paper.add_heading(title, level=1)
    for text in paragraphs:
        paper.add_paragraph(text)
    paper.save(str(path))


def as_json(*arguments: str, home: Home) -> Any:
    words = [*arguments, "--format", "json", "--home", str(home.path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def offer(home: Home) -> Any:
    rows = as_json("documents", home=home)
    return next(row for row in rows if row["path"].endswith("offer.docx"))


def test_documents_gives_the_month_as_the_period_and_no_day_of_publication(place: Home) -> None:
    row = offer(place)
    assert (row["period"], row["published"]) == ("2022-10", None)
    assert row["evidence"]["period"]["quote"] == "October 2022"


def test_documents_writes_the_month_for_a_person(place: Home) -> None:
    told = CliRunner().invoke(main, ["documents", "--home", str(place.path)]).stdout
    assert "indexed  October 2022  Our local offer" in told


def test_the_year_counts_in_the_facet(place: Home) -> None:
    assert as_json("search", "kinship", home=place)["facets"]["year"] == {"2022": 2}


@pytest.mark.parametrize(
    ("option", "day", "found"),
    [
        ("--since", "2022-10-31", 1),
        ("--since", "2022-11-01", 0),
        ("--until", "2022-10-31", 2),
        ("--until", "2022-10-30", 1),
    ],
)
def test_since_and_until_go_by_the_last_day_of_the_month(
    place: Home, option: str, day: str, found: int
) -> None:
    assert as_json("search", "kinship", option, day, home=place)["total"] == found


def test_newest_first_puts_the_month_after_every_day_in_it(place: Home) -> None:
    hits = as_json("search", "kinship", "--sort", "date", home=place)["hits"]
    assert [hit["text"] for hit in hits] == [OFFER, LATER]


def test_the_result_shows_the_month_and_no_day(place: Home) -> None:
    page = read(create_app(place).test_client(), "/search?q=travel")
    [time] = page.all(".hit time")
    assert (time.words, time.get("datetime")) == ("October 2022", "2022-10")


def test_the_list_of_files_shows_the_month(place: Home) -> None:
    page = read(create_app(place).test_client(), "/documents?order=date")
    dates = page.texts(".ledger td[data-name=Date]")
    assert dates == ["October 2022", "15 October 2022"]


def test_a_person_can_correct_the_period_in_words(place: Home) -> None:
    number = offer(place)["id"]
    said = as_json("correct", number, "period", "April to June 2021", home=place)
    assert said["period"] == "2021-04/2021-06"
    assert as_json("search", "travel", home=place)["facets"]["year"] == {"2021": 1}
    as_json("correct", number, "period", "October 2022", home=place)


def test_a_period_that_is_none_is_refused_with_what_is_valid(place: Home) -> None:
    words = ["correct", offer(place)["id"], "period", "some time", "--home", str(place.path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "2021/22" in result.output
