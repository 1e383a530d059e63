"""Queues, blind rounds, agreement and the codebook over HTTP, with people of every role."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app import create_app
from indexer.decisions.model import Decision
from indexer.home import Home
from indexer.people import Role
from indexer.store.repository import Store
from tests.shelf import KINSHIP, SUPERVISION, VISITS, build_shelf, read_anew
from tests.staff import add_person, add_staff, client_of, copy_of, form_of, send
from tests.webpage import Part, read

ADA, BEN = "Ada Okoro", "Ben Marsh"


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with people; it is copied."""
    home = build_shelf(tmp_path_factory.mktemp("coding"))
    add_staff(home)
    add_person(home, "ada", Role.TAGGER, display=ADA)
    add_person(home, "ben", Role.TAGGER, display=BEN)
    return home


@pytest.fixture
def place(staffed: Home, tmp_path: Path) -> Home:
    return copy_of(staffed, tmp_path)


@pytest.fixture
def app(place: Home) -> Flask:
    return create_app(place)


@pytest.fixture
def lead(app: Flask) -> FlaskClient:
    return client_of(app, "lead")


@pytest.fixture
def ada(app: Flask) -> FlaskClient:
    return client_of(app, "ada")


@pytest.fixture
def ben(app: Flask) -> FlaskClient:
    return client_of(app, "ben")


@pytest.fixture
def round_id(place: Home, lead: FlaskClient) -> int:
    """A round of all passages, which Ada and Ben code."""
    fields = form_of(lead.get("/agreement/"), "/agreement/")
    fields |= {"name": "Spring", "number": "100"}
    sent = lead.post("/agreement/", data=fields | {"coder": [ADA, BEN]})
    assert sent.status_code == 303
    with Store.open(place.store) as store:
        return store.rounds()[0].id


def decisions(home: Home, **which: int | str) -> list[Decision]:
    with Store.open(home.store) as store:
        return store.decisions(**which)  # type: ignore[arg-type]


def at_hand(page: TestResponse) -> str:
    """Return the words of the passage that is to be coded."""
    return html.fromstring(page.text).find_class("at-hand")[0].text_content()


def code_all(client: FlaskClient, round_id: int, stances: dict[str, str]) -> None:
    """Code every passage of a round as a strength, but those that stances are given for."""
    address = f"/agreement/{round_id}/code"
    while f'action="{address}"' in (page := client.get(address)).text:
        told = stances.get(at_hand(page), "strength")
        fields = form_of(page, address) | {"stance": told, "theme": "visits"}
        assert client.post(address, data=fields).status_code == 303


@pytest.mark.parametrize("queue", ["uncertain", "theme", "disagreement", "new", "sample"])
def test_every_queue_shows_a_passage_or_that_there_is_none(ada: FlaskClient, queue: str) -> None:
    assert ada.get(f"/queues/{queue}").status_code == 200


def test_there_is_no_other_queue(ada: FlaskClient) -> None:
    assert ada.get("/queues/other").status_code == 404


def test_two_people_see_different_passages(ada: FlaskClient, ben: FlaskClient) -> None:
    mine, other = (form_of(one.get("/queues/new"), "/queues/new/next") for one in (ada, ben))
    assert mine["task"] != other["task"]


def test_nobody_ends_the_passage_of_somebody_else(
    place: Home, ada: FlaskClient, ben: FlaskClient
) -> None:
    task = form_of(ada.get("/queues/new"), "/queues/new/next")["task"]
    send(ben, "/queues/new", "/queues/new/next", {"task": task})
    with Store.open(place.store) as store:
        assert store.task(int(task)).ended is None  # type: ignore[union-attr]


def test_a_lead_gives_passages_to_a_person_who_finds_them_first(
    lead: FlaskClient, ben: FlaskClient
) -> None:
    send(lead, "/queues/", "/queues/assign", {"to": BEN, "queue": "theme", "number": "2"})
    assert "Given to you by A. lead." in read(ben, "/queues/theme").words


