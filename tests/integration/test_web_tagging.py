"""Deciding labels over HTTP: by plain forms, by the script's requests, and twice on purpose."""

import time
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.decisions.anchors import words_hash
from indexer.decisions.model import Act
from indexer.decisions.settling import settle_decisions
from indexer.home import Home
from indexer.model import Passage
from indexer.people import Role
from indexer.search.base import SearchRequest
from indexer.search.lifecycle import open_current
from indexer.store.repository import Store
from nlp.types import Source
from tests.shelf import KINSHIP, SUPERVISION, VISITS, build_shelf, read_anew
from tests.staff import add_staff, client_of, form_of
from tests.webpage import read


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """A home of its own, for these tests change what is in it."""
    return build_shelf(tmp_path)


@pytest.fixture
def client(place: Home) -> FlaskClient:
    return create_app(place).test_client()


def passage_of(home: Home, text: str) -> Passage:
    with Store.open(home.store) as store:
        return next(p for p in store.passages() if p.text == text)


def press(client: FlaskClient, passage: str, say: str, **typed: str) -> Any:
    """Press a button of the plain form, as a browser without a script does."""
    address = f"/passage/{passage}/tag"
    fields = form_of(client.get(address), address)
    return client.post(address, data=fields | {"say": say} | typed)


def token_of(client: FlaskClient, passage: str) -> str:
    address = f"/passage/{passage}/tag"
    return form_of(client.get(address), address)["token"]


def said_of(passage: Passage, *say: str) -> dict[str, Any]:
    """Return what the script sends of a passage that the page shows."""
    return {"passage": passage.id, "words": words_hash(passage.text), "say": list(say)}


def send(client: FlaskClient, token: str, **gesture: Any) -> Any:
    return client.post("/tagging/say", json=gesture, headers={"X-Form-Token": token})


