"""Single sign-on against a provider that answers over HTTP: who gets in, and who does not."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from app import create_app
from app.people import signon
from indexer.audit import Action
from indexer.home import Home
from indexer.people import Role
from indexer.store.audit import Wanted
from indexer.store.repository import Store
from tests.provider import CLIENT, SECRET, OpenIdProvider, providing
from tests.staff import PASSWORD, add_person, client_of, copy_of, send, sign_in


@pytest.fixture(scope="module")
def running() -> Iterator[OpenIdProvider]:
    with providing() as provider:
        yield provider


@pytest.fixture
def provider(running: OpenIdProvider) -> OpenIdProvider:
    """The provider as it is when nothing is wrong with it."""
    right = OpenIdProvider(issuer=running.issuer, key=running.key)
    right.person = {"sub": "p1", "name": "Pat Quill", "email": "pat@council.example"}
    right.person["roles"] = ["Taggers"]
    for name in right.__dataclass_fields__:
        setattr(running, name, getattr(right, name))
    return running


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with an administrator; copied for each test."""
    home = Home(tmp_path_factory.mktemp("made") / "home")
    add_person(home, "ada.marsh", Role.ADMINISTRATOR)
    return home


@pytest.fixture
def place(made: Home, provider: OpenIdProvider, tmp_path: Path) -> Home:
    """A home with an administrator, and a provider to sign in by."""
    home = copy_of(made, tmp_path)
    (home.path / "sign-on.toml").write_text(
        f"""
        issuer = "{provider.issuer}"
        client_id = "{CLIENT}"
        client_secret = "{SECRET}"
        label = "Marlow Vale account"
        [roles]
        lead = ["Leads"]
        tagger = ["Taggers"]
        """,
        encoding="utf-8",
    )
    return home


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


def go(client: FlaskClient, onward: str = "/documents") -> str:
    """Go to the provider, as a browser would; returns the address it sends back to."""
    there = client.get("/sign-on", query_string={"next": onward})
    assert there.status_code == 303, there.text
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=5)
    return back.headers["Location"]


def arrive(client: FlaskClient, onward: str = "/documents") -> TestResponse:
    """Go to the provider and come back."""
    parts = urlsplit(go(client, onward))
    return client.get(f"{parts.path}?{parts.query}")


def test_whoever_the_provider_knows_is_signed_in_and_goes_on(client: FlaskClient) -> None:
    response = arrive(client)
    assert response.headers["Location"] == "/documents"
    assert "Pat Quill" in client.get("/documents").text


def test_the_account_is_made_at_the_first_coming_and_found_at_the_next(
    app: Flask, store: Store
) -> None:
    for _ in range(2):
        arrive(app.test_client())
    [account] = [one for one in store.accounts() if one.subject]
    assert (account.name, account.display, account.role, account.password) == (
        "pat@council.example",
        "Pat Quill",
        Role.TAGGER,
        None,
    )


def test_the_role_is_what_the_groups_give_now(
    app: Flask, provider: OpenIdProvider, store: Store
) -> None:
    arrive(app.test_client())
    provider.person["roles"] = ["Something else", "Taggers", "Leads"]
    arrive(app.test_client())
    account = store.account("pat@council.example")
    assert account is not None
    assert account.role is Role.LEAD


@pytest.mark.parametrize("roles", [[], ["Something else"], None, 7, [["Leads"]]])
def test_whose_groups_give_no_role_is_refused(
    client: FlaskClient, provider: OpenIdProvider, store: Store, roles: object
) -> None:
    provider.person["roles"] = roles
    response = arrive(client)
    assert response.status_code == 403
    assert "role" in response.text
    assert [one.name for one in store.accounts()] == ["ada.marsh"]
    [entry] = store.find_entries(Wanted(action=Action.SIGN_IN_REFUSED))
    assert entry.event.who == "pat@council.example"


