"""Searches kept under a name, and what came in since each was last opened."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from app import create_app
from app.cli import main
from indexer.answer import Question
from indexer.home import Home
from indexer.model import Metadata
from indexer.saved import among_documents, narrowed_of, news_of, question_of
from indexer.search.base import Sort
from indexer.search.lifecycle import open_for_writing
from indexer.search.records import records_of
from indexer.searchable import all_records, engine_for
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from nlp.types import Speaker, Stance
from tests.shelf import build_shelf, ledger_entry, make_text, note
from tests.staff import add_staff, client_of
from tests.webpage import Part, read

LATE = "Supervision has become regular since the new manager came."
FULL = Question(
    "supervision",
    {"stance": ("strength", "context"), "year": ("2022",)},
    since=date(2020, 1, 2),
    until=date(2024, 3, 4),
    sort=Sort.DATE,
    without=("group supervision",),
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A shelf of its own, to be added to."""
    return build_shelf(tmp_path)


@pytest.fixture
def client(home: Home) -> FlaskClient:
    return create_app(home).test_client()


def add_paper(home: Home, folder: Path) -> str:
    """Index one more paper, as a later run does; returns its document's id."""
    label = note(Stance.STRENGTH, "supervision-oversight", speaker=Speaker.COUNCIL)
    document, passages = make_text(folder / "late.txt", (LATE,), Metadata(title="Late"), label)
    with Store.open(home.store) as store:
        store.save_document(document, passages, pipeline="shelf")
        store.record(ledger_entry(document))
        engine = open_for_writing(
            home.search, engine="auto", pipeline="shelf", records=all_records(store)
        )
    engine.remove_document(document.id)
    engine.add(records_of(passages, document))
    engine.commit()
    engine.close()
    return document.id


def save(client: FlaskClient, address: str, name: str) -> Part:
    """Save a search from its page of results; returns the list."""
    [form] = [f for f in read(client, address).all("form") if f.get("action") == "/searches"]
    return send(client, form, name=name)


def send(client: FlaskClient, form: Part, **typed: str) -> Part:
    """Send a form as a browser does and follow to the page it leads to."""
    fields: dict[str, list[str]] = {}
    for field in form.all("input"):
        fields.setdefault(field.get("name"), []).append(field.get("value"))
    sent: dict[str, Any] = {**fields, **typed}
    response = client.post(form.get("action"), data=sent)
    assert response.status_code == 303, response.text
    return read(client, response.headers["Location"])


def forms(page: Part, ending: str) -> list[Part]:
    return [form for form in page.all(".saved form") if form.get("action").endswith(ending)]


def test_a_saved_search_asks_the_question_that_was_saved(home: Home) -> None:
    with Store.open(home.store) as store:
        saved = store.save_search("All of it", FULL.text, narrowed_of(FULL))
        assert question_of(saved) == FULL


def test_a_search_is_saved_with_its_filters_and_listed(client: FlaskClient) -> None:
    page = save(client, "/search?q=supervision&speaker=inspectorate", "For the lead")
    assert page.texts(".saved h2") == ["For the lead"]
    assert "Who speaks: Inspectorate" in page.texts(".saved .meta")[0]
    assert "Open all 1 passage" in page.texts(".saved button")[0]


def test_a_search_saved_without_a_name_is_named_after_itself(client: FlaskClient) -> None:
    page = save(client, "/search?q=supervision&speaker=inspectorate", " ")
    assert page.texts(".saved h2") == ["supervision, Inspectorate"]


def test_what_comes_in_later_is_new(client: FlaskClient, home: Home, tmp_path: Path) -> None:
    page = save(client, "/search?q=supervision", "Supervision")
    assert "Nothing new since" in page.texts(".saved li")[0]
    add_paper(home, tmp_path)
    assert "1 new since" in read(client, "/searches").texts(".saved button")[0]


def test_the_new_ones_can_be_opened_alone(client: FlaskClient, home: Home, tmp_path: Path) -> None:
    save(client, "/search?q=supervision", "Supervision")
    add_paper(home, tmp_path)
    only_new, _ = forms(read(client, "/searches"), "/open")
    page = send(client, only_new)
    assert page.texts(".snippet") == [LATE]
    assert "Added after" in page.texts(".chosen-list li")[0]


