"""Pages for what went wrong, each saying what to do next."""

import logging
from collections.abc import Mapping
from types import MappingProxyType

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException, SecurityError

from app.api.problems import Problem, is_api, problem_of, show_problem
from indexer.errors import IndexerError

log = logging.getLogger(__name__)

_ADVICE: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: (
            "This address cannot be read",
            "Part of the address is not what Sightline expects. Start again from the search page.",
        ),
        403: (
            "This form cannot be accepted",
            "It did not come from a page of this Sightline, or the page lay open too long or from "
            "before you last signed in. Nothing was saved. Open the page anew and send it from "
            "there.",
        ),
        404: (
            "There is no such page",
            "The address may be mistyped, or the document has since been removed or replaced by "
            "a newer version. Search for its words, or look for it in the list of documents.",
        ),
        405: ("This address only shows a page", "Open it as an ordinary link."),
        410: (
            "The original file is no longer there",
            "The file was moved, deleted or changed after it was read, so its pages cannot be "
            "shown. Its text is kept: open the document to read it. Put the file back, or run "
            "sightline index again, to see its pages.",
        ),
        413: (
            "This is too much at once",
            "Nothing of it was saved. Papers are added in pieces of up to 500 MB: send fewer "
            "files at a time, or have whoever looks after Sightline index the folder they are in.",
        ),
        500: (
            "Something went wrong in Sightline",
            "This is a fault in the program, not in what you did. Try again; if it comes back, "
            "send the address of this page and the server's log to whoever looks after Sightline.",
        ),
    }
)

Page = Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def register_errors(app: Flask) -> None:
    """Show every failure in the style of the other pages."""
    app.register_error_handler(SecurityError, show_wrong_host)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(IndexerError, show_indexer_error)


def show_wrong_host(_error: SecurityError) -> Page:
    """Refuse a request made under a strange name, plainly: no address can be built under it."""
    words = (
        "Sightline answers only under the names it was started for, such as localhost. Whoever "
        "looks after it here can add one: sightline serve --name NAME\n"
    )
    return words, 400, {"Content-Type": "text/plain; charset=utf-8"}


def show_http_error(error: HTTPException) -> Page:
    """Show an error of HTTP; an unexpected exception arrives here as a 500."""
    if is_api():
        return problem_of(error)
    code = error.code or 500
    if code == 403 and error.description != type(error).description:
        title, advice = "This is not allowed", error.description or ""
        return _show(code, title, advice)
    title, advice = _ADVICE.get(code, (error.name, error.description or ""))
    return _show(code, title, advice)


def show_indexer_error(error: IndexerError) -> Page:
    """Show a failure of the store or the index; its message says what to do."""
    log.error("Cannot answer: %s", error)
    if is_api():
        return show_problem(Problem(503, str(error)))
    title = "The index cannot be read"
    return _show(503, title, str(error))


def _show(code: int, title: str, advice: str) -> Page:
    return render_template("errors/error.html", code=code, title=title, advice=advice), code