def test_a_name_that_has_a_password_here_is_not_taken_over(
    client: FlaskClient, provider: OpenIdProvider
) -> None:
    provider.person["preferred_username"] = "Ada.Marsh"
    response = arrive(client)
    assert response.status_code == 403
    assert client.get("/documents").status_code == 303


def test_who_is_disabled_here_does_not_get_in(app: Flask, store: Store) -> None:
    arrive(app.test_client())
    account = store.account("pat@council.example")
    assert account is not None
    send(client_of(app, "ada.marsh"), "/people", f"/people/{account.id}/disable")
    assert arrive(app.test_client()).status_code == 403


def test_an_account_of_single_sign_on_has_no_password_to_sign_in_with(app: Flask) -> None:
    arrive(app.test_client())
    assert sign_in(app.test_client(), "pat@council.example", "").status_code == 401
    assert sign_in(app.test_client(), "pat@council.example", PASSWORD).status_code == 401


LONG_AGO, NOT_YET = 1_500_000_000, 4_000_000_000


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("nonce", "that of another question"),
        ("nonce", None),
        ("aud", "another-program"),
        ("aud", ["another-program", "and-another"]),
        ("aud", None),
        ("iss", "https://elsewhere.example"),
        ("iss", None),
        ("exp", LONG_AGO),
        ("exp", None),
        ("iat", NOT_YET),
        ("nbf", NOT_YET),
        ("sub", None),
        ("azp", "another-program"),
    ],
)
def test_a_token_with_a_wrong_claim_is_not_believed(
    client: FlaskClient, provider: OpenIdProvider, store: Store, claim: str, value: object
) -> None:
    provider.wrong[claim] = value
    assert arrive(client).status_code == 403
    assert client.get("/documents").status_code == 303
    assert [one.name for one in store.accounts()] == ["ada.marsh"]


def test_a_token_for_several_programs_says_for_which_it_was_made(
    app: Flask, provider: OpenIdProvider
) -> None:
    provider.wrong["aud"] = [CLIENT, "another-program"]
    assert arrive(app.test_client()).status_code == 403
    provider.wrong["azp"] = CLIENT
    assert arrive(app.test_client()).status_code == 303


