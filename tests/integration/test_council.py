"""Whose Sightline it is: set by an administrator, shown where people look for whom to ask."""

import json
import zipfile
from io import BytesIO

import docx
import pytest
from click.testing import CliRunner

from app import create_app
from app.cli import main
from indexer.pack import choosing
from indexer.pack.building import build
from indexer.store.repository import Store
from tests.shelf import KINSHIP
from tests.staff import add_staff, client_of, copy_of, send
from tests.webpage import read

VALE = {"name": "Marlow Vale Council", "email": "evidence@vale.gov.uk", "phone": "01632 960 001"}


@pytest.fixture
def place(shelf, tmp_path):
    home = copy_of(shelf, tmp_path)
    add_staff(home)
    return home


@pytest.fixture
def app(place):
    return create_app(place)


def set_here(app, **changes):
    return send(client_of(app, "administrator"), "/council", "/council", VALE | changes)


def command(home, *words):
    return CliRunner().invoke(main, ["council", "--home", str(home.path), *words])


def test_without_it_the_statement_says_so_and_who_sets_it(app):
    page = app.test_client().get("/accessibility").text
    assert "has not been set here yet. An administrator of this Sightline does so" in page
    assert "/council" not in page


def test_what_an_administrator_sets_stands_where_people_look_for_it(app):
    assert set_here(app, address="1 Hall Street\nVale").status_code == 303
    visitor, reader = app.test_client(), client_of(app, "reader")
    statement = visitor.get("/accessibility").text
    for words in (*VALE.values(), "1 Hall Street, Vale", 'href="mailto:evidence@vale.gov.uk"'):
        assert words in statement
    assert "has not been set" not in statement
    for page in (visitor.get("/sign-in").text, reader.get("/help").text):
        assert "Marlow Vale Council. Questions:" in page


def test_its_own_papers_are_told_by_its_name(app):
    lead = client_of(app, "lead")
    assert "Only Marlow Vale" not in lead.get("/search?q=supervision").text
    set_here(app)
    assert "Papers on Marlow Vale are taken" in client_of(app, "administrator").get("/council").text
    found = read(lead, "/search?q=supervision")
    [narrowed] = [one for one in found.all("a") if one.words == "Only Marlow Vale"]
    assert "authority=Marlow+Vale" in narrowed.get("href")
    assert "Only Marlow Vale" not in read(lead, narrowed.get("href")).words


def test_a_name_that_no_paper_holds_is_told(app):
    set_here(app, name="Farshire Council")
    page = client_of(app, "administrator").get("/council").text
    assert "No paper here is on an authority of this name" in page


def test_nobody_else_sets_it(app):
    assert client_of(app, "lead").get("/council").status_code == 403


def test_the_foot_of_each_page_leads_to_what_one_may_look_after(app):
    lead, administrator = (
        client_of(app, role).get("/help").text for role in ("lead", "administrator")
    )
    assert 'href="/audit"' in lead
    assert 'href="/council"' not in lead
    assert all(f'href="{page}"' in administrator for page in ("/audit", "/people", "/council"))
    assert 'href="/audit"' not in client_of(app, "reader").get("/help").text


def test_what_was_changed_stands_in_the_audit_trail(app):
    set_here(app)
    trail = client_of(app, "administrator").get("/audit").text
    assert "changed the council and its contact details" in trail


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": " "}, "Give the council&#39;s name."),
        ({"email": "", "phone": ""}, "Give an e-mail address or a telephone number"),
        ({"email": "evidence at vale"}, "is no e-mail address"),
        ({"phone": "ask Ann"}, "is no telephone number"),
        ({"name": "x" * 101}, "at most 100 characters"),
    ],
)
def test_what_nobody_could_be_reached_by_is_refused_and_given_back(app, changes, told):
    page = set_here(app, **changes)
    assert page.status_code == 422
    assert told in page.text
    typed = {**VALE, **changes}["email"]
    assert f'value="{typed}"' in page.text
    assert "has not been set" in app.test_client().get("/accessibility").text


def test_clearing_every_field_takes_it_away(app):
    set_here(app)
    set_here(app, name="", email="", phone="")
    assert "has not been set" in app.test_client().get("/accessibility").text


def test_the_command_sets_and_shows_it(place):
    assert "Nobody said yet" in command(place).output
    assert command(place, "--name", VALE["name"], "--email", VALE["email"]).exit_code == 0
    assert command(place, "--phone", VALE["phone"]).exit_code == 0
    shown = json.loads(command(place, "--format", "json").output)
    assert shown == VALE | {"address": None}
    assert command(place, "--email", "nowhere").exit_code == 3
    assert "Nobody said yet" in command(place, "--clear").output


def test_a_pack_says_whose_it_is_and_whom_to_ask(app, place):
    set_here(app)
    with Store.open(place.store) as store:
        pack = choosing.begin_pack(store, "Kinship", who="Ann").id
        choosing.add_passages(
            store, pack, [p.id for p in store.passages() if p.text == KINSHIP], who="Ann"
        )
        made = build(place, store, pack, who="Ann", undecided=True)
    with zipfile.ZipFile(place.path / "packs" / made.file) as archive:
        word = docx.Document(BytesIO(archive.read("pack.docx")))
        manifest = json.loads(archive.read("manifest.json"))
    opening = "\n".join(paragraph.text for paragraph in word.paragraphs[:3])
    assert "put together by Ann for Marlow Vale Council on" in opening
    assert "Questions: evidence@vale.gov.uk or 01632 960 001" in opening
    assert manifest["council"] == "Marlow Vale Council"
