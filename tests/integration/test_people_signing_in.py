"""Signing in and out: who gets in, who does not, and what a session is worth."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.people import sessions, signing_in
from indexer.audit import Action
from indexer.home import Home
from indexer.people import Role
from indexer.store.audit import Wanted
from indexer.store.repository import Store
from indexer.store.tables_people import attempts
from indexer.store.tables_people import sessions as session_table
from tests.shelf import HOSTILE, build_shelf
from tests.staff import PASSWORD, add_person, client_of, copy_of, form_of, send, sign_in


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with an administrator and a reader; copied for each test."""
    home = build_shelf(tmp_path_factory.mktemp("made"))
    add_person(home, "ada.marsh", Role.ADMINISTRATOR, display="Ada Marsh")
    add_person(home, "Rita Reed", Role.READER)
    return home


@pytest.fixture
def place(made: Home, tmp_path: Path) -> Home:
    return copy_of(made, tmp_path)


@pytest.fixture
def app(place: Home) -> Flask:
    return create_app(place)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def store(place: Home) -> Iterator[Store]:
    with Store.open(place.store) as store:
        yield store


def cookie(client: FlaskClient) -> str | None:
    found = client.get_cookie("sightline")
    return found.value if found else None


def events(store: Store, action: Action) -> list[tuple[str, str]]:
    return [(e.event.who, e.event.subject) for e in store.find_entries(Wanted(action=action))]


def age_sessions(store: Store, *, started: timedelta, seen: timedelta) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    with store._writing() as connection:
        connection.execute(sa.update(session_table).values(started=now - started, seen=now - seen))


def test_whoever_signs_in_sees_the_page_they_asked_for(client: FlaskClient) -> None:
    first = client.get("/search?q=visits&stance=strength")
    assert first.status_code == 303
    response = sign_in(client, "ada.marsh", address=first.headers["Location"])
    assert response.headers["Location"] == "/search?q=visits&stance=strength"
    assert "Ada Marsh" in client.get(response.headers["Location"]).text


@pytest.mark.parametrize("name", ["rita reed", "RITA REED", " Rita  Reed "])
def test_a_name_is_known_however_it_is_typed(client: FlaskClient, name: str) -> None:
    assert sign_in(client, name).status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("ada.marsh", "maple quiet lantern 8"),
        ("ada.marsh", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("ada.marsh", "x" * 5000),
        ("' OR 1=1 --", "' OR 1=1 --"),
        (HOSTILE, PASSWORD),
    ],
)
def test_a_wrong_name_or_password_is_refused_in_the_same_words(
    client: FlaskClient, name: str, password: str
) -> None:
    response = sign_in(client, name, password)
    assert response.status_code == 401
    assert signing_in.WRONG in response.text
    assert cookie(client) is None
    assert "<img src=x" not in response.text


def test_what_was_typed_as_password_never_comes_back(client: FlaskClient) -> None:
    assert "wrong-secret-123" not in sign_in(client, "ada.marsh", "wrong-secret-123").text


def test_the_cookie_cannot_be_read_by_a_script_nor_sent_by_another_site(
    client: FlaskClient,
) -> None:
    told = sign_in(client, "ada.marsh").headers["Set-Cookie"]
    assert "HttpOnly" in told
    assert "SameSite=Lax" in told
    assert "Secure" not in told


