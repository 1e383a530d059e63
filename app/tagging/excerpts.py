"""Making a passage of words that somebody selected, and taking it out again."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.people import current_person, needs
from app.wiring import workplace
from indexer.decisions.deciding import DecisionError
from indexer.decisions.excerpts import make_excerpt
from indexer.model import Kind, Passage, position_of
from indexer.store.cutting import Cut

blueprint = Blueprint("excerpts", __name__)


@blueprint.app_template_global()
def cut_of(passage: Passage) -> Cut | None:
    """Return how an excerpt was made; None for a passage that was read."""
    return workplace().store.cut_of(passage.id) if passage.kind is Kind.EXCERPT else None


@blueprint.app_template_global()
def position_in(passage: Passage) -> int:
    """Return where a passage stands in its document; for templates."""
    return position_of(passage.id)


@blueprint.app_template_global()
def may_withdraw(cut: Cut) -> bool:
    """Tell whether who asks may take an excerpt out: who made it, or a lead."""
    person = current_person()
    return person.may("tagger") and (cut.who == person.name or person.may("lead"))


@blueprint.post("/document/<id_>/excerpt")
@needs("tagger")
def make(id_: str) -> Response | tuple[str, int]:
    """Make a passage of words of the document."""
    place = workplace()
    if place.is_empty or place.store.document(id_) is None:
        abort(404)
    quote = request.form.get("quote", "")
    near = request.form.get("near", "1")
    try:
        made = make_excerpt(
            place.home,
            place.store,
            id_,
            quote,
            near=int(near) if near.isdigit() and len(near) < 9 else 1,
            who=current_person().name,
            key=f"cut-{request.form.get('form', '')[:40]}-{id_}",
        )
    except DecisionError as error:
        document = place.store.document(id_)
        page = render_template(
            "tagging/refused.html", document=document, quote=quote, message=str(error)
        )
        return page, 422
    place.shower.tell()
    return redirect(url_for("documents.show", id_=id_, passage=made, _anchor="here"), 303)


@blueprint.post("/passage/<id_>/withdraw")
@needs("tagger")
def withdraw(id_: str) -> Response:
    """Take out a passage that a person made."""
    place = workplace()
    cut = None if place.is_empty else place.store.cut_of(id_)
    if cut is None:
        abort(404)
    if not may_withdraw(cut):
        abort(403, f"{cut.who} made this passage. Only they, or a lead, can take it out.")
    place.store.withdraw_cut(cut, who=current_person().name)
    place.shower.tell()
    whole = f"{cut.document}-{cut.position}"
    return redirect(url_for("documents.show", id_=cut.document, passage=whole, _anchor="here"), 303)
