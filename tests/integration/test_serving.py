"""The real server, with accounts: alone, and behind a proxy that speaks HTTPS."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

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
    port = free_port()
    server = start(home, port, *options)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def start(home: Home, port: int, *options: str) -> subprocess.Popen[str]:
    """Start the server and wait until it says that it is ready."""
    names = ["--name", "evidence.council.example", "--port", str(port)]
    command = [sys.executable, "-m", "app", "serve", "--home", str(home.path), *names, *options]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    for line in server.stderr:
        if "is ready" in line:
            break
    return server


def answers_at(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


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


@pytest.mark.skipif(sys.platform != "linux", reason="one process serves there")
def test_whoever_signed_in_is_known_to_every_process(staffed: Home) -> None:
    with serving(staffed, "--processes", "3") as address:
        cookie = sign_in(address, {}).headers["Set-Cookie"].partition(";")[0]
        # Each on a connection of its own, which any of the processes may take.
        asked = partial(requests.get, headers={"Cookie": cookie}, timeout=10)
        with ThreadPoolExecutor(8) as people:
            answers = list(people.map(asked, [f"{address}/help"] * 40))
    assert all("Sign out" in answer.text for answer in answers)


@pytest.mark.skipif(sys.platform != "linux", reason="one process serves there")
def test_a_killed_server_leaves_no_process_that_holds_its_port(home: Home) -> None:
    port = free_port()
    server = start(home, port, "--processes", "3")
    assert answers_at(port)
    server.kill()
    server.communicate(timeout=10)  # returns when the last process has closed the pipe
    until = time.monotonic() + 10
    while answers_at(port) and time.monotonic() < until:
        time.sleep(0.05)
    assert not answers_at(port)
