"""The real server, with accounts: alone, and behind a proxy that speaks HTTPS."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from lxml import html

from indexer.home import Home
from indexer.people import Role
from indexer.store.repository import Store
from tests.staff import PASSWORD, add_person


@contextmanager
def serving(home: Home, *options: str) -> Iterator[str]:
    """Run ``sightline serve`` as an operator does; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    names = ["--name", "evidence.council.example", "--port", str(port)]
    command = [sys.executable, "-m", "app", "serve", "--home", str(home.path), *names, *options]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        for line in server.stderr:
            if "is ready" in line:
                break
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=10)


@pytest.fixture
def staffed(home: Home) -> Home:
    add_person(home, "ada.marsh", Role.ADMINISTRATOR)
    return home


def sign_in(address: str, headers: dict[str, str]) -> requests.Response:
    session = requests.Session()
    page = session.get(f"{address}/sign-in", headers=headers, timeout=5)
    [form] = html.fromstring(page.text).forms
    fields = dict(form.fields) | {"name": "ada.marsh", "password": PASSWORD}
    return session.post(
        f"{address}/sign-in", data=fields, headers=headers, allow_redirects=False, timeout=5
    )


BROWSER = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evidence.council.example",
    "X-Forwarded-For": "10.20.30.40",
    "Origin": "https://evidence.council.example",
}


def test_behind_a_proxy_the_cookie_is_for_https_and_the_address_is_the_browsers(
    staffed: Home,
) -> None:
    with serving(staffed, "--proxy", "127.0.0.1") as address:
        response = sign_in(address, BROWSER)
    assert response.status_code == 303
    assert response.headers["Set-Cookie"].startswith("__Host-sightline=")
    assert "Secure" in response.headers["Set-Cookie"]
    with Store.open(staffed.store) as store:
        [session] = store.sessions_of(1)
    assert session.address == "10.20.30.40"


def test_without_a_proxy_nobody_can_claim_another_address(staffed: Home) -> None:
    with serving(staffed) as address:
        response = sign_in(address, {"X-Forwarded-For": "10.20.30.40"})
    assert response.status_code == 303
    with Store.open(staffed.store) as store:
        [session] = store.sessions_of(1)
    assert session.address == "127.0.0.1"
