"""More like one passage."""

from flask import Blueprint, abort, render_template

from app.people import needs
from app.search.params import PER_PAGE
from app.wiring import workplace
from indexer.alike import more_like

blueprint = Blueprint("like", __name__)


@blueprint.get("/passage/<id_>/like")
@needs("reader")
def show(id_: str) -> str:
    """List the passages that speak of the same as one."""
    place = workplace()
    passage = None if place.is_empty else place.store.passages_by_id([id_]).get(id_)
    document = passage and place.store.document(passage.document)
    if passage is None or document is None:
        abort(404)
    found = more_like(
        passage,
        store=place.store,
        engine=place.engine(),
        meaning=place.meaning,
        limit=PER_PAGE,
    )
    return render_template("search/like.html", passage=passage, document=document, found=found)
