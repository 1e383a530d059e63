"""The page of the audit trail, and the trail as a file."""

from datetime import UTC, date, datetime, time, timedelta

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from app.audit.table import csv_pieces
from app.audit.words import action_words, detail_words
from app.people.guards import needs
from app.search.params import read_page
from app.tagging.words import recorded_words
from app.wiring import workplace
from indexer.audit import Action, Event, verify
from indexer.store.audit import Wanted

blueprint = Blueprint("audit", __name__)

ROWS = 100
"""Entries on one screen."""

_LONGEST = 200


@blueprint.get("/audit")
@needs("lead")
def index() -> str:
    """List what befell, latest first."""
    place = workplace()
    if not place.has_store:
        return render_template("audit/index.html", entries=None)
    wanted = read_wanted(request.args)
    total = place.store.count_entries(wanted)
    pages = max(1, -(-total // ROWS))
    page = read_page(request.args.get("page", ""), pages)
    return render_template(
        "audit/index.html",
        entries=place.store.find_entries(wanted, limit=ROWS, offset=(page - 1) * ROWS),
        total=total,
        page=page,
        pages=pages,
        args={name: value for name, value in request.args.items() if value and name != "page"},
        actions=place.store.audit_actions(),
        verdict=verify(place.store.audit_entries()) if "check" in request.args else None,
        action_words=action_words,
        detail_words=told,
    )


def told(event: Event) -> str:
    """Write the details of an event; of a decision as people see it where they decide."""
    if event.action == Action.DECIDED and event.detail:
        return recorded_words(event.detail, workplace().words)
    return detail_words(event)


@blueprint.get("/audit.csv")
@needs("lead")
def table() -> Response:
    """Send the entries that fit as a file for a spreadsheet."""
    place = workplace()
    entries = [] if not place.has_store else place.store.find_entries(read_wanted(request.args))
    response = Response(csv_pieces(entries), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename="sightline-audit.csv")
    return response


def read_wanted(args: MultiDict[str, str]) -> Wanted:
    """Read which entries to show; days are days here, and a date that is none is left out."""
    who, action, words = (args.get(name, "").strip()[:_LONGEST] for name in ("who", "action", "q"))
    since, until = (_day(args.get(name, "")) for name in ("since", "until"))
    return Wanted(
        who=who,
        action=action,
        words=words,
        since=_start_of(since) if since else None,
        until=_start_of(until + timedelta(days=1)) if until and until < date.max else None,
    )


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def _start_of(day: date) -> datetime:
    """Return when a day begins on this machine's clock, as the store keeps moments."""
    if day.year in (1, 9999):  # at the ends of the calendar no zone can be reckoned
        return datetime.combine(day, time())
    return datetime.combine(day, time()).astimezone().astimezone(UTC).replace(tzinfo=None)
