"""What the interface for programs says of itself is true, whatever it is asked."""

import warnings
from typing import Any

import pytest

from app import create_app
from app.api.operations import OPERATIONS
from indexer.home import Home

with warnings.catch_warnings():
    # Its own modules use each other's deprecated names while they load.
    warnings.simplefilter("ignore", DeprecationWarning)
    import schemathesis
    from schemathesis.engine import events, from_schema

CONFIG = {
    "seed": 1,
    "generation": {"max-examples": 25, "deterministic": True},
    # Of a well-formed query only the language can say whether it means something: 422.
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "3xx", "401", "403", "404", "422"]
        }
    },
}


@pytest.fixture(scope="module")
def happened(indexed: tuple[Home, Any]) -> list[Any]:
    """What befell while every address was asked what it may be asked, and what it may not."""
    config = schemathesis.Config.from_dict(CONFIG)
    app = create_app(indexed[0])
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)
    return list(from_schema(schema).execute())


def finished(happened: list[Any]) -> list[Any]:
    return [one.recorder for one in happened if isinstance(one, events.ScenarioFinished)]


def test_every_answer_keeps_to_the_description(happened: list[Any]) -> None:
    checks = [
        one for record in finished(happened) for some in record.checks.values() for one in some
    ]
    failed = {f"{one.name}: {one.failure_info.failure}" for one in checks if one.failure_info}
    assert failed == set()
    assert len(checks) > 5000


def test_no_answer_was_prevented(happened: list[Any]) -> None:
    kinds = (events.NonFatalError, events.FatalError, events.Interrupted)
    assert [one for one in happened if isinstance(one, kinds)] == []


def test_every_address_was_asked(happened: list[Any]) -> None:
    asked = {record.label for record in finished(happened)}
    assert {f"GET {one.path}" for one in OPERATIONS} <= asked


def test_every_address_has_answered(happened: list[Any]) -> None:
    answered = {
        case.value.operation.label
        for record in finished(happened)
        for id_, case in record.cases.items()
        if (given := record.interactions.get(id_)) and given.response
        if given.response.status_code == 200
    }
    assert {f"GET {one.path}" for one in OPERATIONS} <= answered
