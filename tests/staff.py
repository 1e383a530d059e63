"""People with accounts, and browsers signed in as them."""

import shutil
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app.people.accounts import add_account
from indexer.home import Home
from indexer.people import Account, Role
from indexer.store.repository import Store

PASSWORD = "maple quiet lantern 7"


def add_person(home: Home, name: str, role: Role, *, display: str = "") -> Account:
    """Add an account whose password is ``PASSWORD``."""
    with Store.open(home.store, create=True) as store:
        return add_account(store, name, role, by="test", display=display, password=PASSWORD)[0]


def copy_of(home: Home, folder: Path) -> Home:
    """Copy a home that is not open, which takes a tenth of the time of making it."""
    return Home(shutil.copytree(home.path, folder / "home"))


def add_staff(home: Home) -> dict[Role, Account]:
    """Add one account of each role, named after it."""
    roles = sorted(Role, key=lambda role: role is not Role.ADMINISTRATOR)
    return {role: add_person(home, role.value, role, display=f"A. {role}") for role in roles}


def form_of(page: TestResponse, action: str) -> dict[str, str]:
    """Return the fields of the form that is sent to an address, as they stand on a page."""
    tree = html.fromstring(page.text)
    forms = [form for form in tree.forms if form.get("action") == action]
    assert forms, f"no form is sent to {action}"
    return {name: value or "" for name, value in forms[0].fields.items()}


def send(
    client: FlaskClient, page: str, action: str, changes: dict[str, str] | None = None
) -> TestResponse:
    """Open a page and send one of its forms with some fields changed."""
    fields = form_of(client.get(page), action)
    return client.post(action, data=fields | (changes or {}))


def sign_in(
    client: FlaskClient, name: str, password: str = PASSWORD, *, address: str = "/sign-in"
) -> TestResponse:
    """Sign in as a person does, by the page for it."""
    return send(client, address, "/sign-in", {"name": name, "password": password})


def client_of(app: Flask, name: str) -> FlaskClient:
    """Return a browser in which a person is signed in."""
    client = app.test_client()
    assert sign_in(client, name).status_code == 303
    return client