def test_a_button_of_the_form_decides(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    assert press(client, passage.id, "stance:set:strength").status_code == 303
    after = passage_of(place, SUPERVISION)
    assert after.annotation
    assert after.annotation.stance.source is Source.PERSON


def test_a_theme_is_added_by_its_label(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    press(
        client,
        passage.id,
        "theme:yes:",
        theme="kinship, family and friends care and special guardianship",
    )
    after = passage_of(place, SUPERVISION)
    assert after.annotation
    assert "kinship-care" in {one.id for one in after.annotation.themes}


def test_the_machine_s_label_stays_beside_the_person_s(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    press(client, passage.id, "stance:set:strength")
    words = read(client, f"/passage/{passage.id}/tag").words
    assert "machine: Needs improvement" in words


def test_a_form_sent_twice_counts_once(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    address = f"/passage/{passage.id}/tag"
    fields = form_of(client.get(address), address) | {"say": "note:set:", "note": "Look again."}
    client.post(address, data=fields)
    client.post(address, data=fields)
    with Store.open(place.store) as store:
        assert len(store.decisions()) == 1


def test_all_is_confirmed_with_one_button(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    page = read(client, f"/passage/{passage.id}/tag")
    [confirm] = page.all(".tag-main")
    press(client, passage.id, confirm.get("value"))
    page = read(client, f"/passage/{passage.id}/tag")
    assert not page.all(".tag-main")
    assert "confirmed by" in page.words


def test_what_is_undone_by_its_button_counts_no_more(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    press(client, passage.id, "stance:set:strength")
    [undo] = read(client, f"/passage/{passage.id}/tag").all(".tag-past button")
    press(client, passage.id, undo.get("value"))
    assert passage_of(place, SUPERVISION).annotation == passage.annotation


def test_what_cannot_be_said_is_told_and_not_kept(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    answer = press(client, passage.id, "theme:yes:", theme="weather")
    assert answer.status_code == 422
    assert "weather" in answer.text
    with Store.open(place.store) as store:
        assert store.decisions() == []


def test_a_gesture_sent_again_is_kept_once(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    token = token_of(client, passage.id)
    gesture = {"key": "0a1b2c3d4e"} | said_of(passage, "stance:set:strength")
    first = send(client, token, **gesture).json
    assert send(client, token, **gesture).json["saved"] == first["saved"]
    with Store.open(place.store) as store:
        assert len(store.decisions()) == 1


def test_the_answer_shows_the_passage_as_it_stands_now(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    token = token_of(client, passage.id)
    answer = send(client, token, key="0a1b2c3d4e", **said_of(passage, "stance:set:strength"))
    told = answer.json["passages"][passage.id]
    assert "Strength" in told["labels"]
    assert "decided by" in told["panel"]


def test_undo_and_redo_are_gestures_too(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    token = token_of(client, passage.id)
    send(client, token, key="gesture-1", **said_of(passage, "stance:set:strength"))
    send(client, token, key="gesture-2", undo="gesture-1")
    assert passage_of(place, SUPERVISION).annotation == passage.annotation
    send(client, token, key="gesture-3", undo="gesture-2")
    after = passage_of(place, SUPERVISION)
    assert after.annotation
    assert after.annotation.stance.id == "strength"
    with Store.open(place.store) as store:
        assert [one.act for one in store.decisions()] == [Act.SET, Act.WITHDRAW, Act.WITHDRAW]


def test_a_gesture_without_our_token_is_refused(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, SUPERVISION)
    gesture = {"key": "gesture-1", "passage": passage.id, "say": ["stance:set:strength"]}
    assert client.post("/tagging/say", json=gesture).status_code == 403


@pytest.mark.parametrize(
    "gesture",
    [
        {},
        {"key": "gesture-1", "passage": "none", "say": ["stance:set:strength"]},
        {"key": "gesture-1", "passage": "HERE", "say": []},
        {"key": "gesture-1", "passage": "HERE", "say": "stance:set:strength"},
        {"key": "gesture-1", "passage": "HERE", "say": ["stance"]},
        {"key": "gesture-1", "passage": "HERE", "say": [7]},
        {"key": "gesture-1", "passage": "HERE", "say": ["mixed:set:perhaps"]},
        {"key": "gesture-1", "passage": "HERE", "say": ["stance:withdraw:1"]},
        {"key": "K", "passage": "HERE", "say": ["stance:set:strength"]},
        {"key": "gesture-1", "undo": "gesture-0"},
        {"key": "gesture-1", "undo": ["x"]},
    ],
)
def test_what_is_no_gesture_is_refused_in_words(
    client: FlaskClient, place: Home, gesture: dict[str, Any]
) -> None:
    passage = passage_of(place, SUPERVISION)
    given = {"words": words_hash(passage.text)} | gesture
    if given.get("passage") == "HERE":
        given["passage"] = passage.id
    answer = send(client, token_of(client, passage.id), **given)
    assert answer.status_code == 422
    assert answer.json["error"].endswith(".")
    with Store.open(place.store) as store:
        assert store.decisions() == []


def noted(client: FlaskClient, place: Home, changed: dict[str, str]) -> tuple[str, Any]:
    """Write a note in a form that lay open while its paper was read again."""
    address = f"/passage/{passage_of(place, SUPERVISION).id}/tag"
    fields = form_of(client.get(address), address) | {"say": "note:set:", "note": "Look again."}
    read_anew(place, changed)
    return address, client.post(address, data=fields)


def test_a_note_is_given_back_with_the_words_it_was_written_of_where_they_are_now(
    client: FlaskClient, place: Home
) -> None:
    _, answer = noted(client, place, {SUPERVISION: KINSHIP, KINSHIP: SUPERVISION})
    assert answer.status_code == 422
    address = f"/passage/{passage_of(place, SUPERVISION).id}/tag"
    fields = form_of(answer, address)
    assert fields["note"] == "Look again."
    client.post(address, data=fields | {"say": "note:set:"})
    with Store.open(place.store) as store:
        [one] = store.decisions()
        assert store.subject(one.subject).quote == SUPERVISION


def test_a_note_on_words_that_are_gone_is_given_back_with_those_in_their_place(
    client: FlaskClient, place: Home
) -> None:
    address, answer = noted(client, place, {SUPERVISION: "Supervision is regular."})
    assert answer.status_code == 422
    assert "Supervision is regular." in answer.text
    assert form_of(answer, address)["note"] == "Look again."
    with Store.open(place.store) as store:
        assert store.decisions() == []


def test_a_note_on_a_passage_that_is_gone_is_told_again(client: FlaskClient, place: Home) -> None:
    _, answer = noted(client, place, {SUPERVISION: "", KINSHIP: ""})
    assert answer.status_code == 422
    assert "Note: Look again." in answer.text


def test_what_was_said_of_an_older_version_is_not_taken_back_and_that_is_told(
    client: FlaskClient, place: Home
) -> None:
    passage = passage_of(place, SUPERVISION)
    press(client, passage.id, "stance:set:strength")
    [undo] = read(client, f"/passage/{passage.id}/tag").all(".tag-past button")
    with Store.open(place.store) as store:
        store.supersede([passage.document])
    answer = press(client, passage.id, undo.get("value"))
    assert answer.status_code == 422
    assert "older version" in answer.text


def test_a_gesture_on_other_words_than_were_seen_is_refused_and_told_where_they_are(
    client: FlaskClient, place: Home
) -> None:
    passage = passage_of(place, SUPERVISION)
    token = token_of(client, passage.id)
    read_anew(place, {SUPERVISION: "Supervision is regular."})
    answer = send(client, token, key="gesture-1", **said_of(passage, "stance:set:strength"))
    assert answer.status_code == 422
    assert "It says now: “Supervision is regular.”" in answer.json["error"]
    assert answer.json["now"] == f"/passage/{passage.id}/tag"


def test_a_gesture_that_does_not_tell_what_was_seen_is_refused(
    client: FlaskClient, place: Home
) -> None:
    passage = passage_of(place, SUPERVISION)
    said = {"passage": passage.id, "say": ["stance:set:strength"]}
    assert send(client, token_of(client, passage.id), key="gesture-1", **said).status_code == 422


def test_what_is_decided_before_earlier_decisions_are_found_again_stays_with_its_words(
    client: FlaskClient, place: Home
) -> None:
    press(client, passage_of(place, SUPERVISION).id, "stance:set:strength")
    read_anew(place, {SUPERVISION: KINSHIP, KINSHIP: SUPERVISION})
    press(client, passage_of(place, KINSHIP).id, "stance:set:context")
    with Store.open(place.store) as store:
        settle_decisions(store)
    labels = [passage_of(place, text).annotation for text in (SUPERVISION, KINSHIP)]
    assert [label.stance.id for label in labels if label] == ["strength", "context"]


def test_a_decision_is_found_by_searches_within_seconds(client: FlaskClient, place: Home) -> None:
    passage = passage_of(place, VISITS)
    press(client, passage.id, "theme:yes:kinship-care")
    request = SearchRequest(None, filters={"theme": ("kinship-care",)})
    until = time.monotonic() + 10
    while time.monotonic() < until:
        engine = open_current(place.search)
        found = {hit.passage for hit in engine.search(request).hits}
        engine.close()
        if passage.id in found:
            return
        time.sleep(0.1)
    pytest.fail("The search does not show the decision.")


def test_a_reader_may_not_decide(place: Home) -> None:
    add_staff(place)
    reader = client_of(create_app(place), Role.READER)
    passage = passage_of(place, SUPERVISION)
    assert reader.get(f"/passage/{passage.id}/tag").status_code == 403
    assert reader.post(f"/passage/{passage.id}/tag").status_code == 403


def test_a_tagger_cannot_undo_what_another_said_but_a_lead_can(place: Home) -> None:
    add_staff(place)
    app = create_app(place)
    passage = passage_of(place, SUPERVISION)
    lead, tagger = client_of(app, Role.LEAD), client_of(app, Role.TAGGER)
    lead_token, tagger_token = token_of(lead, passage.id), token_of(tagger, passage.id)
    said = said_of(passage, "stance:set:strength")
    send(lead, lead_token, key="by-the-lead", **said)
    send(tagger, tagger_token, key="by-the-tagger", **said)
    refused = send(tagger, tagger_token, key="gesture-1", undo="by-the-lead")
    assert refused.status_code == 422
    assert "A. lead decided this" in refused.json["error"]
    assert send(lead, lead_token, key="gesture-2", undo="by-the-tagger").status_code == 200
