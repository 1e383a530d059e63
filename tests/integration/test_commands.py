"""The commands and their JSON, run as a person runs them."""

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from indexer.days import moment_in_words
from indexer.home import Home
from indexer.ingest import Summary
from indexer.plain import summary_text
from indexer.search.lifecycle import SCHEMA
from tests.papers import STRATEGY

Indexed = tuple[Home, Summary]


def run(*arguments: str, home: Home | None = None, given: str | None = None) -> Result:
    where = ("--home", str(home.path)) if home else ()
    return CliRunner().invoke(main, [*arguments, *where], input=given)


def as_json(*arguments: str, home: Home) -> Any:
    result = run(*arguments, "--format", "json", home=home)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_index_reports_counts_pages_passages_and_failures(papers: Path, home: Home) -> None:
    found = as_json("index", str(papers), home=home)
    assert found["documents"] == {
        "indexed": 4,
        "unchanged": 0,
        "updated": 0,
        "failed": 0,
        "skipped": 0,
    }
    assert found["pages"] == 4
    assert found["passages"] > 0
    assert found["failures"] == []


def test_index_ends_with_status_1_when_a_file_failed(papers: Path, home: Home) -> None:
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    result = run("index", str(papers), "--format", "json", home=home)
    assert result.exit_code == 1
    [failure] = json.loads(result.stdout)["failures"]
    assert set(failure) == {"path", "stage", "error"}


def test_one_is_told_as_one_and_nothing_read_has_no_pace() -> None:
    one = summary_text(Summary(indexed=1, pages=1, passages=1, recognised=1, seconds=2))
    assert "1 page, 1 passage in 2.0 seconds (0.5 pages a second).\n1 scanned page was" in one
    assert "a second" not in summary_text(Summary(unchanged=3, seconds=2))


def test_index_that_is_broken_off_says_what_is_kept_and_how_to_go_on(
    papers: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.ingest._Run._read", break_off)
    result = run("index", str(papers), home=home)
    assert result.exit_code == 1
    assert "the same command goes on" in result.output
    assert "Aborted" not in result.output


def test_index_of_a_folder_that_is_not_there_is_wrong_use(home: Home) -> None:
    assert run("index", "/nowhere/at/all", home=home).exit_code == 2


def test_documents_names_what_each_file_says_of_itself(indexed: Indexed) -> None:
    rows = {Path(row["path"]).name: row for row in as_json("documents", home=indexed[0])}
    letter = rows["letter.txt"]
    assert letter["status"] == "indexed"
    assert letter["type"] == "focused-visit-letter"
    assert letter["authority"] == "Marlow Vale"
    assert letter["published"] == "2022-03-03"
    assert letter["passages"] > 0


def test_documents_leaves_unknown_things_null(indexed: Indexed) -> None:
    rows = {Path(row["path"]).name: row for row in as_json("documents", home=indexed[0])}
    update = rows["update.html"]
    assert update["published"] is None
    assert update["authority"] is None
    assert update["grades"]["overall"] is None


def test_passages_come_one_a_line_with_place_and_labels(indexed: Indexed) -> None:
    result = run("passages", "--format", "json", home=indexed[0])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    [row] = [row for row in rows if STRATEGY in row["text"]]
    assert row["page"] == 1
    assert row["boxes"]
    assert row["heading_path"][-1] == "Child protection enquiries"
    assert row["kind"] == "paragraph"
    theme = next(theme for theme in row["themes"] if theme["id"] == "strategy-discussions")
    assert "strategy discussions" in {row["text"][start:end] for start, end in theme["spans"]}


def test_passages_of_an_unknown_document_is_wrong_use(indexed: Indexed) -> None:
    result = run("passages", "--document", "nonesuch", home=indexed[0])
    assert result.exit_code == 2
    assert "nonesuch" in result.output


def test_search_finds_the_passage_with_its_document_and_page(indexed: Indexed) -> None:
    found = as_json("search", "police attended strategy discussions in the year", home=indexed[0])
    first = found["hits"][0]
    assert first["text"] == STRATEGY
    assert first["page"] == 1
    assert "<mark>" in first["snippet"]


def test_search_counts_facets_over_all_matches(indexed: Indexed) -> None:
    found = as_json("search", "", "--limit", "1", home=indexed[0])
    assert len(found["hits"]) == 1
    assert sum(found["facets"]["stance"].values()) == found["total"]
    assert "None" not in json.dumps(found["facets"])


def test_search_narrows_by_theme(indexed: Indexed) -> None:
    found = as_json("search", "", "--theme", "kinship-care", home=indexed[0])
    assert found["total"] > 0
    assert all("kinship-care" in hit["themes"] for hit in found["hits"])


def test_a_query_that_begins_with_a_minus_is_told_where_to_stand(indexed: Indexed) -> None:
    refused = run("search", "-type:letter visits", home=indexed[0])
    assert refused.exit_code == 2
    assert "after --" in refused.output
    where = ("--home", str(indexed[0].path))
    assert run("search", *where, "--", "-type:letter visits").exit_code == 0


def test_narrowing_by_what_there_is_not_is_wrong_use(indexed: Indexed) -> None:
    result = run("search", "visits", "--theme", "supervison", home=indexed[0])
    assert result.exit_code == 2
    assert "'supervison' is no theme" in result.output


def test_the_letters_of_an_authority_do_not_matter_to_a_query(indexed: Indexed) -> None:
    known = as_json("search", "", home=indexed[0])["facets"]["authority"]
    name, count = next(iter(known.items()))
    for field in ("authority", "council"):
        found = as_json("search", f'{field}:"{name.lower()}"', home=indexed[0])
        assert found["total"] == count


@pytest.mark.parametrize(
    "asked",
    [
        ("search", "visits", "--authority", "Nowhereshire"),
        ("search", "visits authority:Nowhereshire"),
        ("compare", "visits", "Nowhereshire", "Elsewhereshire", "--by", "authority"),
        ("compare", "visits", "nobody", "council"),
    ],
)
def test_voices_and_authorities_that_there_are_not_are_wrong_use(
    indexed: Indexed, asked: tuple[str, ...]
) -> None:
    result = run(*asked, home=indexed[0])
    assert result.exit_code == 2
    assert "is no " in result.output


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_search_answers_the_same_from_either_engine(papers: Path, home: Home, engine: str) -> None:
    run("index", str(papers), home=home)
    default = as_json("search", "supervision OR kinship", home=home)
    chosen = as_json("search", "supervision OR kinship", "--engine", engine, home=home)
    assert chosen["total"] == default["total"]
    assert chosen["facets"] == default["facets"]


def test_search_with_an_open_quotation_mark_says_where(indexed: Indexed) -> None:
    result = run("search", 'police "strategy', home=indexed[0])
    assert result.exit_code == 2
    assert "quotation mark" in result.output


def test_search_without_an_index_says_what_to_do(home: Home) -> None:
    result = run("search", "kinship", home=home)
    assert result.exit_code == 3
    assert "sightline index" in result.output


def test_search_prints_matches_marked_for_a_person(indexed: Indexed) -> None:
    result = run("search", "kinship", home=indexed[0])
    assert "*Kinship*" in result.output


def test_annotate_labels_one_line_for_each_line(home: Home) -> None:
    rows = [
        {"id": "a", "text": "Kinship carers are well supported and children benefit from it."},
        {"id": "b", "text": "The audit committee agreed the accounts.", "type": "committee-paper"},
    ]
    given = "\n".join(json.dumps(row) for row in rows)
    result = run("annotate", home=home, given=given)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in found] == ["a", "b"]
    assert "kinship-care" in found[0]["themes"]
    assert found[0]["stance"] == "strength"
    assert found[1]["themes"] == []


