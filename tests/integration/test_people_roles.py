"""Who may do what, with accounts and without; every address says whom it takes."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app import create_app
from app.people.guards import is_declared, is_open, role_of
from app.people.person import person_of_machine
from indexer.audit import Action
from indexer.home import Home
from indexer.people import Role
from indexer.store.audit import Wanted
from indexer.store.repository import Store
from tests.shelf import build_shelf
from tests.staff import PASSWORD, add_staff, client_of, form_of, send, sign_in

READING = {"GET", "HEAD", "OPTIONS"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one account of each role; tests change only accounts they add."""
    home = build_shelf(tmp_path_factory.mktemp("staffed"))
    add_staff(home)
    return home


@pytest.fixture(scope="module")
def app(place: Home) -> Flask:
    return create_app(place)


@pytest.fixture(scope="module")
def clients(app: Flask) -> dict[Role, FlaskClient]:
    return {role: client_of(app, role.value) for role in Role}


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def address(rule: Rule) -> str:
    _, built = rule.build(dict.fromkeys(rule.arguments, "1"), append_unknown=False) or ("", "")
    return str(built)


def test_every_address_declares_the_role_it_needs(app: Flask) -> None:
    views = {rule.endpoint: app.view_functions[rule.endpoint] for rule in rules(app)}
    assert [name for name, view in views.items() if not is_declared(view)] == []


def test_only_signing_in_and_how_to_read_it_are_open_to_anyone(app: Flask) -> None:
    opened = {r.endpoint for r in rules(app) if is_open(app.view_functions[r.endpoint])}
    assert opened == {
        "people.sign_in",
        "people.send_sign_in",
        "signon.begin",
        "signon.finish",
        "pages.accessibility",
    }


def test_nothing_is_shown_to_who_has_not_signed_in(app: Flask) -> None:
    client = app.test_client()
    shown = []
    for rule in rules(app):
        if is_open(app.view_functions[rule.endpoint]):
            continue
        method = "GET" if "GET" in rule.methods else "POST"
        response = client.open(address(rule), method=method)
        if response.status_code not in (303, 401) or "Marlow" in response.text:
            shown.append((rule.rule, response.status_code))
    assert shown == []


def test_no_form_is_taken_without_its_token(app: Flask, clients: dict[Role, FlaskClient]) -> None:
    taken = []
    for rule in rules(app):
        for method in rule.methods - READING:
            response = clients[Role.ADMINISTRATOR].open(address(rule), method=method)
            if response.status_code != 403:
                taken.append((rule.rule, response.status_code))
    assert taken == []


@pytest.mark.parametrize("role", [Role.READER, Role.TAGGER, Role.LEAD])
def test_what_needs_a_higher_role_is_refused(
    app: Flask, clients: dict[Role, FlaskClient], role: Role
) -> None:
    client = clients[role]
    token = form_of(client.get("/account"), "/sign-out")["token"]
    passed = []
    for rule in rules(app):
        view = app.view_functions[rule.endpoint]
        if is_open(view) or role.may_act_as(role_of(view)):
            continue
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            response = client.open(address(rule), method=method, data={"token": token})
            if response.status_code != 403:
                passed.append((rule.rule, method, response.status_code))
    assert passed == []


def test_who_is_refused_is_told_which_role_is_needed(clients: dict[Role, FlaskClient]) -> None:
    assert "needs the role administrator" in clients[Role.LEAD].get("/people").text


def test_nobody_raises_their_own_role(clients: dict[Role, FlaskClient], place: Home) -> None:
    reader = clients[Role.READER]
    token = form_of(reader.get("/account"), "/sign-out")["token"]
    with Store.open(place.store) as store:
        own = store.account("reader")
        assert own is not None
        sent = reader.post(f"/people/{own.id}/role", data={"token": token, "role": "administrator"})
        assert sent.status_code == 403
        fields = {"old": PASSWORD, "new": "x", "again": "x", "role": "administrator"}
        send(reader, "/account/password", "/account/password", fields)
        assert store.account("reader") == own


