"""The list of files in the browser: what became of each, and finding those to act on."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.corrections import correct
from indexer.home import Home
from indexer.store.repository import Store
from tests.cabinet import HUNG, build_cabinet
from tests.shelf import build_shelf
from tests.webpage import Part, read


@pytest.fixture(scope="module")
def cabinet(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with all that befalls files; read only."""
    return build_cabinet(tmp_path_factory.mktemp("cabinet"))


@pytest.fixture
def client(cabinet: Home) -> FlaskClient:
    return create_app(cabinet).test_client()


def row_of(page: Part, name: str) -> Part:
    [row] = [row for row in page.all(".ledger tbody tr") if row.texts(".file")[0].endswith(name)]
    return row


def names(page: Part) -> list[str]:
    return [words.rpartition("/")[2] for words in page.texts(".ledger th .file")]


def test_a_quarantined_file_says_why_where_and_how_often(client: FlaskClient) -> None:
    words = row_of(read(client, "/documents"), "hung.pdf").texts(".status")[0]
    assert words.startswith("Quarantined")
    assert HUNG in words
    assert "while taking out the text; tried 2 times in a row" in words


def test_a_file_tells_its_size_and_how_long_it_took_and_when(client: FlaskClient) -> None:
    row = row_of(read(client, "/documents"), "scan.pdf")
    assert row.texts("td[data-name=Size]") == ["2.4 MB"]
    assert row.texts("td[data-name=Took]") == ["3.2 s"]
    assert str(date.today().year) in row.texts("time")[-1]  # noqa: DTZ011


def test_a_scan_tells_what_was_recognised_and_what_was_not(client: FlaskClient) -> None:
    pages = row_of(read(client, "/documents"), "scan.pdf").texts("td[data-name=Pages]")[0]
    assert "1 without text needs OCR" in pages
    assert "1 by OCR, 94 % sure" in pages


def test_a_copy_leads_to_its_original(client: FlaskClient) -> None:
    page = read(client, "/documents?status=duplicate")
    [row] = page.all(".ledger tbody tr")
    assert "Same content as" in row.words
    assert "Inspection of Marlow Vale" in read(client, row.link("Open the original")).texts("h1")[0]


def test_a_file_in_an_archive_names_the_archive(client: FlaskClient) -> None:
    assert row_of(read(client, "/documents"), "May.txt").texts(".file")[0].startswith("in 2022.zip")


@pytest.mark.parametrize(
    ("trait", "found"),
    [
        ("needs-ocr", ["scan.pdf"]),
        ("low-confidence", ["faint.pdf"]),
        ("repaired", ["faint.pdf"]),
    ],
)
def test_files_can_be_kept_to_those_with_a_trait(
    client: FlaskClient, trait: str, found: list[str]
) -> None:
    page = read(client, f"/documents?trait={trait}")
    assert names(page) == found
    assert page.texts(".tally a[aria-current]")[0].startswith("1 ")


def test_files_can_be_put_in_order_of_what_needs_acting_on(client: FlaskClient) -> None:
    assert names(read(client, "/documents?order=status"))[:2] == ["hung.pdf", "broken.pdf"]


def test_files_can_be_put_in_order_of_their_documents_dates(client: FlaskClient) -> None:
    found = names(read(client, "/documents?order=date"))
    assert found[:2] == ["own.txt", "pack.pdf"]


def test_a_corrected_date_counts_in_the_order(tmp_path: Path) -> None:
    home = build_shelf(tmp_path)
    with Store.open(home.store) as store:
        letter = next(d for d in store.documents() if d.path.endswith("letter.pdf"))
        correct(store, letter.id, "published", "2024-02-01", who="A tester")
    page = read(create_app(home).test_client(), "/documents?order=date")
    assert names(page)[0] == "letter.pdf"


def test_the_way_to_another_order_keeps_the_filter(client: FlaskClient) -> None:
    page = read(client, "/documents?status=indexed&order=date")
    assert [field.get("value") for field in page.all("form.by-name input[name=status]")] == [
        "indexed"
    ]


def test_arguments_that_make_no_sense_show_all_files(client: FlaskClient) -> None:
    page = read(client, "/documents?status=lost&trait=odd&order=size&page=-4")
    assert len(page.all(".ledger tbody tr")) == 11


@pytest.mark.parametrize("letters", ["100%25", "_", "\\"])
def test_signs_in_a_name_stand_for_themselves(client: FlaskClient, letters: str) -> None:
    assert not read(client, f"/documents?name={letters}").all(".ledger tbody tr")


def test_the_last_runs_say_what_they_did_and_which_did_not_end(client: FlaskClient) -> None:
    latest, first = read(client, "/documents").texts(".runs li")
    assert "unfinished" in latest
    assert "7 indexed, 1 failed, 2 pages read by OCR" in first


def test_the_files_of_one_status_are_explained_and_taken_along_with_their_reasons(
    client: FlaskClient,
) -> None:
    page = read(client, "/documents?status=quarantined")
    assert page.texts(".explain")[0].startswith("Quarantined: hung or crashed its reader.")
    sent = client.get(page.link("Save this list as CSV"))
    assert sent.mimetype == "text/csv"
    [row] = csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig")))
    assert row["File"].endswith("hung.pdf")
    assert (row["Status"], row["Reason"]) == ("Quarantined", HUNG)
    assert (row["Stopped"], row["Title"]) == ("while taking out the text", "")


def test_every_status_of_the_list_is_explained(client: FlaskClient) -> None:
    explained = read(client, "/help").texts(".legend .state")
    for status in read(client, "/documents").texts(".ledger .state"):
        assert status in explained
