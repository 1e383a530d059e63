"""All hits of a search as a file, for a person and for a program."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app import create_app
from app.cli import main
from indexer.export.cells import csv_bytes, safe
from indexer.export.rows import COLUMNS, Row, export_rows
from indexer.export.writers import write_xlsx
from indexer.home import Home
from indexer.store.repository import Store
from tests.shelf import DISCUSSIONS, HOSTILE, SUPERVISION

MARK = "\ufeff"


@pytest.fixture
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    text = client.get(address).data.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


def hostile_row(text: str) -> Row:
    return dict.fromkeys(COLUMNS, None) | {"text": text}


def test_a_csv_holds_every_passage_found_with_where_it_stands(client: FlaskClient) -> None:
    [row] = rows_of(client, "/search/export?q=discussions&format=csv")
    assert row["Passage"] == DISCUSSIONS
    assert row["Document"] == "Inspection of Marlow Vale Borough Council"
    assert row["Authority"] == "Marlow Vale"
    assert row["Date"] == "2022-06-01"
    assert (row["Page"], row["Printed page"]) == ("2", "ii")
    assert row["Headings"] == "Help and protection"
    assert row["What it says"] == "Needs improvement"
    assert row["Mixed"] == "No"


def test_an_export_goes_beyond_the_page_shown(client: FlaskClient) -> None:
    assert len(rows_of(client, "/search/export?format=csv&page=3")) == 6


def test_the_link_of_a_row_leads_to_its_passage(client: FlaskClient) -> None:
    [row] = rows_of(client, "/search/export?q=discussions&format=csv")
    assert DISCUSSIONS in client.get(row["Link"], follow_redirects=True).text


def test_excel_is_told_that_a_csv_is_utf_8(client: FlaskClient) -> None:
    assert client.get("/search/export?format=csv").data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_work_out_gets_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_numbers_and_other_texts_stay_as_they_are_in_a_csv() -> None:
    assert [safe(cell) for cell in (-5, "5 - 1", None)] == [-5, "5 - 1", None]


def test_a_csv_comes_in_pieces_and_keeps_every_row() -> None:
    pieces = list(csv_bytes(["n"], ([n] for n in range(1000))))
    assert len(pieces) > 2
    assert len(b"".join(pieces).splitlines()) == 1001


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "-5", "\x00bell\x07"])
def test_a_workbook_holds_text_as_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    with path.open("wb") as file:
        write_xlsx([hostile_row(text)], file)
    cell = load_workbook(path).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "").replace("\x07", "")


def test_a_workbook_from_the_page_holds_every_passage_found(client: FlaskClient) -> None:
    with client.get("/search/export?q=supervision&format=xlsx") as response:
        sheet = load_workbook(io.BytesIO(response.data)).active
        assert "sightline-supervision.xlsx" in response.headers["Content-Disposition"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS.values())
    assert SUPERVISION in [cell.value for cell in sheet["A"]]


def test_json_lines_keep_the_ids_of_the_taxonomy(client: FlaskClient) -> None:
    lines = client.get("/search/export?q=discussions&format=jsonl").text.splitlines()
    [row] = [json.loads(line) for line in lines]
    assert list(row) == list(COLUMNS)
    assert row["themes"] == ["strategy-discussions"]
    assert row["stance"] == "needs-improvement"


def test_markup_stays_text_in_an_export(client: FlaskClient) -> None:
    [row] = rows_of(client, "/search/export?q=script&format=csv")
    assert row["Passage"] == HOSTILE


def test_an_unknown_format_is_refused(client: FlaskClient) -> None:
    assert client.get("/search/export?format=doc").status_code == 400


def test_a_passage_that_is_gone_is_left_out(shelf: Home) -> None:
    with Store.open(shelf.store) as store:
        assert list(export_rows(["000000000000-1"], store, link=str)) == []


def test_the_command_writes_all_hits_to_a_file(shelf: Home, tmp_path: Path) -> None:
    path = tmp_path / "hits.jsonl"
    asked = ["search", "supervision", "--export", str(path), "--home", str(shelf.path)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 2
    assert rows[0]["link"].startswith("http://127.0.0.1:8000/passage/")


def test_the_command_names_the_formats_where_the_file_name_says_none(
    shelf: Home, tmp_path: Path
) -> None:
    asked = ["search", "x", "--export", str(tmp_path / "hits.doc"), "--home", str(shelf.path)]
    found = CliRunner().invoke(main, asked)
    assert found.exit_code == 2
    assert ".csv, .xlsx, .jsonl" in found.output