def test_a_tagger_gives_nobody_anything(ada: FlaskClient) -> None:
    token = form_of(ada.get("/queues/new"), "/queues/new/next")["token"]
    data = {"token": token, "to": BEN, "queue": "new", "number": "1"}
    assert ada.post("/queues/assign", data=data).status_code == 403


def test_the_sample_is_coded_without_seeing_a_label_and_counts_for_nothing(
    place: Home, ben: FlaskClient
) -> None:
    page = ben.get("/queues/sample")
    assert "Suggested" not in page.text
    passage = _passage_of(place, form_of(page, "/queues/sample/code")["task"])
    with Store.open(place.store) as store:
        before = store.passages_by_id([passage])[passage].annotation
    assert send(ben, "/queues/sample", "/queues/sample/code", {"stance": "skip"}).status_code == 303
    with Store.open(place.store) as store:
        assert store.passages_by_id([passage])[passage].annotation == before
    made = decisions(place, passage=passage, who=BEN)
    assert made
    assert all(one.round is not None for one in made)


def _passage_of(home: Home, task: str) -> str:
    with Store.open(home.store) as store:
        return store.task(int(task)).passage  # type: ignore[union-attr]


def test_a_coding_without_a_stance_is_given_back(ben: FlaskClient) -> None:
    sent = send(ben, "/queues/sample", "/queues/sample/code", {"mixed": "yes"})
    assert sent.status_code == 422
    assert "Choose what the passage says" in sent.text


@pytest.mark.parametrize("there", [True, False], ids=["other words", "no passage"])
@pytest.mark.parametrize("form", ["/queues/sample", "/agreement/1/code"])
def test_a_coding_of_words_that_are_gone_is_given_back_and_not_kept(
    place: Home, ada: FlaskClient, round_id: int, form: str, *, there: bool
) -> None:
    address = {"/queues/sample": "/queues/sample/code"}.get(form, f"/agreement/{round_id}/code")
    page = ada.get(form)
    fields = form_of(page, address) | {"stance": "skip", "theme": "visits"}
    read_anew(place, {at_hand(page): "Other words." if there else ""})
    sent = ada.post(address, data=fields)
    assert sent.status_code == 422
    if there:
        assert at_hand(sent) == "Other words."
        assert form_of(sent, address)["stance"] == "skip"
    else:
        [told] = Part(html.fromstring(sent.text)).texts("[role=alert] dl")
        assert told == "What it saysPage furniture AreaNone ThemesVisits to children"
        assert "checked" not in sent.text
    assert decisions(place) == []


def test_what_was_settled_of_other_words_is_given_back_and_not_kept(
    place: Home, ada: FlaskClient, ben: FlaskClient, lead: FlaskClient, round_id: int
) -> None:
    code_all(ada, round_id, {SUPERVISION: "context"})
    code_all(ben, round_id, {})
    address = f"/agreement/{round_id}/settle"
    fields = form_of(lead.get(address), address) | {"stance": "skip"}
    read_anew(place, {SUPERVISION: "Other words."})
    sent = lead.post(address, data=fields)
    assert sent.status_code == 422
    assert at_hand(sent) == "Other words."
    assert 'value="skip" data-key="5" required checked' in sent.text


def test_a_tagger_starts_no_round(ada: FlaskClient) -> None:
    token = form_of(ada.get("/queues/new"), "/queues/new/next")["token"]
    assert ada.post("/agreement/", data={"token": token, "name": "Mine"}).status_code == 403


def test_a_round_of_one_coder_is_refused_with_what_was_typed(lead: FlaskClient) -> None:
    fields = form_of(lead.get("/agreement/"), "/agreement/") | {"name": "Alone", "coder": ADA}
    sent = lead.post("/agreement/", data=fields)
    assert sent.status_code == 422
    assert 'value="Alone"' in sent.text


def test_blind_coders_see_neither_labels_nor_a_way_to_them(ada: FlaskClient, round_id: int) -> None:
    page = ada.get(f"/agreement/{round_id}/code").text
    main = page[page.index("<main") : page.index("</main")]
    assert "machine" not in main
    assert "/document/" not in main


