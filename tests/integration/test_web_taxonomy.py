"""The pages of the taxonomy: trying, saving, what is wrong, history, and labels made anew."""

import shutil
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app import create_app
from indexer.home import Home
from indexer.ingest import Summary
from indexer.jobs.model import JobState
from indexer.jobs.running import jobs_now
from indexer.store.repository import Store
from tests.staff import add_staff, client_of, form_of, send

NEW = {
    "label": "Assurance visits",
    "counts": "Visits of inspectors in between.",
    "excludes": "Full inspections.",
    "terms": "social workers\r\nassurance visit",
    "areas": "leaders",
}


@pytest.fixture(scope="module")
def base(indexed: tuple[Home, Summary], tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(shutil.copytree(indexed[0].path, tmp_path_factory.mktemp("staffed") / "home"))
    add_staff(home)
    return home.path


@pytest.fixture
def place(base: Path, tmp_path: Path) -> Home:
    return Home(shutil.copytree(base, tmp_path / "home"))


@pytest.fixture
def app(place: Home) -> Flask:
    return create_app(place)


@pytest.fixture
def lead(app: Flask) -> FlaskClient:
    return client_of(app, "lead")


def fill(client: FlaskClient, page: str, changes: dict[str, str]) -> TestResponse:
    """Fill in the form of an entry, ticks and all, and send it."""
    tree = html.fromstring(client.get(page).text)
    [form] = [one for one in tree.forms if one.get("action") == page]
    fields: dict[str, list[str]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return client.post(page, data=fields | changes)


def wait(place: Home) -> None:
    with Store.open(place.store) as store:
        for _ in range(1200):
            jobs = jobs_now(place, store)
            if not any(job.state.is_open for job in jobs):
                assert [job.state for job in jobs] == [JobState.DONE] * len(jobs)
                return
            time.sleep(0.05)
    raise AssertionError("still labelling")


def test_a_new_theme_is_found_in_searches_when_passages_were_labelled_anew(
    lead: FlaskClient, place: Home
) -> None:
    saved = fill(lead, "/taxonomy/theme/new", NEW | {"do": "save", "note": "Asked by the board"})
    assert saved.status_code == 303
    page = lead.get(saved.headers["Location"]).text
    assert "Saved. It counts from now on." in page
    assert "Passages are being labelled anew" in page
    wait(place)
    assert "Assurance visits" in lead.get("/search?q=social+workers&theme=assurance-visits").text
    page = lead.get("/taxonomy/").text
    assert "your own" in page
    assert "made before the last change" not in page


def test_trying_shows_passages_with_their_words_marked_and_saves_nothing(
    lead: FlaskClient,
) -> None:
    tried = fill(lead, "/taxonomy/theme/new", NEW | {"do": "try"}).text
    assert "would gain the theme" in tried
    assert "<mark>social workers</mark>" in tried.lower()
    assert 'value="Assurance visits"' in tried
    assert "Assurance visits" not in lead.get("/taxonomy/").text


def test_what_is_wrong_stands_beside_its_field_with_what_was_typed(lead: FlaskClient) -> None:
    wrong = fill(
        lead, "/taxonomy/theme/new", NEW | {"terms": "", "label": "<i>x</i>", "do": "save"}
    )
    assert wrong.status_code == 422
    tree = html.fromstring(wrong.text)
    box = tree.get_element_by_id("terms")
    assert box.get("aria-invalid") == "true"
    assert "at least one term" in tree.get_element_by_id("terms-error").text
    assert tree.get_element_by_id("label").get("value") == "<i>x</i>"
    assert "<i>x</i>" not in wrong.text


def test_opening_and_saving_a_theme_changes_nothing(lead: FlaskClient) -> None:
    for address in ("/taxonomy/theme/visits", "/taxonomy/framework/ilacs"):
        saved = fill(lead, address, {"do": "save"})
        assert saved.headers["Location"].endswith("done=nothing")


def test_the_history_shows_what_was_taken_out_and_added_and_takes_it_back(
    lead: FlaskClient, place: Home
) -> None:
    tree = html.fromstring(lead.get("/taxonomy/theme/visits").text)
    terms = tree.get_element_by_id("terms").value.replace("home visit\n", "doorstep chat\n", 1)
    fill(lead, "/taxonomy/theme/visits", {"terms": terms, "do": "save", "later": "1"})
    page = lead.get("/taxonomy/history?part=theme&entry=visits").text
    assert "taken out: </span>home visit</del>" in page
    assert "added: </span>doorstep chat</ins>" in page
    assert "A. lead" in page
    action = html.fromstring(page).xpath("//form[contains(@action, 'restore')]/@action")[0]
    assert send(lead, "/taxonomy/history", action, {"later": "1"}).status_code == 303
    again = html.fromstring(lead.get("/taxonomy/theme/visits").text)
    assert "home visit" in again.get_element_by_id("terms").value
    assert not (place.taxonomy / "themes.yaml").exists()


def test_what_a_theme_counts_is_changed_there_and_the_codebook_shows_it_with_its_history(
    lead: FlaskClient,
) -> None:
    book = "/codebook/theme/visits"
    for page in (book, f"{book}/edit"):
        assert 'href="/taxonomy/theme/visits"' in lead.get(page).text
    counts = {"counts": "Doorstep chats.", "note": "Shorter", "do": "save", "later": "1"}
    fill(lead, "/taxonomy/theme/visits", counts)
    send(lead, f"{book}/edit", f"{book}/edit", {"notes": "A chat by telephone is none."})
    shown = lead.get(book).text
    assert "<dd><p>Doorstep chats.</p></dd>" in shown
    assert "added: </span>Doorstep chats.</ins>" in shown
    assert "“Shorter”" in shown
    assert "added: </span>A chat by telephone is none.</ins>" in shown
    assert "A chat by telephone" not in lead.get("/taxonomy/theme/visits").text


def test_a_removed_theme_is_listed_and_comes_back(lead: FlaskClient) -> None:
    page, action = "/taxonomy/theme/visits", "/taxonomy/theme/visits/remove"
    assert send(lead, page, action, {"later": "1"}).status_code == 303
    listed = lead.get("/taxonomy/").text
    assert "bring Visits to children back" in listed
    assert "made before the last change" in listed
    back = lead.get("/taxonomy/history?part=theme&entry=visits").text
    action = html.fromstring(back).xpath("//form[contains(@action, 'restore')]/@action")[0]
    send(lead, "/taxonomy/history", action, {"later": "1"})
    assert lead.get("/taxonomy/theme/visits").status_code == 200


def test_two_leads_do_not_overwrite_each_other(lead: FlaskClient) -> None:
    before = form_of(lead.get("/taxonomy/theme/visits"), "/taxonomy/theme/visits")
    first = fill(lead, "/taxonomy/theme/visits", {"counts": "First.", "do": "save", "later": "1"})
    assert first.status_code == 303
    second = fill(
        lead,
        "/taxonomy/theme/visits",
        {"counts": "Second.", "do": "save", "later": "1", "opened": before["opened"]},
    )
    assert second.status_code == 409
    assert "Somebody else saved this" in second.text
    assert "Second." in second.text


def test_a_framework_is_added_with_its_areas_and_headings(lead: FlaskClient, place: Home) -> None:
    typed = {
        "short": "Peer challenge",
        "name": "Regional peer challenge",
        "inspectorate": "Our region",
        "start": "2022-04",
        "headings": "What we saw\r\nWhat we suggest",
        "judged-label": "Practice",
        "judged-area": "help-protection",
        "judged-id": "",
        "do": "save",
        "later": "1",
    }
    assert fill(lead, "/taxonomy/framework/new", typed).status_code == 303
    page = lead.get("/taxonomy/framework/peer-challenge").text
    tree = html.fromstring(page)
    assert tree.get_element_by_id("headings").value == "What we saw\nWhat we suggest"
    assert 'value="Practice"' in page
    assert "Regional peer challenge" in lead.get("/api/v1/taxonomy").text
    with Store.open(place.store) as store:
        document = store.documents()[0].id
    address = f"/document/{document}/correct"
    assert send(lead, address, address, {"framework": "peer-challenge"}).status_code == 303
    with Store.open(place.store) as store:
        assert store.document(document).metadata.framework == "peer-challenge"


def test_a_framework_without_a_year_is_told_so(lead: FlaskClient) -> None:
    typed = {"short": "Peer", "name": "Peer", "inspectorate": "Us", "start": "soon", "do": "save"}
    wrong = fill(lead, "/taxonomy/framework/new", typed)
    assert wrong.status_code == 422
    assert "is no year" in html.fromstring(wrong.text).get_element_by_id("start-error").text


def test_an_empty_form_is_told_what_it_lacks(lead: FlaskClient) -> None:
    for part, field in (("theme", "label"), ("framework", "short")):
        wrong = fill(lead, f"/taxonomy/{part}/new", {"do": "save"})
        assert wrong.status_code == 422
        assert "Give" in html.fromstring(wrong.text).get_element_by_id(f"{field}-error").text


def test_what_is_laid_over_is_labelled_by_the_next_index_run_too(
    lead: FlaskClient, place: Home
) -> None:
    from indexer.ingest import ingest

    fill(lead, "/taxonomy/theme/new", NEW | {"do": "save", "later": "1"})
    ingest([], home=place)
    assert "Assurance visits" in lead.get("/search?q=social+workers&theme=assurance-visits").text


def test_taggers_do_not_edit_the_taxonomy(app: Flask) -> None:
    assert client_of(app, "tagger").get("/taxonomy/").status_code == 403


@pytest.mark.parametrize("address", ["/taxonomy/theme/none", "/taxonomy/stance/visits"])
def test_there_is_no_form_for_what_there_is_not(lead: FlaskClient, address: str) -> None:
    assert lead.get(address).status_code == 404
