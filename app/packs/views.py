"""The pages of packs: the list, one pack, its screen, what was built of it, and verifying."""

import tempfile
from functools import partial
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from app.forms import form_opened
from app.packs import words
from app.packs.asking import filled, may_pack, pack_of
from app.packs.screens import is_since, left_to_decide, screen_now
from app.people.guards import needs, takes_bytes
from app.people.person import current_person, record
from app.search.saved import is_own
from app.wiring import Workplace, workplace
from indexer.audit import Action
from indexer.jobs.running import jobs_now, start_job
from indexer.pack.choosing import begin_pack, checked_name, move_item, take_newer
from indexer.pack.later import summary
from indexer.pack.laying import NO_AREA, lay_out
from indexer.pack.matters import marks
from indexer.pack.model import QUESTIONS, Build, PackError, Question
from indexer.pack.noticed import forget_noticed
from indexer.pack.screening import PASSAGE, rule_on
from indexer.pack.verifying import verify

blueprint = Blueprint("packs", __name__, url_prefix="/packs")

LARGEST = 512 * 1024 * 1024
"""Bytes of a pack sent to be verified; one of 1,000 passages has about 60 MB."""

KIND = "pack"
"""The kind of background work that builds a pack."""

Page = str | Response | tuple[str, int]


@blueprint.record
def say_everywhere(state: BlueprintSetupState) -> None:
    """Let the templates of all areas offer to add to a pack."""
    state.app.jinja_env.globals["may_pack"] = may_pack


@blueprint.context_processor
def say() -> dict[str, object]:
    """Give the templates of this area their words."""
    return {"words": words, "QUESTIONS": QUESTIONS, "NO_AREA": NO_AREA}


@blueprint.get("/")
@needs("reader")
def index() -> str:
    """List the packs."""
    return _list()


@blueprint.post("/")
@needs("tagger")
def begin() -> Page:
    """Begin a pack."""
    store, sent = filled().store, request.form
    try:
        pack = begin_pack(
            store, sent.get("name", ""), who=current_person().name, intro=sent.get("intro", "")
        )
    except PackError as error:
        return _list(fault=str(error)), 422
    return redirect(url_for(".show", id_=pack.id, done="begun"), 303)


@blueprint.get("/<int:id_>")
@needs("reader")
def show(id_: int) -> str:
    """Show a pack with its passages in order."""
    return show_pack(id_)


@blueprint.post("/<int:id_>/change")
@needs("tagger")
def change(id_: int) -> Page:
    """Give a pack another name or introduction."""
    pack_of(id_)
    try:
        name = checked_name(request.form.get("name", ""))
    except PackError as error:
        return show_pack(id_, fault=str(error)), 422
    intro = request.form.get("intro", "").strip()[:20_000]
    filled().store.change_pack(id_, name=name, intro=intro)
    return _back(id_, "changed")


@blueprint.post("/<int:id_>/remove")
@needs("tagger")
def remove(id_: int) -> Response:
    """Forget a pack; what was built of it stays."""
    pack = pack_of(id_)
    filled().store.remove_pack(id_)
    forget_noticed(filled().home, id_)
    record("pack-removed", f"pack {id_}", {"name": pack.name})
    return redirect(url_for(".index", done="gone"), 303)


@blueprint.post("/<int:id_>/items/<int:item>")
@needs("tagger")
def change_item(id_: int, item: int) -> Page:
    """Lay a passage elsewhere, annotate it, move it, exchange it or take it out."""
    store, sent = filled().store, request.form
    found = next((one for one in store.items(id_) if one.id == item), None) or abort(404)
    doing = sent.get("do", "save")
    if doing == "remove":
        store.remove_items(id_, [found.passage])
        return _back(id_, "removed")
    if doing in ("up", "down"):
        _move(id_, item, -1 if doing == "up" else 1)
        return _back(id_, "moved", f"item-{item}")
    if doing == "newer":
        try:
            take_newer(store, found)
        except PackError as error:
            return show_pack(id_, fault=str(error)), 422
        return _back(id_, "newer", f"item-{item}")
    question, area = sent.get("question", ""), sent.get("area", "")
    store.change_item(
        item,
        question=Question(question) if question in list(Question) else None,
        area=area if area in _areas(filled()) else None,
        note=sent.get("note", "").strip()[:5_000],
    )
    return _back(id_, "changed", f"item-{item}")


@blueprint.get("/<int:id_>/screen")
@needs("reader")
def screen(id_: int) -> str:
    """Show what of a pack may tell of private people."""
    return _screen(id_)


@blueprint.post("/<int:id_>/screen")
@needs("tagger")
def rule(id_: int) -> Page:
    """Keep what a person rules: of each matter, of all that is left, or of a passage."""
    place, who, sent, pack = filled(), current_person().name, request.form, pack_of(id_)
    known = screen_now(place, pack).found
    unseen = is_since(pack.changed, form_opened())
    # All the rest is what the person saw, and not what came in since.
    rest, dropped = "" if unseen else sent.get("rest", ""), sent.get("drop", "")
    rulings = [(PASSAGE, dropped, "drop")] if dropped else []
    for one in known.concerns if known else ():
        if one.ruling and is_since(one.ruling.at, form_opened()):
            continue  # the form shows what was ruled before
        said = sent.get(f"{one.kind}:{one.key}", "") or (rest if one.is_open else "")
        held = one.ruling.choice.value if one.ruling else ""
        if said and said != held:
            rulings.append((one.kind, one.key, said))
    try:
        rule_on(place.store, id_, rulings, who=who)
    except PackError as error:
        return _screen(id_, fault=str(error)), 422
    if unseen:
        return _screen(id_, fault=words.CHANGED_MEANWHILE), 409
    return redirect(url_for(".screen", id_=id_, done="ruled"), 303)


