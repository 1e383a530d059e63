"""The list of documents, a document at a page, the image of a page."""

import logging
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.documents.beside import Beside, find_beside
from app.documents.editions import find_editions
from app.documents.facts import find_changes, find_facts
from app.documents.images import SMALL, WIDTHS, can_draw
from app.documents.ledger import build_ledger, read_ledger_params
from app.documents.original import Original, check_original
from app.documents.reading import open_document, read_outline
from app.documents.taking import ledger_csv
from app.documents.turning import find_page, pages_around, read_sheets
from app.documents.twins import MOST, SHOWN, find_twins
from app.people import needs
from app.search.params import LONGEST, SearchParams, read_params
from app.wiring import workplace
from app.words import FIELDS
from indexer.errors import IndexerError, SearchIndexError
from indexer.model import Document

log = logging.getLogger(__name__)

blueprint = Blueprint("documents", __name__)

ZOOMS = (100, 150, 200, 300)
"""How wide a page's image may be shown, as per cent of the room there is."""


@blueprint.get("/documents")
@needs("reader")
def ledger() -> str:
    """List every file and what became of it."""
    place = workplace()
    params = read_ledger_params(request.args)
    found = None if place.is_empty else build_ledger(place, params)
    return render_template("documents/ledger.html", ledger=found)


@blueprint.get("/documents.csv")
@needs("reader")
def ledger_table() -> Response:
    """Send the files that are listed, on all screens, for a spreadsheet."""
    place = workplace()
    if place.is_empty:
        abort(404)
    response = Response(ledger_csv(place, read_ledger_params(request.args)), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename="sightline-files.csv")
    return response


@blueprint.get("/document/<id_>")
@needs("reader")
def show(id_: str) -> str | BaseResponse:
    """Show a document at a page, pointing at a passage if one is named."""
    place = workplace()
    back = read_params(request.args, place.words, page="results")
    document = _find(id_)
    asked = request.args.get("go", "").strip()
    if asked and (number := find_page(document, asked)):
        return redirect(_address(id_, page=number, **_kept(back)))
    reading = open_document(
        document,
        leaf=request.args.get("page", ""),
        passage=request.args.get("passage", ""),
        back=back,
        place=place,
    )
    picked = reading.picked.passage if reading.picked else None
    return render_template(
        "documents/document.html",
        reading=reading,
        widths=WIDTHS,
        small=SMALL,
        zooms=ZOOMS,
        zoom=_zoom(),
        not_there=asked,
        back=back,
        kept=_kept(back),
        beside=_beside(back, picked.id if picked else None),
        around=pages_around(document, reading.leaf) if reading.has_image else (),
        facts=find_facts(document, place),
        changes=find_changes(document, place),
        editions=find_editions(document, place),
        alike=place.store.group_sizes(view.passage.id for view in reading.passages),
        twins=find_twins(picked, place, shown=SHOWN) if picked else (),
        saved=_names(request.args.get("corrected", "")),
        withdrawn=_names(request.args.get("withdrawn", "")),
    )


@blueprint.get("/document/<id_>/contents")
@needs("reader")
def contents(id_: str) -> str:
    """List all headings of a document, and its pages as small images."""
    place = workplace()
    document = _find(id_)
    back = read_params(request.args, place.words, page="results")
    is_same = check_original(document) is Original.SAME
    screen = request.args.get("sheets", 1, type=int)
    return render_template(
        "documents/contents.html",
        document=document,
        outline=read_outline(document, place),
        sheets=read_sheets(document, screen) if is_same else None,
        small=SMALL,
        kept=_kept(back),
    )


@blueprint.get("/passage/<id_>")
@needs("reader")
def passage(id_: str) -> BaseResponse:
    """Lead to a passage where it stands: an address that keeps."""
    place = workplace()
    found = None if place.is_empty else place.store.passages_by_id([id_]).get(id_)
    if found is None:
        abort(404)
    query = request.args.get("q", "").strip()[:LONGEST] or None
    return redirect(
        url_for(
            "documents.show",
            id_=found.document,
            passage=found.id,
            q=query,
            _anchor="here",
        )
    )


@blueprint.get("/passage/<id_>/twins")
@needs("reader")
def twins(id_: str) -> str:
    """List the passages that say the same as one, or nearly."""
    place = workplace()
    found = None if place.is_empty else place.store.passages_by_id([id_]).get(id_)
    if found is None:
        abort(404)
    return render_template(
        "documents/twins.html",
        passage=found,
        document=_find(found.document),
        groups=find_twins(found, place, shown=MOST),
    )


@blueprint.get("/document/<id_>/page/<int:number>.png")
@needs("reader")
def image(id_: str, number: int) -> Response:
    """Draw a page; its address holds the content's hash, so it never changes."""
    document = _find(id_)
    width = request.args.get("width", WIDTHS[0], type=int)
    if width not in (SMALL, *WIDTHS):
        abort(400)
    if not (1 <= number <= len(document.pages) and can_draw(document.pages[number - 1])):
        abort(404)
    if check_original(document) is not Original.SAME:
        abort(410)
    try:
        png = workplace().images.png(document, number, width)
    except IndexerError as error:
        log.warning("Cannot draw page %s of %s: %s", number, document.path, error)
        abort(410)
    response = Response(png, mimetype="image/png")
    response.set_etag(f"{document.sha256}-{number}-{width}")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    response.make_conditional(request)
    return response


def _find(id_: str) -> Document:
    document = None if workplace().is_empty else workplace().store.document(id_)
    return document or abort(404)


def _kept(back: SearchParams) -> dict[str, str | list[str]]:
    """Return what every address around a document carries along: the search, and the zoom."""
    zoom = _zoom()
    return back.kept() | ({"zoom": str(zoom)} if zoom != ZOOMS[0] else {})


def _zoom() -> int:
    zoom = request.args.get("zoom", ZOOMS[0], type=int)
    return zoom if zoom in ZOOMS else ZOOMS[0]


def _beside(back: SearchParams, picked: str | None) -> Beside | None:
    try:
        return find_beside(back, picked, workplace())
    except SearchIndexError as error:  # the document can be read all the same
        log.warning("Cannot show the results beside a document: %s", error)
        return None


def _address(id_: str, **args: Any) -> str:
    return url_for("documents.show", id_=id_, **args)


def _names(given: str) -> list[str]:
    return [name for name in given.split(",") if name in FIELDS]
