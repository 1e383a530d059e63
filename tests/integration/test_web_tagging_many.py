"""Saying one thing of many passages: seen beforehand, kept whole, taken back whole."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app import create_app
from indexer.decisions import many
from indexer.home import Home
from indexer.model import Passage
from indexer.store.repository import Store
from nlp.types import Source
from tests.shelf import OWN_WORDS, SUPERVISION, build_shelf, read_anew
from tests.staff import form_of
from tests.webpage import Part, read

SAYING = "theme:yes:kinship-care"
ALL = f"/tagging/many?q=supervision&all=1&say={SAYING}"


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """A home of its own, for these tests change what is in it."""
    return build_shelf(tmp_path)


@pytest.fixture
def client(place: Home) -> FlaskClient:
    return create_app(place).test_client()


def stored(home: Home) -> dict[str, Passage]:
    with Store.open(home.store) as store:
        return {passage.text: passage for passage in store.passages()}


def themes(passage: Passage) -> dict[str, Source]:
    assert passage.annotation
    return {theme.id: theme.source for theme in passage.annotation.themes}


def counts(page: Part) -> dict[str, str]:
    return {row.texts("dd")[0]: row.texts("dt")[0] for row in page.all(".many-plan dl > div")}


def carry_out(client: FlaskClient, address: str) -> TestResponse:
    """Press the button under what is shown."""
    return client.post("/tagging/many", data=fields_of(client, address))


def fields_of(client: FlaskClient, address: str) -> dict[str, str]:
    forms = html.fromstring(client.get(address).text).forms
    [form] = [one for one in forms if one.get("method") == "post"]
    return {name: value or "" for name, value in form.fields.items()}


def test_the_page_of_results_leads_to_labelling_all_that_is_found(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision")
    [form] = [one for one in page.element.forms if one.get("id") == "many"]
    assert dict(form.fields)["q"] == "supervision"
    assert len(page.all("input[form=many]")) == 2


def test_what_it_would_do_is_shown_and_nothing_saved(client: FlaskClient, place: Home) -> None:
    page = read(client, ALL)
    assert counts(page)["would change"] == "2"
    assert len(page.all(".many-plan .brief > li")) == 2
    with Store.open(place.store) as store:
        assert store.decisions() == []


def test_all_hits_are_decided_and_taken_back_in_one_go(client: FlaskClient, place: Home) -> None:
    before = stored(place)
    done = carry_out(client, ALL)
    assert done.status_code == 303
    after = stored(place)
    assert [themes(after[text])["kinship-care"] for text in (SUPERVISION, OWN_WORDS)] == [
        Source.PERSON,
        Source.PERSON,
    ]
    page = client.get(done.location)
    address = f"{done.location.partition('?')[0]}/undo"
    client.post(address, data=form_of(page, address))
    assert {text: one.annotation for text, one in stored(place).items()} == {
        text: one.annotation for text, one in before.items()
    }


def test_only_the_chosen_are_decided(client: FlaskClient, place: Home) -> None:
    chosen = stored(place)[SUPERVISION].id
    carry_out(client, f"/tagging/many?q=supervision&id={chosen}&say={SAYING}")
    after = stored(place)
    assert "kinship-care" in themes(after[SUPERVISION])
    assert "kinship-care" not in themes(after[OWN_WORDS])


def test_none_chosen_is_said_and_not_taken_for_all(client: FlaskClient) -> None:
    page = read(client, f"/tagging/many?q=supervision&say={SAYING}", status=422)
    assert "No passage was chosen" in page.words


def test_what_a_person_said_stands_unless_it_is_overruled(client: FlaskClient, place: Home) -> None:
    chosen = stored(place)[SUPERVISION].id
    carry_out(client, f"/tagging/many?id={chosen}&say=theme:no:kinship-care")
    page = read(client, ALL)
    assert counts(page)["stay as they are, because a person said otherwise"] == "1"
    assert counts(page)["would change"] == "1"
    page = read(client, f"{ALL}&overrule=1")
    assert counts(page)["would change although a person said otherwise"] == "1"


def test_a_label_of_the_machine_is_confirmed(client: FlaskClient, place: Home) -> None:
    address = ALL.replace("kinship-care", "supervision-oversight")
    assert counts(read(client, address))["would change"] == "0"
    carry_out(client, address)
    assert themes(stored(place)[SUPERVISION])["supervision-oversight"] is Source.PERSON


def test_what_changed_since_it_was_shown_is_shown_again_first(
    client: FlaskClient, place: Home
) -> None:
    fields = fields_of(client, ALL)
    chosen = stored(place)[SUPERVISION].id
    carry_out(client, f"/tagging/many?id={chosen}&say=theme:no:kinship-care")
    answer = client.post("/tagging/many", data=fields)
    assert answer.status_code == 409
    assert "kinship-care" not in themes(stored(place)[OWN_WORDS])


def test_what_has_other_words_than_were_shown_is_shown_again_first(
    client: FlaskClient, place: Home
) -> None:
    chosen = stored(place)[SUPERVISION].id
    fields = fields_of(client, f"/tagging/many?id={chosen}&say={SAYING}")
    read_anew(place, {SUPERVISION: "Other words."})
    answer = client.post("/tagging/many", data=fields)
    assert answer.status_code == 409
    assert "Other words." in answer.text


def test_a_button_pressed_twice_decides_once(client: FlaskClient, place: Home) -> None:
    fields = fields_of(client, ALL)
    client.post("/tagging/many", data=fields)
    assert client.post("/tagging/many", data=fields).status_code == 303
    with Store.open(place.store) as store:
        assert len(store.decisions()) == 2


def test_too_many_are_refused_with_what_to_do(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST", 1)
    assert "Narrow the search" in read(client, ALL, status=422).words