def test_a_token_signed_by_a_stranger_is_not_believed(
    client: FlaskClient, provider: OpenIdProvider, running: OpenIdProvider
) -> None:
    right = provider.key
    provider.published, provider.key = [right], RSAKey.generate_key(2048, {"kid": right.kid})
    try:
        assert arrive(client).status_code == 403
    finally:
        running.key = right


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anyone_could_have_made_is_not_believed(
    client: FlaskClient,
    provider: OpenIdProvider,
    algorithm: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import base64
    import hashlib
    import hmac
    import json

    signed = provider.identity

    def forge(nonce: str) -> str:
        def part(raw: bytes) -> str:
            return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

        claims = signed(nonce).split(".")[1]
        head = part(json.dumps({"alg": algorithm, "kid": "1"}).encode())
        # With the secret that both know, and with the public key taken for a secret.
        mac = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
        return f"{head}.{claims}.{'' if algorithm == 'none' else part(mac)}"

    monkeypatch.setattr(provider, "identity", forge)
    assert arrive(client).status_code == 403


def test_a_provider_that_changes_its_key_is_still_believed(
    app: Flask, provider: OpenIdProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert arrive(app.test_client()).status_code == 303
    provider.key = RSAKey.generate_key(2048, {"kid": "2"})
    monkeypatch.setattr(signon, "_AGAIN", 0)
    assert arrive(app.test_client()).status_code == 303


def test_keys_are_not_asked_for_at_every_forged_token(app: Flask, provider: OpenIdProvider) -> None:
    provider.published = [RSAKey.generate_key(2048, {"kid": "other"})]
    for _ in range(3):
        assert arrive(app.test_client()).status_code == 403
    assert [path for path, _ in provider.asked].count("/keys") == 1


def test_an_answer_to_a_question_never_asked_is_refused(client: FlaskClient) -> None:
    back = urlsplit(go(client))
    other = client.application.test_client()
    assert other.get(f"{back.path}?{back.query}").status_code == 403
    assert other.get("/documents").status_code == 303


@pytest.mark.parametrize("change", [{"state": "made-up"}, {"iss": "https://elsewhere.example"}])
def test_an_answer_that_was_tampered_with_is_refused(
    client: FlaskClient, provider: OpenIdProvider, change: dict[str, str]
) -> None:
    back = urlsplit(go(client))
    args = {name: values[0] for name, values in parse_qs(back.query).items()} | change
    assert client.get(back.path, query_string=args).status_code == 403
    assert not [path for path, _ in provider.asked if path == "/token"]


def test_an_answer_serves_once(client: FlaskClient) -> None:
    back = urlsplit(go(client))
    assert client.get(f"{back.path}?{back.query}").status_code == 303
    assert client.get(f"{back.path}?{back.query}").status_code == 403


def test_the_code_is_worth_nothing_without_the_verifier(
    app: Flask, provider: OpenIdProvider
) -> None:
    """A stranger who has read the code from the address starts a question of their own."""
    stolen = parse_qs(urlsplit(go(app.test_client())).query)["code"][0]
    stranger = app.test_client()
    back = urlsplit(go(stranger))
    args = {name: values[0] for name, values in parse_qs(back.query).items()}
    assert stranger.get(back.path, query_string=args | {"code": stolen}).status_code == 403


def test_the_secret_is_shown_as_the_provider_wants_it(
    client: FlaskClient, provider: OpenIdProvider
) -> None:
    provider.secret_in_form = True
    assert arrive(client).status_code == 303


def test_who_has_too_many_groups_for_the_token_is_told_so(
    client: FlaskClient, provider: OpenIdProvider
) -> None:
    provider.person |= {"roles": None, "_claim_names": {"roles": "src1"}}
    assert "more groups than the answer has room for" in arrive(client).text


def test_a_provider_that_says_no_is_told_plainly(
    client: FlaskClient, provider: OpenIdProvider
) -> None:
    provider.refuses = "access_denied"
    response = arrive(client)
    assert response.status_code == 403
    assert "did not let you in" in response.text


def test_a_provider_that_cannot_be_reached_leaves_the_password(
    place: Home, provider: OpenIdProvider
) -> None:
    settings = place.path / "sign-on.toml"
    text = settings.read_text(encoding="utf-8").replace(provider.issuer, "http://localhost:9")
    settings.write_text(text, encoding="utf-8")
    client = create_app(place).test_client()
    response = client.get("/sign-on")
    assert response.status_code == 403
    assert "cannot be reached" in response.text
    assert sign_in(client, "ada.marsh").status_code == 303


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_single_sign_on_leads_to_no_other_site(client: FlaskClient, onward: str) -> None:
    assert arrive(client, onward).headers["Location"] == "/"


def test_a_session_planted_beforehand_is_worth_nothing_after_single_sign_on(
    client: FlaskClient,
) -> None:
    client.set_cookie("sightline", "planted")
    arrive(client)
    found = client.get_cookie("sightline")
    assert found is not None
    assert found.value != "planted"


def test_the_page_for_signing_in_offers_it(client: FlaskClient) -> None:
    assert "Sign in with Marlow Vale account" in client.get("/sign-in").text


def test_a_name_from_the_provider_is_shown_and_never_obeyed(
    client: FlaskClient, provider: OpenIdProvider
) -> None:
    provider.person["name"] = "<script>alert(1)</script>"
    arrive(client)
    page = client.get("/account").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_without_settings_there_is_no_single_sign_on(home: Home, tmp_path: Path) -> None:
    add_person(home, "ada.marsh", Role.ADMINISTRATOR)
    client = create_app(home).test_client()
    assert client.get("/sign-on").status_code == 404
    assert "single sign-on" not in client.get("/sign-in").text