def test_over_https_the_cookie_is_never_sent_in_the_clear(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/sign-in", base_url="https://localhost")
    fields = form_of(page, "/sign-in") | {"name": "ada.marsh", "password": PASSWORD}
    told = client.post("/sign-in", data=fields, base_url="https://localhost")
    assert told.headers["Set-Cookie"].startswith("__Host-sightline=")
    assert "Secure" in told.headers["Set-Cookie"]
    assert "max-age=" in told.headers["Strict-Transport-Security"]


def test_the_store_holds_no_token_and_no_password(client: FlaskClient, place: Home) -> None:
    sign_in(client, "ada.marsh")
    held = b"".join(path.read_bytes() for path in place.path.glob("sightline.db*"))
    assert (cookie(client) or "?").encode() not in held
    assert PASSWORD.encode() not in held
    assert b"$argon2id$" in held


def test_a_session_planted_beforehand_is_worth_nothing(app: Flask, store: Store) -> None:
    planted = "planted-by-a-stranger"
    client = app.test_client()
    client.set_cookie("sightline", planted)
    sign_in(client, "ada.marsh")
    assert cookie(client) not in (None, planted)
    stranger = app.test_client()
    stranger.set_cookie("sightline", planted)
    assert stranger.get("/documents").status_code == 303


def test_signing_in_again_ends_the_session_before(app: Flask, client: FlaskClient) -> None:
    before = form_of(client.get("/sign-in"), "/sign-in")
    sign_in(client, "ada.marsh")
    old = cookie(client)
    client.post("/sign-in", data=before | {"name": "Rita Reed", "password": PASSWORD})
    assert cookie(client) != old
    stranger = app.test_client()
    stranger.set_cookie("sightline", old or "")
    assert stranger.get("/documents").status_code == 303


def test_signing_out_ends_the_session_itself(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "ada.marsh")
    kept = cookie(client)
    assert send(client, "/help", "/sign-out").status_code == 303
    assert cookie(client) is None
    stranger = app.test_client()
    stranger.set_cookie("sightline", kept or "")
    assert stranger.get("/documents").status_code == 303


@pytest.mark.parametrize(
    ("started", "seen"),
    [
        (sessions.LONGEST + timedelta(minutes=1), timedelta(0)),
        (timedelta(hours=3), sessions.IDLE + timedelta(minutes=1)),
    ],
    ids=["too long", "too long idle"],
)
def test_a_session_ends_by_itself(
    client: FlaskClient, store: Store, started: timedelta, seen: timedelta
) -> None:
    sign_in(client, "ada.marsh")
    assert client.get("/documents").status_code == 200
    age_sessions(store, started=started, seen=seen)
    assert client.get("/documents").status_code == 303


def test_a_session_in_use_goes_on(client: FlaskClient, store: Store) -> None:
    sign_in(client, "ada.marsh")
    age_sessions(store, started=timedelta(hours=10), seen=sessions.IDLE - timedelta(minutes=1))
    client.get("/documents")
    [session] = store.sessions_of(1)
    assert datetime.now(UTC) - session.seen < timedelta(minutes=1)


def test_after_several_failures_even_the_right_password_is_refused(
    client: FlaskClient, store: Store
) -> None:
    for _ in range(signing_in.MOST_BY_NAME):
        assert sign_in(client, "ada.marsh", "not this one 123").status_code == 401
    locked = sign_in(client, "ada.marsh")
    assert locked.status_code == 429
    assert signing_in.LOCKED in locked.text
    assert len(events(store, Action.SIGN_IN_REFUSED)) == signing_in.MOST_BY_NAME


def test_a_lock_out_tells_nothing_of_whether_there_is_such_a_name(client: FlaskClient) -> None:
    codes = [sign_in(client, "nobody").status_code for _ in range(signing_in.MOST_BY_NAME + 1)]
    assert codes == [401] * signing_in.MOST_BY_NAME + [429]


def test_a_lock_out_of_one_name_leaves_others_alone(client: FlaskClient) -> None:
    for _ in range(signing_in.MOST_BY_NAME + 1):
        sign_in(client, "ada.marsh", "not this one 123")
    assert sign_in(client, "Rita Reed").status_code == 303


def test_a_lock_out_ends(client: FlaskClient, store: Store) -> None:
    for _ in range(signing_in.MOST_BY_NAME + 1):
        sign_in(client, "ada.marsh", "not this one 123")
    earlier = datetime.now(UTC).replace(tzinfo=None) - signing_in.WINDOW - timedelta(seconds=1)
    with store._writing() as connection:
        connection.execute(sa.update(attempts).values(at=earlier))
    assert sign_in(client, "ada.marsh").status_code == 303


def test_an_address_that_tries_many_names_is_locked_out(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "MOST_BY_ADDRESS", 3)
    for name in ("one", "two", "three"):
        assert sign_in(client, name).status_code == 401
    assert sign_in(client, "ada.marsh").status_code == 429


def test_success_forgets_the_failures_before(client: FlaskClient, store: Store) -> None:
    for _ in range(2):
        for _ in range(signing_in.MOST_BY_NAME - 1):
            sign_in(client, "ada.marsh", "not this one 123")
        assert sign_in(client, "ada.marsh").status_code == 303
        client.delete_cookie("sightline")


def test_attempts_at_the_same_moment_do_not_slip_through(place: Home, store: Store) -> None:
    with Store.open(place.store) as other:
        begun = [signing_in.begin(one, "ada", "10.0.0.1") for one in (store, other) * 5]
    assert sum(begun) == signing_in.MOST_BY_NAME


def test_who_is_disabled_cannot_sign_in_and_is_signed_out(app: Flask, place: Home) -> None:
    reader, admin = client_of(app, "Rita Reed"), client_of(app, "ada.marsh")
    send(admin, "/people", "/people/2/disable")
    assert reader.get("/documents").status_code == 303
    assert sign_in(app.test_client(), "Rita Reed").status_code == 401
    send(admin, "/people", "/people/2/enable")
    assert sign_in(app.test_client(), "Rita Reed").status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "evil.example",
        "///evil.example",
        "/%0d%0aSet-Cookie:x=1\r\n",
        "/" + "a" * 3000,
    ],
)
def test_signing_in_leads_to_no_other_site(client: FlaskClient, target: str) -> None:
    fields = form_of(client.get("/sign-in"), "/sign-in")
    sent = fields | {"name": "ada.marsh", "password": PASSWORD, "next": target}
    assert client.post("/sign-in", data=sent).headers["Location"] == "/"
    assert client.get("/sign-in", query_string={"next": target}).headers["Location"] == "/"


