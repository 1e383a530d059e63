"""The page on which a person corrects what the machine read of a document."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.corrections.form import Form, blank_form, read_form, save_form, with_facts
from app.documents.facts import find_changes
from app.forms import form_expired
from app.people import current_person, keeps_expired, needs
from app.wiring import Workplace, workplace
from indexer.corrections import take_effect
from indexer.errors import HomeLocked
from indexer.model import Document

blueprint = Blueprint("corrections", __name__)

_EXPIRED = (
    "This form lay open for so long that it was no longer accepted. Nothing was saved yet, and "
    "what you typed is still here: save it again."
)
_NOTHING = "Nothing was changed, so there was nothing to save."

Page = str | Response | tuple[str, int]


@blueprint.get("/document/<id_>/correct")
@needs("tagger")
def edit(id_: str) -> Page:
    """Show the form with what the document says now."""
    place = workplace()
    document = _current(id_, place)
    return _show(blank_form(document, place), document, place)


@blueprint.post("/document/<id_>/correct")
@needs("tagger")
@keeps_expired
def save(id_: str) -> Page:
    """Save what was typed, or show it again with what is wrong with it."""
    place = workplace()
    document = _current(id_, place)
    form = read_form(document, place, request.form, who=_name())
    if form_expired():
        return _show(form, document, place, message=_EXPIRED), 400
    if not any(field.is_said for field in form.fields):
        return _show(form, document, place, message=_NOTHING), 422
    try:
        form = _save(form, id_, place)
    except HomeLocked as error:
        return _show(form, document, place, message=_busy(error)), 409
    if form.has_errors:
        document = _current(id_, place)
        return _show(with_facts(form, document, place), document, place), 422
    address = url_for(
        "documents.show",
        id_=id_,
        corrected=",".join(form.saved) or None,
        withdrawn=",".join(form.withdrawn) or None,
        _anchor="saved",
    )
    return redirect(address, 303)


def _save(form: Form, document: str, place: Workplace) -> Form:
    with place.home.lock("a correction made in the browser"):
        saved = save_form(form, document, place)
        if saved.touched:
            take_effect(place.home, place.store, document, saved.touched)
    return saved


def _show(form: Form, document: Document, place: Workplace, message: str | None = None) -> str:
    return render_template(
        "corrections/form.html",
        form=form,
        document=document,
        message=message,
        named=_name(),
        changes=find_changes(document, place),
    )


def _name() -> str | None:
    """Return the name of who is signed in; None where there are no accounts to tell by."""
    person = current_person()
    return person.name if person.account else None


def _busy(error: HomeLocked) -> str:
    told = str(error).rpartition(". ")[0]  # what follows is advice for the command line
    return (
        f"Not saved yet: {told}. While documents are being read, corrections have to wait. What "
        "you typed is still here: save it again when the run has ended."
    )


def _current(id_: str, place: Workplace) -> Document:
    """Return a document that can be corrected: old versions are read only."""
    if place.is_empty:
        abort(404)
    document = place.store.document(id_)
    if document is None or not place.store.is_current(id_):
        abort(404)
    return document
