"""The pages of background work."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.jobs.results import result_of
from app.people.guards import needs
from app.people.person import current_person
from app.wiring import workplace
from indexer.jobs.model import Job
from indexer.jobs.running import job_now, jobs_now, start_job

blueprint = Blueprint("jobs", __name__)

LISTED = 50
"""Pieces of work on the page that lists them."""


@blueprint.get("/jobs")
@needs("tagger")
def index() -> str:
    """List the latest pieces of work."""
    place = workplace()
    found = jobs_now(place.home, place.store, limit=LISTED) if place.has_store else []
    return render_template("jobs/index.html", jobs=found)


@blueprint.get("/jobs/<int:id_>")
@needs("tagger")
def show(id_: int) -> str:
    """Show one piece of work and how far it is."""
    job = find_job(id_)
    return render_template("jobs/job.html", job=job, result=result_of(job), may=may_change(job))


@blueprint.get("/jobs/<int:id_>/progress")
@needs("reader")
def progress(id_: int) -> str:
    """Give the part of a page that says how far a piece of work is, for a script."""
    return render_template("jobs/_progress.html", job=find_job(id_))


@blueprint.post("/jobs/<int:id_>/stop")
@needs("tagger")
def stop(id_: int) -> Response:
    """Ask a piece of work to stop."""
    job = _own(id_)
    workplace().store.ask_to_stop(job.id)
    return redirect(url_for("jobs.show", id_=job.id), 303)


@blueprint.post("/jobs/<int:id_>/again")
@needs("tagger")
def again(id_: int) -> Response:
    """Start the same work anew, after it was cut off, stopped or failed."""
    job = _own(id_)
    if job.state.is_open:
        return redirect(url_for("jobs.show", id_=job.id), 303)
    place = workplace()
    new = start_job(
        place.home,
        place.store,
        job.kind,
        title=job.title,
        params=job.params,
        who=current_person().name,
    )
    return redirect(url_for("jobs.show", id_=new.id), 303)


def find_job(id_: int) -> Job:
    """Return a job as it stands, or end the request: there is no such page."""
    place = workplace()
    job = job_now(place.home, place.store, id_) if place.has_store else None
    return job or abort(404)


def may_change(job: Job) -> bool:
    """Tell whether who asks may stop a job or start it anew: their own, and a lead any."""
    person = current_person()
    return person.may("lead") or person.name == job.who


def _own(id_: int) -> Job:
    job = find_job(id_)
    if not may_change(job):
        raise Forbidden(f"{job.who} started this. Ask them, or a lead, to stop or repeat it.")
    return job
