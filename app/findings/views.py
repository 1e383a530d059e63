"""The pages of the findings register: the list, one finding, the gaps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.findings import words
from app.findings.export import send_register
from app.findings.following import by_paper, following, likeliest
from app.findings.lacking import find_lacking
from app.findings.params import UNRATED, read_finding_params
from app.findings.saying import SAYINGS, by_whom, passage_of
from app.findings.table import build_table, entries_of, newest_first
from app.forms import form_expired
from app.ours import own_authority
from app.people import current_person, keeps_expired, needs, record
from app.search.params import SearchParams
from app.wiring import Workplace, workplace
from indexer.export.sheets import FORMATS
from indexer.export.writers import Format
from indexer.findings.evidence import AGAINST, FOR
from indexer.findings.model import STATUSES, FindingKind, Scale
from indexer.findings.register import Entry, FindingError, find_entry
from indexer.findings.saying import add_finding
from indexer.findings.statuses import suggest_statuses
from indexer.model import Document

blueprint = Blueprint("findings", __name__, url_prefix="/findings")

EXPIRED = (
    "This form lay open for so long that it was no longer accepted. Nothing was saved: send it "
    "again."
)
_ANY = "0" * 12 + "-f" + "0" * 8

Page = str | BaseResponse | tuple[str, int]


@blueprint.context_processor
def say() -> dict[str, object]:
    """Give the templates of this area their words."""
    return {
        "words": words,
        "SCALE_STATUSES": STATUSES,
        "UNRATED": UNRATED,
        "FOR": FOR,
        "AGAINST": AGAINST,
    }


@blueprint.get("/")
@needs("reader")
def index() -> str:
    """List the findings of the store."""
    place = workplace()
    params = read_finding_params(request.args)
    table = None if place.is_empty else build_table(place, params)
    only = place.store.document(params.document) if table and params.document else None
    ours = own_authority(place, (name for name, _ in table.authorities)) if table else ""
    return render_template(
        "findings/register.html", table=table, params=params, only=only, ours=ours
    )


@blueprint.get("/register.<ending>")
@needs("reader")
def export(ending: str) -> Response:
    """Send the findings that are listed as a file."""
    place = _filled()
    if ending not in FORMATS:
        abort(404)
    params = read_finding_params(request.args)
    entries = newest_first(params.keep(entries_of(place, params)))
    before, _, after = url_for(".show", id_=_ANY, _external=True).partition(_ANY)
    return send_register(entries, Format(ending), place, lambda id_: f"{before}{id_}{after}")


@blueprint.get("/gaps")
@needs("reader")
def gaps() -> str:
    """List the findings after which something is missing."""
    place = workplace()
    if place.is_empty:
        return render_template("findings/gaps.html", gaps=None)
    params, follow = read_finding_params(request.args), following(place)
    authorities = _authorities(follow.entries)
    if "authority" not in request.args:
        params = replace(params, authority=own_authority(place, authorities))
    return render_template(
        "findings/gaps.html",
        gaps=find_lacking(follow, params, request.args.get("gap", "")),
        params=params,
        authorities=authorities,
    )


@blueprint.get("/<id_>")
@needs("reader")
def show(id_: str) -> Page:
    """Show one finding with what came before and after it."""
    return _show(_find(id_))


@blueprint.post("/<id_>/<saying>")
@needs("tagger")
@keeps_expired
def say_of(id_: str, saying: str) -> Page:
    """Keep what a person says of a finding, or show why it cannot be kept."""
    entry = _find(id_)
    if saying not in SAYINGS:
        abort(404)
    if form_expired():
        return _show(entry, fault=EXPIRED), 400
    try:
        done = SAYINGS[saying](workplace().store, id_, request.form, by_whom(request.form))
    except FindingError as error:
        return _show(entry, fault=str(error)), 422
    record(f"finding.{saying}", id_)
    anchor = passage_of(request.form) or "said"
    return redirect(url_for(".show", id_=id_, done=done, _anchor=anchor), 303)


@blueprint.get("/add/<document>")
@needs("tagger")
def add(document: str) -> Page:
    """Show the form to add a finding that the machine missed."""
    return _add(_document(document))


@blueprint.post("/add/<document>")
@needs("tagger")
@keeps_expired
def save(document: str) -> Page:
    """Add a finding, or show why it cannot be added."""
    known = _document(document)
    if form_expired():
        return _add(known, fault=EXPIRED), 400
    sent = request.form
    try:
        id_ = add_finding(
            workplace().store,
            document,
            sent.get("text", ""),
            kind=sent.get("kind", ""),
            page=sent.get("page", 1, type=int),
            who=by_whom(sent),
            note=sent.get("note", ""),
        )
    except FindingError as error:
        return _add(known, fault=str(error)), 422
    record("finding.add", id_)
    return redirect(url_for(".show", id_=id_, done="added"), 303)


def _show(entry: Entry, *, fault: str | None = None) -> str:
    place = workplace()
    followed = following(place).follow(entry, near=place.meaning.cosines)
    every = "every" in request.args
    return render_template(
        "findings/finding.html",
        entry=entry,
        followed=followed,
        sheets=by_paper(followed, every=every),
        every=every,
        likeliest=likeliest(followed),
        suggested=suggest_statuses(followed),
        look=_look_for(entry).args(),
        scales=list(Scale),
        kinds=list(FindingKind),
        fault=fault,
        sent=request.form if fault else {},
        done=request.args.get("done", ""),
        **_who(),
        may_say=current_person().may("tagger"),
    )


def _look_for(entry: Entry) -> SearchParams:
    """Return the search for what later papers of the same authority say of the matter."""
    authority = entry.document.metadata.authority
    filters = {"theme": entry.themes, "authority": (authority,) if authority else ()}
    return SearchParams(
        text="" if entry.themes else entry.finding.text,
        filters={facet: tuple(values) for facet, values in filters.items() if values},
        since=entry.date + timedelta(days=1) if entry.date else None,
    )


def _add(document: Document, *, fault: str | None = None) -> str:
    return render_template(
        "findings/add.html",
        document=document,
        kinds=list(FindingKind),
        fault=fault,
        sent=request.form if fault else request.args,
        **_who(),
    )


def _who() -> dict[str, object]:
    """Tell a form whose name is kept, and whether another can be typed."""
    person = current_person()
    return {"person_name": person.name, "may_name": person.account is None}


def _find(id_: str) -> Entry:
    try:
        return find_entry(_filled().store, id_)
    except FindingError:
        abort(404)


def _document(id_: str) -> Document:
    document = _filled().store.document(id_)
    if document is None:
        abort(404)
    return document


def _filled() -> Workplace:
    place = workplace()
    if place.is_empty:
        abort(404)
    return place


def _authorities(entries: Sequence[Entry]) -> list[str]:
    return sorted({name for entry in entries if (name := entry.document.metadata.authority)})
