"""The pages on which papers are added."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.api.problems import Problem, json_response, show_problem
from app.people.guards import needs, takes_bytes
from app.people.person import current_person, record
from app.upload.showing import KIND, jobs_by_batch, show_batch
from app.wiring import Workplace, workplace
from indexer import uploads
from indexer.jobs.model import Job
from indexer.jobs.running import start_job
from indexer.uploads import LARGEST, MOST, Batch, UploadRefused

blueprint = Blueprint("upload", __name__)

LISTED = 20
"""Earlier additions on the page where papers are added."""

_FORM = 64 * 1024
"""Bytes for the names and bounds in a form with files."""
_NONE = "Choose at least one file first."


@blueprint.get("/add")
@needs("tagger")
def index() -> str:
    """Show where papers are added, and what was added before."""
    return _show()


@blueprint.post("/add")
@needs("tagger")
@takes_bytes(LARGEST + _FORM)
def send() -> Redirect | tuple[str, int]:
    """Take the files of a form, for browsers without scripts."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return _show(problems=[_NONE]), 422
    place, problems = _ready(), []
    batch = uploads.begin_batch(place.home)
    for file in files:
        try:
            uploads.keep_file(_now(batch), file.filename or "", file.stream)
        except UploadRefused as error:
            problems.append(str(error))
    if not _now(batch).files:
        return _show(problems=problems), 422
    _read(place, _now(batch))
    if problems:
        return _show(problems=problems, batch=batch), 200
    return redirect(url_for("upload.show", id_=batch.id), 303)


@blueprint.post("/add/begin")
@needs("tagger")
def begin() -> Response:
    """Make room for what a script is about to send, file by file."""
    batch = uploads.begin_batch(_ready().home)
    return json_response(
        {
            "file": url_for("upload.send_file", id_=batch.id),
            "read": url_for("upload.read", id_=batch.id),
            "page": url_for("upload.show", id_=batch.id),
        }
    )


@blueprint.post("/add/<id_>/file")
@needs("tagger")
@takes_bytes(LARGEST)
def send_file(id_: str) -> Response:
    """Take one file, the body of the request, under the name in the address."""
    batch = _found(id_)
    try:
        kept = uploads.keep_file(batch, request.args.get("name", ""), request.stream)
    except UploadRefused as error:
        return show_problem(Problem(422, str(error)))
    return json_response({"name": kept.name})


@blueprint.post("/add/<id_>/read")
@needs("tagger")
def read(id_: str) -> Redirect:
    """Have what was added read in the background."""
    place, batch = _ready(), _found(id_)
    known = jobs_by_batch(place).get(id_)
    if batch.files and not (known and known.state.is_open):
        _read(place, batch)
    return redirect(url_for("upload.show", id_=batch.id), 303)


@blueprint.get("/add/<id_>")
@needs("tagger")
def show(id_: str) -> str:
    """Show what became of each file that was added at once."""
    batch = _found(id_)
    return render_template("upload/batch.html", shown=show_batch(_ready(), batch))


def _show(*, problems: list[str] | None = None, batch: Batch | None = None) -> str:
    place = workplace()
    return render_template(
        "upload/index.html",
        batches=uploads.batches(place.home, limit=LISTED),
        jobs=jobs_by_batch(place) if place.has_store else {},
        problems=problems or [],
        kept=batch,
        largest=LARGEST,
        most=MOST,
    )


def _ready() -> Workplace:
    """Return the workplace with a store, which the first paper may be added without."""
    place = workplace()
    place.ready_store()
    return place


def _read(place: Workplace, batch: Batch) -> Job:
    many = len(batch.files)
    record("added-papers", batch.id, {"files": many})
    title = f"Read {batch.files[0].name}" if many == 1 else f"Read {many:,} added papers"
    params = {"paths": [str(batch.folder)], "batch": batch.id}
    return start_job(
        place.home, place.store, KIND, title=title, params=params, who=current_person().name
    )


def _found(id_: str) -> Batch:
    return uploads.find_batch(workplace().home, id_) or abort(404)


def _now(batch: Batch) -> Batch:
    return _found(batch.id)
