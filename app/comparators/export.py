"""What reports on other authorities say, as a file: a row for each passage."""

from collections.abc import Callable, Iterable

from flask import Response

from app.wiring import Workplace
from indexer.claims.model import Voice
from indexer.comparators.reports import Report
from indexer.export.cells import Plain
from indexer.export.sheets import table_bytes
from indexer.export.writers import MEDIA_TYPES, Format

TITLES = (
    "Passage",
    "What it says",
    "Read first",
    "Authority",
    "Document",
    "Framework",
    "Date",
    "Overall grade, as printed",
    "Page",
    "Link",
)
_WIDTHS = {"A": 90, "B": 18, "D": 24, "E": 44, "F": 20, "H": 24, "J": 40}


def send_reports(
    reports: Iterable[Report], kind: Format, place: Workplace, link: Callable[[str], str]
) -> Response:
    """Send passages of reports as a file to keep."""
    rows = (
        _row(one, place, link) for report in reports for one in (*report.praised, *report.faulted)
    )
    body = table_bytes(kind, TITLES, rows, name="Other authorities", widths=_WIDTHS)
    response = Response(body, mimetype=MEDIA_TYPES[kind])
    name = f"other-authorities.{kind.value}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _row(one: Voice, place: Workplace, link: Callable[[str], str]) -> list[Plain]:
    known = one.document.metadata
    return [
        one.text,
        place.words.label("stance", one.stance),
        "yes, the label is unsure" if one.is_unsure else None,
        known.authority,
        known.title or one.document.path,
        known.framework,
        one.day.isoformat() if one.day else None,
        known.grades.overall,
        one.page,
        link(one.passage),
    ]
