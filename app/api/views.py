"""The addresses of the interface for programs."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, render_template, request

from app.api.description import BASE, coded, describe_api, limit_words, type_words
from app.api.operations import OPERATIONS, Operation
from app.api.parameters import read_parameters
from app.api.problems import KINDS, Problem, json_response, show_problem
from app.people.guards import needs
from app.wiring import workplace

blueprint = Blueprint("api", __name__, url_prefix=BASE)
blueprint.register_error_handler(Problem, show_problem)

NOTHING = "Nothing was indexed yet. Run `sightline index FOLDER` where the server runs."


@blueprint.get("/")
@needs("reader")
def page() -> str:
    """Describe the interface for a person who writes a program."""
    described = _describe()
    return render_template(
        "api/description.html",
        described=described,
        kinds=KINDS.values(),
        coded=coded,
        type_words=type_words,
        limit_words=limit_words,
    )


@blueprint.get("/openapi.json")
@needs("reader")
def openapi() -> Response:
    """Describe the interface for a program."""
    return _conditional(json_response(_describe()))


def _describe() -> dict[str, Any]:
    place = workplace()
    return describe_api(place.taxonomy, guarded=place.has_accounts)


def _view(operation: Operation) -> Callable[..., Response]:
    def show(**parts: str) -> Response:
        _check_accepted()
        place = workplace()
        values, faults = read_parameters(operation.parameters(place.taxonomy), request.args)
        if faults:
            count = "One parameter is" if len(faults) == 1 else f"{len(faults)} parameters are"
            raise Problem(400, f"{count} not accepted; see errors.", errors=faults)
        if place.is_empty:
            raise Problem(503, NOTHING)
        found = operation.run(place, parts, values)
        response = json_response(found)
        if found.get("next"):
            response.headers["Link"] = f'<{found["next"]}>; rel="next"'
        return _conditional(response)

    show.__doc__ = operation.summary
    return needs("reader")(show)


def _check_accepted() -> None:
    accepted = request.accept_mimetypes
    if accepted and not accepted.best_match(["application/json", "application/problem+json"]):
        raise Problem(406, f"Only application/json is given, and Accept is {accepted}.")


def _conditional(response: Response) -> Response:
    """Answer 304 to whoever has this very answer; what it is made of was read all the same."""
    response.add_etag()
    response.make_conditional(request)
    return response


for _operation in OPERATIONS:
    blueprint.add_url_rule(
        _operation.path.replace("{", "<").replace("}", ">"),
        _operation.name,
        _view(_operation),
        methods=["GET"],
    )
