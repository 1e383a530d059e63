"""Problem details: what went wrong, as RFC 9457 has it told to programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from flask import Response, request, url_for
from werkzeug.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in the address of its description, and its title."""

    name: str
    status: int
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One parameter that cannot be accepted; ``value`` is None where none is at fault."""

    parameter: str
    value: str | None
    detail: str


KINDS: Mapping[int, Kind] = MappingProxyType(
    {
        kind.status: kind
        for kind in (
            Kind(
                "invalid-parameters",
                400,
                "A parameter is not accepted",
                "`errors` names each parameter, its value and what is valid.",
            ),
            Kind(
                "not-signed-in",
                401,
                "Sign in first",
                "Accounts are in use here. Send a token: `Authorization: Bearer TOKEN`.",
            ),
            Kind(
                "not-allowed",
                403,
                "Your role does not allow this",
                "`detail` says which role is needed.",
            ),
            Kind(
                "not-found",
                404,
                "There is no such thing",
                "This page lists the addresses there are.",
            ),
            Kind(
                "wrong-method",
                405,
                "This address takes other methods",
                "They are in the header `Allow`.",
            ),
            Kind(
                "not-acceptable",
                406,
                "Only JSON is given here",
                "Accept `application/json`, or leave the header `Accept` out.",
            ),
            Kind(
                "unreadable-query",
                422,
                "The search cannot be read",
                "Its parameters are well formed, but mean nothing together. `position` is where "
                "in the query the mistake starts, where it is one of the query language.",
            ),
            Kind(
                "fault",
                500,
                "Something went wrong in Sightline",
                "A fault of the program: its log says more.",
            ),
            Kind(
                "no-index",
                503,
                "Nothing can be searched now",
                "`detail` says why and what to do about it.",
            ),
        )
    }
)
"""Status to the kind of problem it stands for."""


class Problem(Exception):
    """An answer that is a problem.

    Attributes:
        status: of HTTP; one of :data:`KINDS`.
        detail: what happened this time and what to do.
        more: further members of the answer.
    """

    def __init__(
        self, status: int, detail: str, *, errors: Sequence[Fault] = (), **more: Any
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more
        if errors:
            self.more["errors"] = [
                {"parameter": one.parameter, "value": one.value, "detail": one.detail}
                for one in errors
            ]


def is_api() -> bool:
    """Tell whether a program or a script asks, which is answered in JSON whatever happens.

    A script of ours sends its form token as a header. Were it led on to the page for
    signing in, it would take that page for success.
    """
    return (
        request.path.startswith(PREFIX)
        or "X-Form-Token" in request.headers
        or request.accept_mimetypes.best == "application/json"
    )


def json_response(value: object) -> Response:
    """Write an answer as the command line does: names in the order of the contract."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text, mimetype="application/json")


def show_problem(problem: Problem) -> Response:
    """Write a problem as an answer."""
    kind = KINDS.get(problem.status)
    response = json_response(
        {
            "type": url_for("api.page", _anchor=kind.name) if kind else "about:blank",
            "title": kind.title if kind else HTTPStatus(problem.status).phrase,
            "status": problem.status,
            "detail": problem.detail,
            **problem.more,
        }
    )
    response.status_code = problem.status
    response.mimetype = MEDIA_TYPE
    return response


def problem_of(error: HTTPException) -> Response:
    """Write an error of HTTP as a problem, with the headers that belong to it."""
    code = error.code or 500
    # Of a fault in the program only the log tells; an abort may bring words of its own.
    kind = KINDS.get(code)
    own = error.description if error.description != type(error).description else None
    detail = own or (kind.about if kind else None) or error.name
    response = show_problem(Problem(code, detail))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            response.headers[name] = value
    return response
