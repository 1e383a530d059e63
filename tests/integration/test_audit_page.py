"""The audit trail as leads see it: found, checked, taken along, and never obeyed."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.audit.words import ACTIONS
from indexer.audit import Action, Event
from indexer.home import Home
from indexer.people import Role
from indexer.store.repository import Store
from tests.staff import add_staff, client_of, sign_in
from tests.webpage import read


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("trail") / "home")
    add_staff(home)
    with Store.open(home.store) as store:
        said = {"field": "mixed", "act": "set", "value": False}
        for number in range(120):
            store.record_event(Event(Action.DECIDED, "Bo Fenn", f"passage-{number}", detail=said))
    return home


@pytest.fixture(scope="module")
def app(home: Home) -> Flask:
    return create_app(home)


@pytest.fixture(scope="module")
def lead(app: Flask) -> FlaskClient:
    return client_of(app, "lead")


def test_entries_are_listed_latest_first_a_screen_at_a_time(lead: FlaskClient) -> None:
    first = read(lead, "/audit?who=Bo+Fenn")
    rows = [row.words for row in first.all("tbody tr")]
    assert len(rows) == 100
    assert "decided on passage-119" in rows[0]
    assert "Speaks both ways: No" in rows[0]
    second = read(lead, "/audit?who=Bo+Fenn&page=2")
    assert len(second.all("tbody tr")) == 20


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("action=account-added", 4),
        ("q=passage-11", 11),
        ("who=Bo+Fenn&until=2001-01-01", 0),
        ("who=Bo+Fenn&since=2001-01-01", 100),
        ("who=Nobody", 0),
        ("since=nonsense&until=9999-12-31&action=account-added", 4),
        ("since=0001-01-01&action=account-added", 4),
    ],
)
def test_entries_are_found_by_person_action_words_and_days(
    lead: FlaskClient, query: str, count: int
) -> None:
    assert len(read(lead, f"/audit?{query}").all("tbody tr")) == count


def test_the_chain_is_checked_on_demand(lead: FlaskClient) -> None:
    assert "as they were written" in read(lead, "/audit?check=1").texts(".done")[0]
    assert read(lead, "/audit").all(".done") == []


def test_a_chain_that_was_tampered_with_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    add_staff(home)
    with closing(sqlite3.connect(home.store)) as raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET subject = 'other' WHERE id = 3")
        raw.commit()
    client = client_of(create_app(home), "lead")
    assert "Entry 3 is not as it was written" in read(client, "/audit?check=1").texts(".mistake")[0]


def test_what_fits_can_be_taken_along_as_a_table(lead: FlaskClient) -> None:
    response = lead.get("/audit.csv?action=account-added")
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert {row["subject"] for row in rows} == {role.value for role in Role}
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_name_that_somebody_tried_is_shown_and_never_obeyed(
    app: Flask, lead: FlaskClient
) -> None:
    for name in ("<script>alert(1)</script>", "=HYPERLINK(A1)"):
        sign_in(app.test_client(), name, "whatever it is 1")
    page = lead.get("/audit?action=sign-in-refused").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "'=HYPERLINK" in lead.get("/audit.csv?action=sign-in-refused").text


def test_every_action_has_its_words() -> None:
    assert [action for action in Action if action not in ACTIONS] == []


def test_an_export_is_in_the_trail(shelf: Home, tmp_path: Path) -> None:
    from tests.staff import copy_of

    client = create_app(copy_of(shelf, tmp_path)).test_client()
    client.get("/search/export?q=supervision&format=csv")
    assert "exported" in read(client, "/audit").texts("tbody tr")[0]