def test_once_opened_nothing_is_new(client: FlaskClient, home: Home, tmp_path: Path) -> None:
    save(client, "/search?q=supervision", "Supervision")
    add_paper(home, tmp_path)
    _, all_of_it = forms(read(client, "/searches"), "/open")
    assert len(send(client, all_of_it).all(".hit")) == 3
    assert "Nothing new since" in read(client, "/searches").texts(".saved li")[0]


def test_a_document_that_is_read_again_is_no_news(home: Home, tmp_path: Path) -> None:
    late = add_paper(home, tmp_path)
    since = datetime.now(UTC)
    with Store.open(home.store) as store:
        document = store.document(late)
        assert document
        store.save_document(document, list(store.passages(document=late)), pipeline="newer")
        assert store.documents_added_since(since) == []


@pytest.mark.parametrize("name", ["tantivy", "whoosh"])
def test_both_engines_search_among_some_documents_only(
    home: Home, tmp_path: Path, name: str
) -> None:
    late = add_paper(home, tmp_path)
    with Store.open(home.store) as store:
        engine = engine_for(home, store, name)
        saved = store.save_search("s", "supervision", {})
        by: dict[str, Any] = {"store": store, "engine": engine, "taxonomy": load_taxonomy()}
        assert news_of(saved, **by).total == 3
        from indexer.answer import answer

        assert answer(among_documents(Question("supervision"), [late]), **by).total == 1
        assert answer(among_documents(Question("supervision"), []), **by).total == 0


def test_a_saved_search_gets_another_name(client: FlaskClient) -> None:
    page = save(client, "/search?q=supervision", "Supervision")
    [rename] = forms(page, "/rename")
    assert send(client, rename, name="Oversight").texts(".saved h2") == ["Oversight"]


def test_a_saved_search_is_removed(client: FlaskClient) -> None:
    page = save(client, "/search?q=supervision", "Supervision")
    [remove] = forms(page, "/remove")
    assert not send(client, remove).all(".saved")


@pytest.mark.parametrize("address", ["/searches", "/searches/1/open", "/searches/1/remove"])
def test_a_form_of_another_site_changes_nothing(client: FlaskClient, address: str) -> None:
    save(client, "/search?q=supervision", "Supervision")
    sent = client.post(address, data={"token": "forged", "name": "Taken", "q": "x"})
    assert sent.status_code == 403
    assert read(client, "/searches").texts(".saved h2") == ["Supervision"]


def test_a_search_that_is_not_there_cannot_be_opened(client: FlaskClient) -> None:
    page = save(client, "/search?q=supervision", "Supervision")
    token = page.all(".saved input[name=token]")[0].get("value")
    assert client.post("/searches/99/open", data={"token": token}).status_code == 404


def test_with_accounts_everybody_has_searches_of_their_own(home: Home) -> None:
    add_staff(home)
    app = create_app(home)
    one, other = client_of(app, "reader"), client_of(app, "tagger")
    save(one, "/search?q=supervision", "Of the reader")
    assert not read(other, "/searches").all(".saved")
    [token] = {f.get("value") for f in read(other, "/search").all("input[name=token]")}
    assert other.post("/searches/1/remove", data={"token": token}).status_code == 404
    assert read(one, "/searches").texts(".saved h2") == ["Of the reader"]


def run(*arguments: str, home: Home) -> Result:
    return CliRunner().invoke(main, ["searches", *arguments, "--home", str(home.path)])


def as_json(*arguments: str, home: Home) -> Any:
    found = run(*arguments, "--format", "json", home=home)
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_the_commands_save_list_run_and_remove(home: Home, tmp_path: Path) -> None:
    saved = as_json("save", "Oversight", "supervision", "--stance", "strength", home=home)
    add_paper(home, tmp_path)
    [listed] = as_json("list", home=home)
    assert (listed["name"], listed["total"], listed["new"]) == ("Oversight", 1, 1)
    found = as_json("run", str(saved["id"]), "--new", home=home)
    assert [hit["text"] for hit in found["hits"]] == [LATE]
    assert as_json("list", home=home)[0]["new"] == 0
    assert run("remove", str(saved["id"]), home=home).exit_code == 0
    assert as_json("list", home=home) == []


def test_the_command_keeps_no_search_that_cannot_be_read(home: Home) -> None:
    assert run("save", "Broken", "(visits", home=home).exit_code == 2
    assert as_json("list", home=home) == []


def test_a_number_that_is_no_saved_search_is_wrong_use(home: Home) -> None:
    found = run("run", "7", home=home)
    assert found.exit_code == 2
    assert "sightline searches list" in found.output
