"""The page on which an administrator says whose Sightline this is, and whom to ask about it."""

from dataclasses import fields

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.forms import form_expired
from app.ours import own_authority
from app.people import current_person, needs
from app.people.guards import keeps_expired
from app.wiring import workplace
from indexer.council.model import LONGEST, Council, CouncilError

blueprint = Blueprint("council", __name__)

EXPIRED = (
    "The page lay open too long, so nothing was saved. What you typed is still here: send it again."
)


@blueprint.get("/council")
@needs("administrator")
def edit() -> str:
    """Show what is known of the council, to be changed."""
    return _form(workplace().council, done="done" in request.args)


@blueprint.post("/council")
@needs("administrator")
@keeps_expired
def save() -> str | Response | tuple[str, int]:
    """Keep what was said, or say why it cannot be kept."""
    sent = Council(**{one.name: request.form.get(one.name, "") for one in fields(Council)})
    if form_expired():
        return _form(sent, problem=EXPIRED), 400
    try:
        workplace().ready_store().set_council(sent, who=current_person().name)
    except CouncilError as error:
        return _form(sent, problem=str(error), wrong=error.field), 422
    return redirect(url_for(".edit", done=1), 303)


def _form(
    council: Council, *, done: bool = False, problem: str | None = None, wrong: str | None = None
) -> str:
    place = workplace()
    known = [] if place.is_empty else place.coverage.facts(place.store).authorities
    return render_template(
        "council/edit.html",
        typed=council,
        known=known,
        ours=own_authority(place, known),
        done=done,
        problem=problem,
        wrong=wrong,
        longest=LONGEST,
    )
