"""The page that tells what became of people's decisions, and the decisions as a file."""

from flask import Blueprint, Response, render_template

from app.people import needs, record
from app.tagging.words import decision_words
from app.wiring import workplace
from indexer.audit import Action
from indexer.decisions.reporting import TITLES, decision_rows, report_decisions
from indexer.export.cells import csv_bytes

blueprint = Blueprint("decisions", __name__)

SHOWN = 200
"""Entries of a list on the page; the command line and the file have all."""


@blueprint.get("/decisions")
@needs("reader")
def index() -> str:
    """Show how decisions stand, and what the last index runs made of them."""
    place = workplace()
    report = report_decisions(place.store, place.taxonomy) if place.has_store else None
    latest = place.store.decisions()[: -SHOWN - 1 : -1] if place.has_store else []
    subjects = {one.id: one for one in place.store.subjects()} if latest else {}
    return render_template(
        "tagging/report.html",
        report=report,
        latest=[(one, subjects[one.subject], decision_words(one, place.words)) for one in latest],
        shown=SHOWN,
    )


@blueprint.get("/decisions.csv")
@needs("reader")
def table() -> Response:
    """Send every decision as a file for a spreadsheet."""
    place = workplace()
    made = place.store.decisions() if place.has_store else []
    subjects = {one.id: one for one in place.store.subjects()} if made else {}
    record(Action.EXPORTED, detail={"decisions": len(made)})
    rows = csv_bytes(TITLES, decision_rows(made, subjects.__getitem__))
    response = Response(rows, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename="sightline-decisions.csv")
    return response