def test_a_changed_role_holds_from_the_next_page_on(app: Flask, place: Home) -> None:
    admin = client_of(app, "administrator")
    made = send(admin, "/people", "/people", {"name": "mover", "role": "lead"})
    assert made.status_code == 200
    with Store.open(place.store) as store:
        mover = store.account("mover")
        assert mover is not None
        send(admin, "/people", f"/people/{mover.id}/role", {"role": "reader"})
        assert (store.account("mover") or mover).role is Role.READER


def test_a_correction_bears_the_name_of_who_is_signed_in(app: Flask, tmp_path: Path) -> None:
    home = build_shelf(tmp_path)
    add_staff(home)
    client = client_of(create_app(home), "tagger")
    with Store.open(home.store) as store:
        letter = next(d.id for d in store.documents() if d.path.endswith("letter.pdf"))
        form = f"/document/{letter}/correct"
        send(client, form, form, {"title": "Another title", "who": "Somebody Else"})
        assert [one.who for one in store.corrections(document=letter)] == ["A. tagger"]
        [entry] = store.find_entries(Wanted(action=Action.CORRECTED))
    assert (entry.event.who, entry.event.role, entry.event.subject) == (
        "A. tagger",
        "tagger",
        letter,
    )
    assert entry.event.detail["field"] == "title"


# Without accounts


def test_without_accounts_everybody_on_this_machine_is_a_lead(shelf: Home) -> None:
    client = create_app(shelf).test_client()
    page = client.get("/account").text
    assert person_of_machine().name in page
    assert "users add" in page
    assert client.get("/audit").status_code == 200


def test_without_accounts_nobody_is_asked_to_sign_in(shelf: Home) -> None:
    client = create_app(shelf).test_client()
    assert client.get("/documents").status_code == 200
    assert client.get("/sign-in").headers["Location"] == "/"
    assert "Set-Cookie" not in client.get("/documents").headers


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.4", "2001:db8::1", "::ffff:10.0.0.7"])
def test_without_accounts_another_machine_is_not_answered(shelf: Home, address: str) -> None:
    client = create_app(shelf, hosts=[]).test_client()
    response = client.get("/documents", environ_base={"REMOTE_ADDR": address})
    assert response.status_code == 403
    assert "letter.pdf" not in response.text


def test_from_the_first_account_on_everybody_signs_in(tmp_path: Path) -> None:
    home = build_shelf(tmp_path)
    client = create_app(home).test_client()
    assert client.get("/documents").status_code == 200
    add_staff(home)
    assert client.get("/documents").status_code == 303


def test_a_home_in_which_nothing_is_indexed_can_have_accounts(home: Home) -> None:
    add_staff(home)
    client = client_of(create_app(home), "lead")
    for address in ("/", "/search?q=visits", "/documents", "/searches"):
        assert "Nothing has been indexed yet" in client.get(address).text
    assert "added the account" in client.get("/audit").text


# Programs


def test_a_program_without_a_token_is_refused_with_what_to_send(app: Flask) -> None:
    response = app.test_client().get("/api/v1/status")
    assert response.status_code == 401
    assert response.content_type == "application/problem+json"
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_program_acts_as_the_person_of_its_token(app: Flask, place: Home) -> None:
    from app.people.accounts import make_token

    client = app.test_client()
    with Store.open(place.store) as store:
        owner = store.account("tagger")
        assert owner is not None
        token = make_token(store, owner, label="a report", days=1, by="test")
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/api/v1/status", headers=headers).status_code == 200
        assert client.get("/audit", headers=headers).status_code == 403
        assert (
            client.get("/api/v1/status", headers={"Authorization": "Bearer x"}).status_code == 401
        )
        [listed] = store.tokens_of(owner.id)
        assert listed.used is not None


def test_an_expired_token_is_refused(app: Flask, place: Home) -> None:
    from app.people.accounts import make_token

    with Store.open(place.store) as store:
        owner = store.account("tagger")
        assert owner is not None
        token = make_token(store, owner, label="old", days=-1, by="test")
    headers = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get("/api/v1/status", headers=headers).status_code == 401


