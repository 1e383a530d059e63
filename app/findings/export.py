"""The register as a file: CSV or an Excel workbook."""

from collections.abc import Callable, Iterator, Sequence

from flask import Response

from app.findings.words import KINDS, STATUSES
from app.wiring import Workplace
from indexer.export.cells import Plain
from indexer.export.sheets import table_bytes
from indexer.export.writers import MEDIA_TYPES, Format
from indexer.findings.model import Rating, Scale
from indexer.findings.register import Entry

TITLES = (
    "Finding",
    "Kind",
    "Found on",
    "Document",
    "Authority",
    "Page",
    "Heading",
    "Owner or due, as printed",
    "Areas",
    "Themes",
    "Action",
    "Action: owner",
    "Action: due",
    "Action: note",
    "Action: rated by, on",
    "Impact",
    "Impact: owner",
    "Impact: due",
    "Impact: note",
    "Impact: rated by, on",
    "Link",
)
_WIDTHS = {"A": 80, "B": 20, "D": 40, "E": 20, "G": 30, "I": 24, "J": 36, "N": 40, "S": 40}


def send_register(
    entries: Sequence[Entry], kind: Format, place: Workplace, link: Callable[[str], str]
) -> Response:
    """Send findings as a file to keep."""
    rows = (_row(entry, place, link) for entry in entries)
    body = table_bytes(kind, TITLES, rows, name="Findings", widths=_WIDTHS)
    response = Response(body, mimetype=MEDIA_TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"findings.{kind.value}")
    return response


def _row(entry: Entry, place: Workplace, link: Callable[[str], str]) -> list[Plain]:
    finding, metadata = entry.finding, entry.document.metadata
    printed = [finding.owner, finding.due]
    return [
        finding.text,
        KINDS[finding.kind],
        entry.date.isoformat() if entry.date else None,
        entry.title,
        metadata.authority,
        finding.page,
        finding.heading or None,
        "; ".join(filter(None, printed)) or None,
        "; ".join(place.words.label("area", area) for area in entry.areas),
        "; ".join(place.words.label("theme", theme) for theme in entry.themes),
        *_rated(entry.rating(Scale.ACTION)),
        *_rated(entry.rating(Scale.IMPACT)),
        link(entry.id),
    ]


def _rated(rating: Rating | None) -> Iterator[Plain]:
    if rating is None or rating.status is None:
        yield from (None,) * 5
        return
    yield STATUSES[rating.status]
    yield rating.owner or None
    yield rating.due.isoformat() if rating.due else None
    yield rating.note or None
    yield f"{rating.who}, {rating.at:%Y-%m-%d}"