def test_annotate_names_the_line_it_cannot_read(home: Home) -> None:
    result = run("annotate", home=home, given='{"id": "a", "text": "x"}\nnot json\n')
    assert result.exit_code == 2
    assert "Line 2" in result.output


def test_evaluate_compares_with_right_labels(tmp_path: Path, home: Home) -> None:
    labels = tmp_path / "labels.jsonl"
    right = {
        "id": "a",
        "text": "Kinship carers are well supported.",
        "themes": ["kinship-care"],
        "areas": ["children-in-care"],
        "stance": "strength",
        "mixed": False,
    }
    labels.write_text(json.dumps(right) + "\n", encoding="utf-8")
    report = as_json("evaluate", "--labels", str(labels), home=home)
    assert report["themes"]["kinship-care"]["f1"] == 1.0


def test_taxonomy_validate_passes_what_is_in_use(home: Home) -> None:
    result = run("taxonomy", "validate")
    assert result.exit_code == 0


def test_status_counts_what_is_indexed(indexed: Indexed) -> None:
    found = as_json("status", home=indexed[0])
    assert found["documents"] == 4
    assert found["files"] == {"indexed": 4}
    assert found["engine"] in ("tantivy", "whoosh")


def test_status_tells_people_the_time_in_words(indexed: Indexed) -> None:
    began = as_json("status", home=indexed[0])["last_run"]["started"]
    told = run("status", home=indexed[0]).output
    assert f"Last run  {moment_in_words(datetime.fromisoformat(began))} to " in told


def test_status_without_a_store_cannot_run(home: Home) -> None:
    assert run("status", home=home).exit_code == 3


def test_help_loads_nothing_heavy() -> None:
    """Heavy packages cost seconds; help must answer before anyone wonders."""
    heavy = ("spacy", "sklearn", "numpy", "pymupdf", "sqlalchemy", "flask", "tantivy", "whoosh")
    code = f"import sys, app.cli; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4


def test_a_search_rebuilds_an_index_of_an_older_version(
    shelf: Home, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = Home(shutil.copytree(shelf.path, tmp_path / "home"))
    pointer = home.search / "current.json"
    pointer.write_text(pointer.read_text().replace(f'"schema": {SCHEMA}', '"schema": 1'))
    assert as_json("search", "supervision", home=home)["total"] == 2
    assert "built anew" in caplog.text
    assert json.loads(pointer.read_text())["schema"] == SCHEMA