def test_a_revoked_token_is_refused(app: Flask, place: Home) -> None:
    from app.people.accounts import make_token

    client = client_of(app, "reader")
    with Store.open(place.store) as store:
        owner = store.account("reader")
        assert owner is not None
        token = make_token(store, owner, label="gone", days=1, by="test")
        [kept] = store.tokens_of(owner.id)
    send(client, "/account", f"/account/tokens/{kept.id}/revoke")
    headers = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get("/api/v1/status", headers=headers).status_code == 401


def test_the_description_tells_programs_to_bring_a_token(app: Flask) -> None:
    described = client_of(app, "reader").get("/api/v1/openapi.json").json
    assert described["security"] == [{"token": []}, {"session": []}]
    assert "401" in described["paths"]["/status"]["get"]["responses"]


def test_a_script_whose_session_has_ended_is_not_led_to_a_page(app: Flask) -> None:
    headers = {"X-Form-Token": "from the page"}
    response = app.test_client().post("/searches", headers=headers)
    assert response.status_code == 401
    assert response.content_type == "application/problem+json"


def test_a_form_sent_too_late_leads_back_to_its_page(app: Flask) -> None:
    client = app.test_client()
    there = client.post("/searches", headers={"Referer": "http://localhost/search?q=visits"})
    assert there.headers["Location"] == "/sign-in?next=/search"
    there = client.post("/searches", headers={"Referer": "http://evil.example/search"})
    assert there.headers["Location"] == "/sign-in"


# Looking after accounts


def test_an_added_account_has_to_choose_a_password_of_its_own(app: Flask) -> None:
    admin = client_of(app, "administrator")
    page = send(admin, "/people", "/people", {"name": "newcomer", "role": "tagger"})
    first = page.text.partition('class="secret">')[2].partition("<")[0]
    client = app.test_client()
    assert sign_in(client, "newcomer", first).status_code == 303
    assert client.get("/documents").headers["Location"] == "/account/password"
    own = {"old": first, "new": "river stone umbrella 4", "again": "river stone umbrella 4"}
    assert send(client, "/account/password", "/account/password", own).status_code == 303
    assert client.get("/documents").status_code == 200


def test_a_password_that_is_shown_once_is_not_kept_by_the_browser(app: Flask) -> None:
    admin = client_of(app, "administrator")
    page = send(admin, "/people", "/people", {"name": "shown.once", "role": "reader"})
    assert page.headers["Cache-Control"] == "no-store"


def test_a_reset_password_ends_sessions_and_lock_out(app: Flask, place: Home) -> None:
    admin = client_of(app, "administrator")
    client = app.test_client()
    with Store.open(place.store) as store:
        from app.people.accounts import add_account

        account, _ = add_account(store, "forgetful", Role.READER, by="test", password=PASSWORD)
    sign_in(client, "forgetful")
    stranger = app.test_client()
    for _ in range(7):
        sign_in(stranger, "forgetful", "guessing at it 1")
    page = send(admin, "/people", f"/people/{account.id}/reset")
    made = page.text.partition('class="secret">')[2].partition("<")[0]
    assert client.get("/documents").status_code == 303
    assert sign_in(app.test_client(), "forgetful", made).status_code == 303


@pytest.mark.parametrize(
    "name", ["", "administrator", "Administrator", "a/b", "<b>x</b>", "x" * 65]
)
def test_a_name_that_cannot_be_is_refused_and_stays_in_the_form(app: Flask, name: str) -> None:
    admin = client_of(app, "administrator")
    page = send(admin, "/people", "/people", {"name": name, "role": "reader"})
    assert page.status_code == 422
    assert "<b>x</b>" not in page.text


def test_the_last_administrator_stays(app: Flask, place: Home) -> None:
    admin = client_of(app, "administrator")
    with Store.open(place.store) as store:
        own = store.account("administrator")
        assert own is not None
        for action, changes in (("disable", {}), ("role", {"role": "lead"})):
            sent = send(admin, "/people", f"/people/{own.id}/{action}", changes)
            assert sent.status_code == 422
            assert "last administrator" in sent.text
        assert store.account("administrator") == own
