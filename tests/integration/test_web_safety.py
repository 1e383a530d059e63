"""What protects the reader of hostile documents, and the server from other sites."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.home import Home
from indexer.store.repository import Store
from tests.staff import copy_of


@pytest.fixture
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


@pytest.mark.parametrize(
    "address", ["/", "/search?q=visits", "/documents", "/help", "/about", "/nowhere", "/search?q=("]
)
def test_every_page_forbids_inline_code_and_foreign_content(
    client: FlaskClient, address: str
) -> None:
    response = client.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert " style=" not in response.text
    assert " onclick=" not in response.text
    assert "http://" not in response.text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in response.text


def test_evidence_is_kept_out_of_shared_caches(client: FlaskClient) -> None:
    assert "private" in client.get("/search?q=visits").headers["Cache-Control"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000"])
def test_this_machines_own_names_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_a_strange_host_name_is_refused(client: FlaskClient) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "Marlow" not in response.text


def test_a_server_may_be_started_for_another_name(shelf: Home) -> None:
    client = create_app(shelf, hosts=["evidence.council.example"]).test_client()
    headers = {"Host": "evidence.council.example"}
    assert client.get("/", headers=headers).status_code == 200


def test_nothing_can_be_posted(client: FlaskClient) -> None:
    assert client.post("/search", data={"q": "visits"}).status_code == 405


def test_a_missing_index_is_said_with_what_to_do(shelf: Home, tmp_path: Path) -> None:
    home = copy_of(shelf, tmp_path)
    shutil.rmtree(home.search)
    response = create_app(home).test_client().get("/search?q=visits")
    assert response.status_code == 503
    assert "sightline index" in response.text


def test_many_readers_at_once_get_the_same_answers(shelf: Home) -> None:
    app = create_app(shelf)
    with Store.open(shelf.store) as store:
        letter = next(d.id for d in store.documents() if d.path.endswith("letter.pdf"))
    addresses = [
        "/search?q=supervision",
        "/documents",
        f"/document/{letter}?page=2",
        f"/document/{letter}/page/3.png",
    ] * 8
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda address: app.test_client().get(address).data, addresses))
    # A form's token says in which second it was made.
    pages = [re.sub(rb"[\w-]+\.[\w-]{6}\.[\w-]{27}", b"token", page) for page in answers]
    assert pages[:4] * 8 == pages