def test_coders_see_no_figures_before_they_have_coded_all(ada: FlaskClient, round_id: int) -> None:
    assert ada.get(f"/agreement/{round_id}").status_code == 403


def test_who_does_not_code_in_a_round_cannot(app: Flask, round_id: int) -> None:
    assert client_of(app, "tagger").get(f"/agreement/{round_id}/code").status_code == 403


def test_from_two_codings_to_a_label_that_counts(
    place: Home, ada: FlaskClient, ben: FlaskClient, lead: FlaskClient, round_id: int
) -> None:
    waits = "The round “Spring” waits for you:"
    assert f"{waits} 6 passages to code in Spring." in read(ada, "/queues/").words
    code_all(ada, round_id, {SUPERVISION: "context"})
    assert waits not in read(ada, "/queues/").words
    assert f"{ADA} 6 of 6 {BEN} 0 of 6" in read(lead, "/agreement/").words
    assert "still have passages to code" in ada.get(f"/agreement/{round_id}").text
    code_all(ben, round_id, {KINSHIP: "context"})
    assert f"{waits} 2 passages to settle in Spring." in read(lead, "/queues/").words
    page = read(lead, f"/agreement/{round_id}")
    assert "2 passages of 6 coded differently" in page.words

    cell = f"/agreement/{round_id}/table?question=stance&a=context&b=strength"
    assert SUPERVISION in lead.get(cell).text
    assert KINSHIP not in lead.get(cell).text

    address = f"/agreement/{round_id}/settle"
    before = len(decisions(place, round=round_id))
    first = lead.get(address)
    settled = at_hand(first)
    assert (
        send(lead, address, address, {"stance": "needs-improvement", "theme": "workforce"})
    ).status_code == 303
    with Store.open(place.store) as store:
        label = next(p.annotation for p in store.passages() if p.text == settled)
    assert label
    assert label.stance.id == "needs-improvement"
    assert len(decisions(place, round=round_id)) == before

    send(lead, f"/agreement/{round_id}", f"/agreement/{round_id}/agreed")
    with Store.open(place.store) as store:
        label = next(p.annotation for p in store.passages() if p.text == VISITS)
    assert label
    assert (label.stance.id, [theme.id for theme in label.themes]) == ("strength", ["visits"])


def test_a_tagger_settles_nothing(ada: FlaskClient, round_id: int) -> None:
    assert ada.get(f"/agreement/{round_id}/settle").status_code == 403


def test_readers_read_the_codebook_and_do_not_write_it(app: Flask) -> None:
    reader = client_of(app, "reader")
    assert "Kinship" in reader.get("/codebook/").text
    assert reader.get("/codebook/theme/visits/edit").status_code == 403
    assert reader.get("/queues/").status_code == 403


def test_a_lead_rewords_an_entry_and_everybody_sees_what_changed(
    app: Flask, lead: FlaskClient
) -> None:
    address = "/codebook/area/care-leavers/edit"
    send(lead, address, address, {"counts": "Preparation for a life <b>after</b> care."})
    page = client_of(app, "reader").get("/codebook/area/care-leavers")
    assert "<del>" in page.text
    assert "&lt;b&gt;after&lt;/b&gt;" in page.text
    assert "A. lead" in page.text


def test_a_form_that_was_overtaken_is_given_back_with_what_was_typed(lead: FlaskClient) -> None:
    address = "/codebook/area/leaders/edit"
    stale = form_of(lead.get(address), address)
    send(lead, address, address, {"counts": "First."})
    sent = lead.post(address, data=stale | {"counts": "Second."})
    assert sent.status_code == 422
    assert "Second." in sent.text


def test_there_is_no_entry_of_another_name(lead: FlaskClient) -> None:
    assert lead.get("/codebook/theme/nothing").status_code == 404


@pytest.mark.parametrize("address", ["/queues/", "/agreement/", "/training/", "/codebook/"])
def test_before_anything_is_indexed_the_pages_say_so(tmp_path: Path, address: str) -> None:
    assert create_app(Home(tmp_path)).test_client().get(address).status_code == 200
