"""The pages of training."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.people import current_person, needs
from app.people.person import record
from app.wiring import workplace
from app.words import STANCES, Words
from indexer.jobs.model import Job, JobState
from indexer.jobs.running import job_now, start_job
from indexer.jobs.training import discard_model, is_waiting, new_candidate
from indexer.training import decided_passages
from nlp.classifier.artefact import builds_on_shipped, model_facts
from nlp.classifier.changes import FEWEST_JUDGED, ON_SHIPPED

blueprint = Blueprint("training", __name__, url_prefix="/training")

KIND, KEEP = "train", "keep-model"

_WHOLE = {
    "theme_f1": "Themes, all together (F1)",
    "stance_accuracy": "What it says (share right)",
    "mixed_accuracy": "Speaks both ways (share right)",
    "area_accuracy": "First inspection area (share right)",
}
_SHIPPED = "Passages that ship"
_GROUPS = {"themes": "Theme", "stance": "What it says", "areas": "Inspection area"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the new model beside that of the one in use."""

    title: str
    group: str
    n: int
    before: float | None
    after: float
    worse: bool


@blueprint.get("/")
@needs("tagger")
def index() -> str:
    """Say which model serves, what there is to learn from, and what was trained."""
    place = workplace()
    if place.is_empty:
        return render_template("training/index.html", jobs=None)
    jobs = [job_now(place.home, place.store, job.id) for job in place.store.jobs(kind=KIND)]
    decided, facts = place.store.all_decided(), model_facts(place.home.models)
    return render_template(
        "training/index.html",
        jobs=[job for job in jobs if job],
        fates={job.id: _fate(job) for job in jobs if job},
        version=facts["version"],
        is_latest=builds_on_shipped(place.home.models),
        trained=date.fromisoformat(facts["date"]) if "date" in facts else None,
        whole=len(decided_passages(place.store)),
        some=sum(not one.is_empty for one in decided.values()),
    )


@blueprint.post("/")
@needs("tagger")
def start() -> Response:
    """Start a training, unless one is under way."""
    place = workplace()
    if place.is_empty:
        abort(404)
    job = next((job for job in _jobs(KIND) if job.state.is_open), None)
    if job is None:
        who = current_person().name
        job = start_job(
            place.home,
            place.store,
            KIND,
            title="Train the model",
            params={"candidate": new_candidate(), "who": who},
            who=who,
        )
        record("training-started", str(job.id))
    return redirect(url_for(".show", id_=job.id), 303)


@blueprint.get("/<int:id_>")
@needs("tagger")
def show(id_: int) -> str:
    """Show a training: how far it is, or its figures and what became of it."""
    job = _find(id_)
    return render_template(
        "training/show.html",
        job=job,
        fate=_fate(job),
        keeping=_keeping(job),
        fewest=FEWEST_JUDGED,
        figures=_figures(job.result, workplace().words) if job.result else [],
    )


@blueprint.post("/<int:id_>/keep")
@needs("lead")
def keep(id_: int) -> Response:
    """Let the new model serve; every document is labelled anew in the background."""
    place, job = workplace(), _find(id_)
    if _fate(job) == "waiting":
        start_job(
            place.home,
            place.store,
            KEEP,
            title="Put the new model to use",
            params={"candidate": job.params["candidate"]},
            who=current_person().name,
        )
        record("model-kept", str(job.id), {"version": (job.result or {})["version"]})
    return redirect(url_for(".show", id_=id_), 303)


@blueprint.post("/<int:id_>/discard")
@needs("lead")
def discard(id_: int) -> Response:
    """Take the new model away; the one in use goes on serving."""
    place, job = workplace(), _find(id_)
    if _fate(job) == "waiting":
        discard_model(place.home, job.params["candidate"])
        record("model-discarded", str(job.id), {"version": (job.result or {})["version"]})
    return redirect(url_for(".show", id_=id_), 303)


def _fate(job: Job) -> str:
    """Return what became of a training: open, failed, nothing, waiting, kept or discarded."""
    if job.state.is_open:
        return "open"
    if job.state is not JobState.DONE:
        return "failed"
    if not (job.result or {}).get("changes"):
        return "nothing"
    keeping = _keeping(job)
    if keeping and (keeping.state.is_open or keeping.state is JobState.DONE):
        return "kept"
    if is_waiting(workplace().home, job.params["candidate"]):
        return "waiting"
    return "kept" if keeping else "discarded"


def _keeping(job: Job) -> Job | None:
    """Return the work that puts a trained model to use, if anybody chose it."""
    name = job.params["candidate"]
    return next((one for one in _jobs(KEEP) if one.params["candidate"] == name), None)


def _figures(result: Mapping[str, Any], words: Words) -> list[Figure]:
    return [
        Figure(
            *_named(change, words),
            n=change["n"],
            before=change["before"],
            after=change["after"],
            worse=change["worse"],
        )
        for change in result["changes"]
    ]


def _named(change: Mapping[str, Any], words: Words) -> tuple[str, str]:
    """Return the title of a figure, and what it is one of."""
    title, group = _title(change["name"], words)
    return title, _SHIPPED if change.get("judged_on") == ON_SHIPPED else group


def _title(name: str, words: Words) -> tuple[str, str]:
    group, _, label = name.partition("/")
    if not label:
        return _WHOLE.get(name, name), "Overall"
    if group == "stance":
        return STANCES.get(label, label), _GROUPS[group]
    facet = {"themes": "theme", "areas": "area"}[group]
    return words.label(facet, label), _GROUPS[group]


def _jobs(kind: str) -> list[Job]:
    place = workplace()
    found = (job_now(place.home, place.store, job.id) for job in place.store.jobs(kind=kind))
    return [job for job in found if job is not None]


def _find(id_: int) -> Job:
    place = workplace()
    job = None if place.is_empty else job_now(place.home, place.store, id_)
    if job is None or job.kind != KIND:
        abort(404)
    return job
