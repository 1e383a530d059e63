"""The pages of rounds: coding blind, how well coders agree, the passages behind, settling."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.agreement.form import read_coding
from app.agreement.reading import question_words, rows_of, shares, table_of
from app.agreement.waiting import standings, to_settle
from app.people import current_person, needs
from app.people.person import record
from app.queues.context import find_context
from app.queues.people import taggers
from app.queues.views import orders
from app.wiring import workplace
from indexer.agreement.coding import (
    RoundError,
    codings_in,
    keep_coding,
    left_to_code,
    settle,
    settle_agreed,
    start_round,
)
from indexer.agreement.figures import behind, find_question, pairs_of, questions
from indexer.agreement.model import Coded, Round, RoundKind
from indexer.decisions.deciding import DecisionError

blueprint = Blueprint("agreement", __name__, url_prefix="/agreement")

MOST_SHOWN = 100
"""Passages shown behind a cell."""

Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs("tagger")
def index() -> str:
    """List the rounds, with what waits for who asks."""
    return _index()


@blueprint.post("/")
@needs("lead")
def start() -> Page:
    """Start a round of double coding."""
    place, form = workplace(), request.form
    if place.is_empty:
        abort(404)
    known, who = orders(), current_person().name
    theme = form.get("theme", "")
    candidates = known.themes.get(theme, ()) if theme else known.drawn
    try:
        coders = [name for name in form.getlist("coder") if name in taggers()]
        made = start_round(
            place.store,
            candidates,
            name=form.get("name", ""),
            coders=coders,
            number=form.get("number", 0, type=int),
            who=who,
        )
    except RoundError as error:
        return _index(fault=str(error)), 422
    record("round-started", str(made.id), {"name": made.name, "coders": list(made.coders)})
    return redirect(url_for(".index"), 303)


@blueprint.post("/<int:id_>/close")
@needs("lead")
def close(id_: int) -> Response:
    """End a round."""
    one = _find(id_)
    workplace().store.close_round(one.id)
    record("round-closed", str(one.id), {"name": one.name})
    return redirect(url_for(".show", id_=one.id), 303)


@blueprint.get("/<int:id_>/code")
@needs("tagger")
def code(id_: int) -> Page:
    """Show the next passage to code, without any label."""
    return _code(_find(id_))


@blueprint.post("/<int:id_>/code")
@needs("tagger")
def keep(id_: int) -> Page:
    """Keep a coding, and go on to the next passage."""
    place, one = workplace(), _find(id_)
    coding, who = read_coding(request.form), current_person().name
    try:
        if coding is None:
            raise RoundError("Choose what the passage says; all else may be none.")
        passage = request.form.get("passage", "")
        seen = request.form.get("words", "")
        keep_coding(place.store, place.taxonomy, one, passage, coding, who=who, seen=seen)
    except (RoundError, DecisionError) as error:
        return _code(one, fault=str(error))
    return redirect(url_for(".code", id_=one.id), 303)


@blueprint.get("/<int:id_>")
@needs("tagger")
def show(id_: int) -> str:
    """Show how well coders agree, question by question."""
    place, one = workplace(), _open(id_)
    some = codings_in(place.store, one)
    pairs = pairs_of(some)
    pair = _pair(pairs)
    settled = place.store.settled_in(one.id)
    return render_template(
        "agreement/round.html",
        round=one,
        shares=shares(one, place.store.coded_in(one.id), len(place.store.round_passages(one.id))),
        pairs=pairs,
        pair=pair,
        rows=rows_of(some, questions(place.taxonomy, some), pair, place.words) if pair else [],
        disputed=[coded for coded in some if coded.is_disputed],
        agreed=[
            coded
            for coded in some
            if len(coded.people) > 1 and not coded.is_disputed and coded.subject not in settled
        ],
        settled=settled,
        coded=some,
    )


@blueprint.get("/<int:id_>/table")
@needs("tagger")
def table(id_: int) -> str:
    """Show what one coder says against what another says, and the passages of one cell."""
    place, one = workplace(), _open(id_)
    question = find_question(request.args.get("question", "")) or abort(404)
    some = codings_in(place.store, one)
    pair = _pair(pairs_of(some)) or abort(404)
    cell = (request.args.get("a", ""), request.args.get("b", ""))
    found = behind(some, question, *pair, cell) if "a" in request.args else None
    return render_template(
        "agreement/table.html",
        round=one,
        question=question.id,
        title=question_words(question.id, place.words),
        pair=pair,
        table=table_of(some, question, pair, place.words),
        cell=cell,
        found=found[:MOST_SHOWN] if found is not None else None,
        number=len(found or ()),
    )


@blueprint.get("/<int:id_>/settle")
@needs("lead")
def disputes(id_: int) -> str:
    """Show the next passage that coders disagree on, or one that is asked for."""
    return _settle(_open(id_))


@blueprint.post("/<int:id_>/settle")
@needs("lead")
def decide(id_: int) -> Page:
    """Make a coding of a disputed passage count."""
    place, one, who = workplace(), _open(id_), current_person().name
    subject = request.form.get("subject", 0, type=int)
    coded = _one(codings_in(place.store, one), subject) or abort(404)
    coding = read_coding(request.form)
    try:
        if coding is None:
            raise RoundError("Choose what the passage says; all else may be none.")
        seen = request.form.get("words", "")
        settle(place.store, place.taxonomy, one, coded, coding, who=who, seen=seen)
    except (RoundError, DecisionError) as error:
        return _settle(one, fault=str(error)), 422
    place.shower.tell()
    record("settled", coded.passage or "", {"round": one.id})
    return redirect(url_for(".disputes", id_=one.id), 303)


@blueprint.post("/<int:id_>/agreed")
@needs("lead")
def accept(id_: int) -> Response:
    """Make count what all coders of a passage say alike."""
    place, one = workplace(), _open(id_)
    some = codings_in(place.store, one)
    number = settle_agreed(place.store, place.taxonomy, one, some, who=current_person().name)
    place.shower.tell()
    record("agreed-settled", str(one.id), {"passages": number})
    return redirect(url_for(".show", id_=one.id), 303)


def _index(fault: str | None = None) -> str:
    place = workplace()
    if place.is_empty:
        return render_template("agreement/index.html", rounds=None)
    return render_template(
        "agreement/index.html",
        rounds=standings(place.store, current_person()),
        people=taggers(),
        fault=fault,
        sent=request.form,
    )


def _code(one: Round, fault: str | None = None) -> Page:
    place, who = workplace(), current_person().name
    if who not in one.coders:
        raise Forbidden(f"{who} does not code in the round “{one.name}”.")
    left = left_to_code(place.store, one, who)
    total = len(place.store.round_passages(one.id))
    page = render_template(
        "agreement/code.html",
        round=one,
        context=find_context(place.store, left[0]) if left else None,
        done=total - len(left),
        total=total,
        fault=fault,
        sent=read_coding(request.form) if fault else None,
    )
    return (page, 422) if fault else page


def _settle(one: Round, fault: str | None = None) -> str:
    place = workplace()
    some = codings_in(place.store, one)
    settled = place.store.settled_in(one.id)
    disputed = [coded for coded in some if coded.is_disputed]
    due = to_settle(some, settled)
    asked = _one(some, request.values.get("subject", 0, type=int))
    coded = asked or (due[0] if due else None)
    context = find_context(place.store, coded.passage) if coded and coded.passage else None
    return render_template(
        "agreement/settle.html",
        round=one,
        coded=coded if context else None,
        context=context,
        themes=_seen(coded) if coded else [],
        by=settled.get(coded.subject) if coded else None,
        due=len(due),
        disputed=len(disputed),
        fault=fault,
        sent=read_coding(request.form) if fault else None,
    )


def _seen(coded: Coded) -> list[str]:
    """Return the themes that anybody saw in a passage."""
    return sorted({theme for coding in coded.codings.values() for theme in coding.themes})


def _one(some: list[Coded], subject: int) -> Coded | None:
    return next((coded for coded in some if coded.subject == subject), None)


def _pair(pairs: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the pair that is asked for; the first where none is."""
    asked = tuple(request.args.get("pair", "").split("|"))
    return next((pair for pair in pairs if pair == asked), pairs[0] if pairs else None)


def _find(id_: int) -> Round:
    place = workplace()
    return (None if place.is_empty else place.store.round(id_)) or abort(404)


def _open(id_: int) -> Round:
    """Return a round whose codings who asks may see: not as long as they code blind in it."""
    place, one, person = workplace(), _find(id_), current_person()
    if left_to_code(place.store, one, person.name):
        raise Forbidden("You see how others coded once you have coded all of this round yourself.")
    if one.kind is RoundKind.DOUBLE and one.closed is None and not person.may("lead"):
        waiting = [who for who in one.coders if left_to_code(place.store, one, who)]
        if waiting:
            raise Forbidden(f"The round goes on: {', '.join(waiting)} still have passages to code.")
    return one