@blueprint.post("/<int:id_>/build")
@needs("tagger")
def build(id_: int) -> Response:
    """Have a pack built in the background."""
    place, pack, who = filled(), pack_of(id_), current_person().name
    title = f"Build the pack \u201c{pack.name}\u201d"
    job = start_job(
        place.home, place.store, KIND, title=title, params={"pack": id_, "who": who}, who=who
    )
    # Without an anchor: a page with one is not asked for anew by a browser without scripts.
    return redirect(url_for(".show", id_=id_, job=job.id), 303)


@blueprint.get("/built/<int:id_>.zip")
@needs("reader")
def take(id_: int) -> Response:
    """Send a pack that was built."""
    build = _build_of(id_)
    path = filled().home.path / "packs" / build.file
    if not path.is_file():
        abort(404)
    record(Action.EXPORTED, f"pack {build.pack}", {"sha256": build.hash, "file": build.file})
    return send_file(path.absolute(), as_attachment=True, download_name=build.file)


@blueprint.get("/built/<int:id_>/verify")
@needs("reader")
def verify_own(id_: int) -> Page:
    """Tell whether a pack that was built here is still as it was."""
    path = filled().home.path / "packs" / _build_of(id_).file
    return _verified(path)


@blueprint.post("/verify")
@needs("reader")
@takes_bytes(LARGEST)
def verify_sent() -> Page:
    """Tell whether a pack that somebody sends is still as it was built."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _list(fault="Choose the zip of a pack first."), 422
    with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        path = Path(folder) / "pack.zip"
        sent.save(path)
        return _verified(path)


def _list(*, fault: str | None = None) -> str:
    place = workplace()
    store = place.store if place.has_store else None
    return render_template(
        "packs/index.html",
        packs=store.packs() if store else [],
        counts=store.pack_counts() if store else {},
        empty=store is None,
        may=may_pack(),
        fault=fault,
        sent=request.form if fault else {},
        done=words.DONE.get(request.args.get("done", ""), ""),
    )


def show_pack(id_: int, *, fault: str | None = None) -> str:
    """Write the page of a pack, with what went wrong if anything did."""
    place, pack = filled(), pack_of(id_)
    added = request.args.get("added", type=int)
    done = words.DONE.get(request.args.get("done", ""), "")
    laid = lay_out(place.store, id_, place.taxonomy)
    return render_template(
        "packs/pack.html",
        pack=pack,
        laid=laid,
        marks=partial(marks, laid.matters, taxonomy=place.taxonomy),
        outdated=summary([entry.later.since for entry in laid.entries if entry.later]),
        undecided=left_to_decide(place, laid),
        builds=place.store.builds(id_),
        searches=[one for one in place.store.saved_searches() if is_own(one)],
        themes=[(theme.id, theme.label) for theme in place.taxonomy.themes],
        areas=_areas(place),
        job=_job_of(id_, place),
        back=_ours(request.args.get("back", "")),
        may=may_pack(),
        fault=fault,
        done=words.added_words(added) if added is not None else done,
    )


def _screen(id_: int, *, fault: str | None = None) -> str:
    place, pack = filled(), pack_of(id_)
    is_empty = not place.store.items(id_)
    screen = None if is_empty else screen_now(place, pack)
    return render_template(
        "packs/screen.html",
        pack=pack,
        screen=screen,
        found=screen and screen.found,
        job=screen and screen.job,
        may=may_pack(),
        fault=fault,
        done=words.DONE.get(request.args.get("done", ""), ""),
    )


def _verified(path: Path) -> Page:
    place = workplace()
    try:
        found = verify(path, place.store if place.has_store else None)
    except PackError as error:
        return _list(fault=str(error)), 422
    return render_template("packs/verified.html", found=found)


def _ours(path: str) -> str | None:
    """Return a path that leads to a page of ours, or None: an address may lead anywhere."""
    return path if path.startswith("/") and path[1:2] not in ("/", "\\") else None


def _areas(place: Workplace) -> dict[str, str]:
    return {area.id: area.label for area in place.taxonomy.areas}


def _move(pack: int, item: int, step: int) -> None:
    place = filled()
    laid = lay_out(place.store, pack, place.taxonomy)
    for area, _ in laid.areas:
        for _, entries in laid.of(area):
            order = [entry.item.id for entry in entries]
            if item in order:
                move_item(place.store, pack, item, order, step)


def _job_of(pack: int, place: Workplace) -> object:
    """Return the latest work that builds a pack, unless it is done; None if there is none."""
    for job in jobs_now(place.home, place.store):
        if job.kind == KIND and job.params.get("pack") == pack:
            return None if job.state == "done" else job
    return None


def _build_of(id_: int) -> Build:
    return filled().store.build(id_) or abort(404)


def _back(id_: int, done: str, anchor: str | None = None) -> Response:
    return redirect(url_for(".show", id_=id_, done=done, _anchor=anchor), 303)
