"""The page of other authorities: a theme, and what reports on them praised and faulted."""

from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request, url_for

from app.claims.views import claims_of
from app.comparators.export import send_reports
from app.comparators.params import read_comparator_params
from app.ours import own_authority
from app.people import needs
from app.search.params import read_page
from app.wiring import workplace
from indexer.claims.model import OTHERS
from indexer.comparators.reports import find_reports, frameworks_of, grades_of
from indexer.export.sheets import FORMATS
from indexer.export.writers import Format

blueprint = Blueprint("comparators", __name__, url_prefix="/comparators")

ROWS = 12
"""Reports on one screen."""
_ANY = "0" * 12 + "-1"


@blueprint.get("/")
@needs("reader")
def index() -> str:
    """Show what reports on other authorities say of a theme."""
    place = workplace()
    params = read_comparator_params(request.args)
    if place.is_empty:
        return render_template("comparators/reports.html", reports=None, params=params)
    claims = claims_of(place)
    judged = [one for one in claims.voices if one.speaker in OTHERS]
    names = sorted({one.document.metadata.authority or "" for one in judged} - {""})
    if "without" not in request.args and not params.authority:
        params = replace(params, without=own_authority(place, names))
    theme = params.theme if params.theme in place.words.known("theme") else ""
    found = find_reports(judged, params.sought()) if theme else []
    pages = max(1, -(-len(found) // ROWS))
    page = read_page(params.page, pages)
    return render_template(
        "comparators/reports.html",
        reports=found[(page - 1) * ROWS : page * ROWS],
        total=len(found),
        authorities=len({one.document.metadata.authority for one in found}),
        page=page,
        pages=pages,
        params=params,
        theme=theme,
        themes=[(one.id, one.label) for one in place.taxonomy.themes],
        frameworks=[(one, place.words.label("framework", one)) for one in frameworks_of(judged)],
        grades=grades_of(judged),
        names=names,
    )


@blueprint.get("/reports.<ending>")
@needs("reader")
def export(ending: str) -> Response:
    """Send the passages of the reports that are listed as a file."""
    place = workplace()
    if place.is_empty or ending not in FORMATS:
        abort(404)
    found = find_reports(claims_of(place).voices, read_comparator_params(request.args).sought())
    before, _, after = url_for("documents.passage", id_=_ANY, _external=True).partition(_ANY)
    return send_reports(found, Format(ending), place, lambda id_: f"{before}{id_}{after}")
