"""What became of people's decisions is told: by the command line, on a page, and in every run."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app import create_app
from app.cli import main
from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Field
from indexer.decisions.reporting import report_decisions
from indexer.home import Home
from indexer.ingest import ingest
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from tests.webpage import read

TAXONOMY = load_taxonomy()
KEPT = "Supervision of social workers is not regular enough to prevent drift."
LOST = "Kinship carers wait too long for their assessments to be completed."
REWORDED = "Case files of children in care are audited once in every quarter by managers."
PAPER = f"# Practice review\n\n{KEPT}\n\n{LOST}\n\n{REWORDED}\n"
NEXT = f"""# Foreword

This is the second edition.

# Practice review

{REWORDED.replace("once in every quarter", "twice in every quarter")}

{KEPT}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which a paper was decided of and then replaced by a new edition; read only."""
    folder = tmp_path_factory.mktemp("reported")
    home, paper = Home(folder / "home"), folder / "papers" / "review.md"
    paper.parent.mkdir()
    paper.write_text(PAPER)
    ingest([paper.parent], home=home)
    with Store.open(home.store) as store:
        ids = {passage.text: passage.id for passage in store.passages()}
        words = [
            Word(ids[KEPT], Field.THEME, Act.YES, "kinship-care"),
            Word(ids[LOST], Field.STANCE, Act.SET, "strength"),
            Word(ids[REWORDED], Field.MIXED, Act.SET, True),
        ]
        decide(store, TAXONOMY, words, who="=Ada Okoro")
    paper.write_text(NEXT)
    ingest([paper.parent], home=home)
    return home


def run(home: Home, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["decisions", *arguments, "--home", str(home.path)])
    assert result.exit_code == 0, result.output
    return result.stdout


def as_json(home: Home, *arguments: str) -> Any:
    return json.loads(run(home, *arguments, "--format", "json"))


def test_the_report_tells_what_moved_changed_and_is_nowhere(place: Home) -> None:
    report = as_json(place, "report")
    assert report["passages"] == {"attached": 0, "moved": 1, "changed": 1, "orphaned": 1}
    assert {one["before"]: one["state"] for one in report["events"]} == {
        KEPT: "moved",
        LOST: "orphaned",
        REWORDED: "changed",
    }
    assert [one["quote"] for one in report["orphans"]] == [LOST]


def test_the_report_in_words_names_what_is_to_be_looked_at(place: Home) -> None:
    told = run(place, "report")
    assert "3 decisions on 3 passages" in told
    assert told.index("Found nowhere, and kept:") < told.index(LOST)


def test_only_one_run_is_reported_if_asked(place: Home) -> None:
    assert as_json(place, "report", "--run", "1")["events"] == []
    assert len(as_json(place, "report", "--run", "2")["events"]) == 3


def test_decisions_are_listed_with_who_and_what_the_machine_said(place: Home) -> None:
    rows = as_json(place, "list", "--who", "=Ada Okoro", "--limit", "1")
    assert [(row["field"], row["value"], row["machine"]) for row in rows] == [
        ("mixed", True, False)
    ]
    assert rows[0]["versions"]


def test_decisions_are_exported_one_a_line(place: Home, tmp_path: Path) -> None:
    run(place, "export", str(tmp_path / "out.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["quote"] for row in rows][:2] == [KEPT, LOST]


def test_no_name_is_worked_out_by_a_spreadsheet(place: Home, tmp_path: Path) -> None:
    run(place, "export", str(tmp_path / "out.csv"))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["who"] for row in csv.DictReader(file)} == {"'=Ada Okoro"}


def test_decisions_on_a_theme_that_is_gone_are_kept_and_listed(place: Home) -> None:
    themes = tuple(theme for theme in TAXONOMY.themes if theme.id != "kinship-care")
    with Store.open(place.store) as store:
        report = report_decisions(store, replace(TAXONOMY, themes=themes))
    assert [one.value for one in report.gone["kinship-care"]] == ["kinship-care"]


def test_the_page_shows_what_became_of_decisions(place: Home) -> None:
    page = read(create_app(place).test_client(), "/decisions")
    assert "3 decisions on 3 passages" in page.words
    assert LOST in page.words
    assert len(page.all("tbody tr")) == 3


def test_the_file_has_every_decision(place: Home) -> None:
    response = create_app(place).test_client().get("/decisions.csv")
    assert len(response.text.splitlines()) == 4


def test_without_decisions_the_page_says_how_to_begin(shelf: Home) -> None:
    page = read(create_app(shelf).test_client(), "/decisions")
    assert "Nobody has decided anything yet" in page.words
