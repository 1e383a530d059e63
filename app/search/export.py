"""All hits of a search as a file."""

import re
import tempfile
from collections.abc import Iterable, Sequence

from flask import Response, send_file, url_for

from app.search.params import SearchParams
from app.wiring import Workplace
from indexer.export.rows import Row, export_rows, labelled
from indexer.export.writers import MEDIA_TYPES, Format, pieces, write_xlsx

FORMATS: dict[Format, str] = {
    Format.XLSX: "Excel workbook (XLSX)",
    Format.CSV: "Comma-separated values (CSV)",
    Format.JSONL: "JSON lines, for programs",
}
"""The formats in the order offered, with their names."""

_ID = "0" * 12 + "-1"
_NAME = re.compile(r"[^a-z0-9]+")


def send_export(
    ids: Sequence[str], kind: Format, params: SearchParams, place: Workplace
) -> Response:
    """Send passages as a file to keep.

    CSV and JSON lines are sent as they are written; a workbook is a ZIP archive, which
    is written to the disk whole before its first byte can go.
    """
    # Addresses can be made only while the request lasts, rows are made after it.
    pattern = url_for("documents.passage", id_=_ID, _external=True)
    before, _, after = pattern.partition(_ID)
    rows = export_rows(ids, place.store, link=lambda id_: f"{before}{id_}{after}")
    name = file_name(params, kind)
    if kind is Format.XLSX:
        return _send_workbook(rows, name, place)
    response = Response(pieces(kind, rows, place.taxonomy), mimetype=MEDIA_TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def file_name(params: SearchParams, kind: Format) -> str:
    """Name the file of an export after its words."""
    words = _NAME.sub("-", params.text.lower()).strip("-")[:60].rstrip("-")
    return f"sightline-{words or 'passages'}.{kind.value}"


def _send_workbook(rows: Iterable[Row], name: str, place: Workplace) -> Response:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the response
    write_xlsx(labelled(rows, place.taxonomy), file)
    file.seek(0)
    return send_file(
        file, mimetype=MEDIA_TYPES[Format.XLSX], as_attachment=True, download_name=name
    )
