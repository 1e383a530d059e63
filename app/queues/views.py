"""The pages of the queues."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from app.agreement.form import read_coding
from app.agreement.waiting import standings
from app.people import current_person, needs
from app.people.person import record
from app.queues.context import find_context
from app.queues.people import taggers
from app.queues.words import QUEUES
from app.wiring import workplace
from app.words import STANCES
from indexer.agreement.coding import RoundError, keep_coding
from indexer.decisions.deciding import DecisionError
from indexer.queues.giving import QueueError, assign, next_task, sample_round
from indexer.queues.model import Progress, Queue, Task
from indexer.queues.ranking import Orders, Rankings, contradicted, least_covered
from indexer.store.repository import Store

blueprint = Blueprint("queues", __name__, url_prefix="/queues")

_RANKINGS = "sightline_rankings"
"""Under which the app keeps the orders of the passages."""


@dataclass(frozen=True, slots=True)
class Card:
    """A queue on the page that lists them."""

    queue: Queue
    waiting: int


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    state.app.extensions[_RANKINGS] = Rankings()


@blueprint.app_template_global()
def stances() -> Mapping[str, str]:
    """Return the stances with their labels; for templates."""
    return STANCES


@blueprint.app_template_global()
def known_labels(kind: str) -> Mapping[str, str]:
    """Return the ids of a kind with their labels; for templates."""
    return workplace().words.known(kind)


def orders() -> Orders:
    """Return the orders of the passages as they are now."""
    rankings: Rankings = current_app.extensions[_RANKINGS]
    return rankings.orders(workplace().store)


@blueprint.get("/")
@needs("tagger")
def index() -> str:
    """List the queues, and how much was done."""
    place = workplace()
    if place.is_empty:
        return render_template("queues/index.html", cards=None)
    known = orders()
    progress = place.store.progress()
    return render_template(
        "queues/index.html",
        cards=_cards(place.store, known),
        words=QUEUES,
        own=_own(progress),
        progress=progress,
        people=taggers(),
        rounds=[one for one in standings(place.store, current_person()) if one.left or one.due],
        told=request.args.get("told", ""),
    )


@blueprint.get("/<queue>")
@needs("tagger")
def show(queue: str) -> str | Response:
    """Show the passage that who asks is to decide of."""
    kind = _queue(queue)
    theme = request.args.get("theme") or None
    task = next_task(workplace().store, orders(), kind, who=current_person().name, theme=theme)
    return _show(kind, task, theme)


@blueprint.post("/<queue>/next")
@needs("tagger")
def go_on(queue: str) -> Response:
    """End the passage at hand and go on to the next."""
    kind = _queue(queue)
    task = _task()
    if task is not None and task.ended is None:
        workplace().store.end_task(task)
    return redirect(url_for(".show", queue=kind, theme=request.form.get("theme") or None), 303)


@blueprint.post("/sample/code")
@needs("tagger")
def code() -> str | Response | tuple[str, int]:
    """Keep a blind coding of a passage of the random sample, and go on to the next."""
    place, who = workplace(), current_person().name
    task = _task() or abort(404)
    coding = read_coding(request.form)
    try:
        if coding is None:
            raise RoundError("Choose what the passage says; all else may be none.")
        one = sample_round(place.store, who=who)
        seen = request.form.get("words", "")
        keep_coding(place.store, place.taxonomy, one, task.passage, coding, who=who, seen=seen)
    except (RoundError, DecisionError) as error:
        page = _show(Queue.SAMPLE, task, None, fault=str(error))
        return page if isinstance(page, Response) else (page, 422)
    place.store.end_task(task)
    return redirect(url_for(".show", queue=Queue.SAMPLE), 303)


@blueprint.post("/assign")
@needs("lead")
def give() -> Response | tuple[str, int]:
    """Give a person the next passages of a queue."""
    place = workplace()
    kind, to = _queue(request.form.get("queue", "")), request.form.get("to", "")
    if to not in taggers():
        abort(404)
    try:
        number = request.form.get("number", 0, type=int)
        given = assign(place.store, orders(), kind, to=to, by=current_person().name, number=number)
    except QueueError as error:
        told = str(error)
    else:
        record("passages-given", kind.value, {"to": to, "number": len(given)})
        told = f"{to} was given {len(given)} of “{QUEUES[kind][0]}”."
    return redirect(url_for(".index", told=told), 303)


def _show(
    kind: Queue, task: Task | None, theme: str | None, fault: str | None = None
) -> str | Response:
    place = workplace()
    context = find_context(place.store, task.passage) if task else None
    if task and context is None:  # its file was read anew since
        place.store.end_task(task)
        if not fault:
            return redirect(url_for(".show", queue=kind, theme=theme), 303)
        task = None
    known = orders()
    template = "queues/sample.html" if kind is Queue.SAMPLE else "queues/passage.html"
    return render_template(
        template,
        kind=kind,
        name=QUEUES[kind][0],
        task=task,
        context=context,
        theme=theme,
        themes=least_covered(known, place.store.all_decided()) if kind is Queue.THEME else [],
        own=_own(place.store.progress()),
        fault=fault,
        sent=read_coding(request.form) if fault else None,
    )


def _cards(store: Store, known: Orders) -> list[Card]:
    decided = store.all_decided()
    said = {passage for passage, one in decided.items() if not one.is_empty}
    waiting = {
        Queue.UNCERTAIN: len(set(known.uncertain) - said),
        Queue.THEME: sum(len(known.scored[id_].themes) > 0 for id_ in known.new if id_ not in said),
        Queue.DISAGREEMENT: len(set(known.disagreement) - said),
        Queue.SECOND: len(contradicted(known, decided)),
        Queue.NEW: len(set(known.new) - said),
        Queue.SAMPLE: len(known.drawn),
    }
    return [Card(queue, waiting[queue]) for queue in QUEUES]


def _own(progress: list[Progress]) -> Progress:
    who = current_person().name
    return next((one for one in progress if one.who == who), Progress(who, 0, 0, 0, 0))


def _task() -> Task | None:
    """Return the task that a form is of, if it is of who sends it."""
    task = workplace().store.task(request.form.get("task", 0, type=int))
    return task if task and task.who == current_person().name else None


def _queue(name: str) -> Queue:
    if name not in set(Queue) or workplace().is_empty:
        abort(404)
    return Queue(name)
