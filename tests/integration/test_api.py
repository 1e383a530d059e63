"""The interface for programs: what it answers, how it refuses, and what it says of itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from pydantic import BaseModel

from app import create_app
from app.api.findings import FindingList
from app.api.operations import OPERATIONS, Operation
from app.cli import main
from indexer.home import Home
from indexer.model import FileStatus
from indexer.store.repository import Store
from tests.cabinet import build_cabinet

BASE = "/api/v1"


@pytest.fixture(scope="module")
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


def ask(client: FlaskClient, address: str, status: int = 200) -> Any:
    response = client.get(BASE + address)
    assert response.status_code == status, response.text
    return response.json


def letter(client: FlaskClient) -> str:
    found = ask(client, "/documents?name=letter.pdf")["documents"]
    return str(found[0]["id"])


def addresses(client: FlaskClient, operation: Operation) -> Iterator[str]:
    """Give addresses of an operation whose answers hold as many fields as there are."""
    document = letter(client)
    path = operation.path.format(document=document, passage=f"{document}-4")
    yield path
    if operation.name == "search":
        yield f"{path}?q=discussions&limit=1&sort=date"


def undescribed(value: object, path: str = "") -> Iterator[str]:
    """Name the fields of an answer that its shape does not describe."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.__pydantic_extra__ or ())
        for name in type(value).model_fields:
            yield from undescribed(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for one in value:
            yield from undescribed(one, path)
    elif isinstance(value, dict):
        for one in value.values():
            yield from undescribed(one, path)


ON_THE_SHELF = [one for one in OPERATIONS if not one.name.startswith("finding")]


@pytest.mark.parametrize("operation", ON_THE_SHELF, ids=lambda one: one.name)
def test_every_field_of_an_answer_is_described(client: FlaskClient, operation: Operation) -> None:
    for address in addresses(client, operation):
        answer = operation.shape.model_validate(ask(client, address), strict=False)
        assert sorted(set(undescribed(answer))) == []


def test_a_search_answers_as_the_command_does(client: FlaskClient, shelf: Home) -> None:
    told = CliRunner().invoke(
        main, ["search", "supervision", "--format", "json", "--home", str(shelf.path)]
    )
    over_http = ask(client, "/search?q=supervision")
    assert over_http.pop("next") is None
    by_command = json.loads(told.stdout)
    assert by_command.pop("took")
    assert over_http.pop("took")
    assert over_http == by_command


def test_a_document_answers_as_the_command_does(client: FlaskClient, shelf: Home) -> None:
    told = CliRunner().invoke(main, ["documents", "--format", "json", "--home", str(shelf.path)])
    assert ask(client, "/documents")["documents"] == json.loads(told.stdout)


def test_a_filter_keeps_to_its_values(client: FlaskClient) -> None:
    both = ask(client, "/search?stance=strength&stance=needs-improvement")
    assert {hit["stance"] for hit in both["hits"]} == {"strength", "needs-improvement"}


def test_following_next_gives_every_hit_once(client: FlaskClient) -> None:
    seen, address = [], "/search?limit=2"
    while address:
        answer = ask(client, address)
        seen += [hit["passage"] for hit in answer["hits"]]
        address = (answer["next"] or "").removeprefix(BASE)
    assert len(seen) == len(set(seen)) == answer["total"] > 4


def test_the_next_part_is_also_in_the_header(client: FlaskClient) -> None:
    response = client.get(f"{BASE}/documents?limit=1&order=date")
    assert response.headers["Link"] == f'<{response.json["next"]}>; rel="next"'


def test_passages_of_a_document_are_given_in_parts_of_one_kind(client: FlaskClient) -> None:
    answer = ask(client, f"/documents/{letter(client)}/passages?kind=heading&limit=1&offset=1")
    assert (answer["total"], answer["passages"][0]["text"]) == (3, "Help and protection")


def test_a_superseded_version_is_readable_and_names_its_successor(tmp_path: Path) -> None:
    home = build_cabinet(tmp_path)
    with Store.open(home.store) as store:
        current = {document.id for document in store.documents()}
        past = next(one.id for one in store.documents(all=True) if one.id not in current)
        successor = store.successor(past)
    answer = ask(create_app(home).test_client(), f"/documents/{past}")
    assert (answer["status"], answer["superseded_by"]) == ("superseded", successor)
    assert (answer["size"], answer["seconds"]) == (None, None)


def test_a_file_that_failed_says_why(client: FlaskClient) -> None:
    [found] = ask(client, f"/documents?status={FileStatus.FAILED}")["documents"]
    assert found["error"] == "This PDF needs a password. Save a copy without one."


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("theme=visit", "theme", "visits"),
        ("limit=201", "limit", "0 to 200"),
        ("limit=-1", "limit", "0 to 200"),
        ("limit=05", "limit", "whole number"),
        ("limit=", "limit", "whole number"),
        ("since=20220601", "since", "2022-06-01"),
        ("since=2022-02-30", "since", "2022-06-01"),
        ("year=22", "year", "[0-9]{4}"),
        ("sort=best", "sort", "relevance, date"),
        ("limit=1&limit=2", "limit", "at most 1"),
        ("them=visits", "them", "There are: q, theme"),
    ],
)
def test_a_parameter_is_refused_with_what_is_valid(
    client: FlaskClient, query: str, parameter: str, words: str
) -> None:
    [error] = ask(client, f"/search?{query}", status=400)["errors"]
    assert error["parameter"] == parameter
    assert words in error["detail"]