@pytest.mark.parametrize("token", [None, "", "made up"])
def test_a_stranger_cannot_sign_a_browser_in(client: FlaskClient, token: str | None) -> None:
    sent = {"name": "ada.marsh", "password": PASSWORD} | ({"token": token} if token else {})
    assert client.post("/sign-in", data=sent).status_code == 403
    assert cookie(client) is None


def test_a_form_shown_to_one_session_does_not_serve_in_another(app: Flask) -> None:
    mine, theirs = client_of(app, "ada.marsh"), client_of(app, "ada.marsh")
    fields = form_of(theirs.get("/account"), "/sign-out")
    assert mine.post("/sign-out", data=fields).status_code == 403
    assert mine.get("/documents").status_code == 200


def test_every_way_in_and_out_is_in_the_audit_trail(client: FlaskClient, store: Store) -> None:
    sign_in(client, "ada.marsh", "not this one 123")
    sign_in(client, "ada.marsh")
    send(client, "/help", "/sign-out")
    last = store.find_entries(Wanted(), limit=3)
    told = [(one.event.action, one.event.who, one.event.role) for one in last]
    assert told == [
        (Action.SIGNED_OUT, "Ada Marsh", "administrator"),
        (Action.SIGNED_IN, "Ada Marsh", "administrator"),
        (Action.SIGN_IN_REFUSED, "ada.marsh", None),
    ]
    assert {one.event.address for one in last} == {"127.0.0.1"}


def test_other_browsers_can_be_signed_out(app: Flask) -> None:
    here, there, elsewhere = (client_of(app, "ada.marsh") for _ in range(3))
    send(here, "/account", "/account/sessions", {"session": ""})
    assert here.get("/documents").status_code == 200
    assert [one.get("/documents").status_code for one in (there, elsewhere)] == [303, 303]


def test_nobody_can_sign_out_somebody_elses_browser(app: Flask, store: Store) -> None:
    admin, reader = client_of(app, "ada.marsh"), client_of(app, "Rita Reed")
    client_of(app, "Rita Reed")
    [theirs] = store.sessions_of(1)
    sent = send(reader, "/account", "/account/sessions", {"session": str(theirs.id)})
    assert sent.status_code == 404
    assert admin.get("/documents").status_code == 200


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(app: Flask) -> None:
    here, there = client_of(app, "ada.marsh"), client_of(app, "ada.marsh")
    new = "river stone umbrella 4"
    fields = {"old": PASSWORD, "new": new, "again": new}
    assert send(here, "/account/password", "/account/password", fields).status_code == 303
    assert here.get("/documents").status_code == 200
    assert there.get("/documents").status_code == 303
    assert sign_in(app.test_client(), "ada.marsh").status_code == 401
    assert sign_in(app.test_client(), "ada.marsh", new).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("wrong", "river stone umbrella 4", "river stone umbrella 4", "not your present"),
        (PASSWORD, "river stone umbrella 4", "river stone umbrella 5", "differ"),
        (PASSWORD, "short", "short", "at least 12"),
        (PASSWORD, "Password1234", "Password1234", "first that would be guessed"),
        (PASSWORD, PASSWORD, PASSWORD, "already"),
    ],
)
def test_a_new_password_is_refused_with_the_reason(
    app: Flask, old: str, new: str, again: str, words: str
) -> None:
    client = client_of(app, "ada.marsh")
    fields = {"old": old, "new": new, "again": again}
    response = send(client, "/account/password", "/account/password", fields)
    assert response.status_code == 422
    assert words in response.text
    assert sign_in(app.test_client(), "ada.marsh").status_code == 303


def test_the_present_password_cannot_be_guessed_at_an_open_browser(app: Flask) -> None:
    client = client_of(app, "ada.marsh")
    fields = {"old": "guess", "new": "river stone umbrella 4", "again": "river stone umbrella 4"}
    for _ in range(signing_in.MOST_BY_NAME):
        send(client, "/account/password", "/account/password", fields)
    right = fields | {"old": PASSWORD}
    locked = send(client, "/account/password", "/account/password", right)
    assert signing_in.LOCKED in locked.text


def test_pages_can_be_pasted_into_and_filled_by_a_password_manager(client: FlaskClient) -> None:
    page = client.get("/sign-in").text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