def test_all_faults_of_an_address_are_told_at_once(client: FlaskClient) -> None:
    told = ask(client, "/search?theme=visit&limit=x&them=1", status=400)
    assert {error["parameter"] for error in told["errors"]} == {"theme", "limit", "them"}


def test_bounds_that_exclude_each_other_are_refused(client: FlaskClient) -> None:
    told = ask(client, "/search?since=2022-01-01&until=2021-01-01", status=422)
    assert "2022-01-01 and 2021-01-01" in told["detail"]


def test_a_problem_is_told_as_problem_details(client: FlaskClient) -> None:
    response = client.get(f"{BASE}/documents/000000000000")
    assert response.content_type == "application/problem+json"
    assert (response.status_code, response.json["status"]) == (404, 404)
    assert "000000000000" in response.json["detail"]


def test_the_type_of_a_problem_leads_to_its_description(client: FlaskClient) -> None:
    address, _, anchor = ask(client, "/search?limit=x", status=400)["type"].partition("#")
    assert f'id="{anchor}"' in client.get(address).text


@pytest.mark.parametrize("address", ["/nowhere", "/documents/xyz", "/search/more"])
def test_an_unknown_address_is_told_in_json_too(client: FlaskClient, address: str) -> None:
    assert ask(client, address, status=404)["type"].endswith("#not-found")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_a_method_that_changes_something_is_refused_with_those_allowed(
    client: FlaskClient, method: str
) -> None:
    response = client.open(f"{BASE}/search", method=method)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.content_type == "application/problem+json"


def test_a_head_request_gives_the_headers_alone(client: FlaskClient) -> None:
    head, get = (client.open(f"{BASE}/taxonomy", method=method) for method in ("HEAD", "GET"))
    assert head.data == b""
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_an_answer_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get(f"{BASE}/documents").headers["ETag"]
    again = client.get(f"{BASE}/documents", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_whoever_takes_no_json_is_told_so(client: FlaskClient) -> None:
    response = client.get(f"{BASE}/status", headers={"Accept": "text/csv"})
    assert response.status_code == 406
    assert "text/csv" in response.json["detail"]


def test_an_empty_home_is_told_with_what_to_do(home: Home) -> None:
    told = ask(create_app(home).test_client(), "/search", status=503)
    assert "sightline index" in told["detail"]


def test_the_page_describes_every_address_and_object(client: FlaskClient) -> None:
    page = client.get(f"{BASE}/").text
    assert [one.path for one in OPERATIONS if f"{BASE}{one.path}</code>" not in page] == []
    described = ask(client, "/openapi.json")
    objects = described["components"]["schemas"]
    assert [name for name in objects if f'<h3 id="{name}">' not in page] == []


@pytest.fixture(scope="module")
def papers_client(indexed: tuple[Home, Any]) -> FlaskClient:
    return create_app(indexed[0]).test_client()


def test_findings_answer_as_the_command_does(
    papers_client: FlaskClient, indexed: tuple[Home, Any]
) -> None:
    home = str(indexed[0].path)
    told = CliRunner().invoke(main, ["findings", "--format", "json", "--home", home])
    answer = ask(papers_client, "/findings?limit=200")
    assert answer["findings"] == json.loads(told.stdout)
    assert answer["total"] == len(answer["findings"]) > 0
    assert sorted(set(undescribed(FindingList.model_validate(answer)))) == []


def test_one_finding_is_given_by_its_id(papers_client: FlaskClient) -> None:
    [first] = ask(papers_client, "/findings?limit=1")["findings"]
    assert ask(papers_client, f"/findings/{first['id']}") == first
    listed = ask(papers_client, f"/findings?document={first['document']}")["findings"]
    assert first in listed
