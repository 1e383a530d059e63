"""What of a pack may tell of private people, looked for at once or in the background."""

from dataclasses import dataclass
from datetime import datetime

from app.people.person import current_person
from app.wiring import Workplace
from indexer.jobs.model import Job, JobState
from indexer.jobs.running import job_now, start_job
from indexer.pack.building import screen_of
from indexer.pack.laying import Laid, lay_out
from indexer.pack.model import Pack
from indexer.pack.noticed import mark_of, read_noticed
from indexer.pack.screening import Screened, judge

KIND = "screen"
"""The kind of background work that screens a pack."""

AT_ONCE = 25
"""Passages that are screened while the page is made: a second of processor time for those of 25
documents, 5 s for 200, a quarter of it for pictures. A process of its own takes a second to
start."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How the screening of a pack stands.

    Attributes:
        found: what was noticed and ruled, the last time at least; None: nothing yet.
        job: looks through the pack as it is now, or could not; None: all is found.
    """

    found: Screened | None
    job: Job | None = None


def is_since(at: datetime, opened: datetime) -> bool:
    """Tell whether something was done after a form was opened, which is known to the second."""
    return at.replace(microsecond=0) > opened


def screen_now(place: Workplace, pack: Pack) -> Screen:
    """Return what is known of a pack; where that is not all, see to it that it will be."""
    laid = lay_out(place.store, pack.id, place.taxonomy)
    noticed = read_noticed(place.home, laid)
    is_latest = noticed is not None and noticed.is_latest
    if not is_latest and len(laid.entries) <= AT_ONCE:
        return Screen(screen_of(place.home, place.store, pack.id))
    found = judge(noticed.concerns, place.store.rulings(pack.id)) if noticed else None
    return Screen(found, None if is_latest else _job_for(place, pack, mark_of(laid)))


def left_to_decide(place: Workplace, laid: Laid) -> int | None:
    """Return how much of a pack is undecided; None where it was not looked at as it is now."""
    noticed = read_noticed(place.home, laid)
    if noticed is None or not noticed.is_latest:
        return None
    return len(judge(noticed.concerns, place.store.rulings(laid.pack.id)).open)


def _job_for(place: Workplace, pack: Pack, mark: str) -> Job:
    """Return the work that screens a pack.

    There is one at a time: what changes meanwhile is looked at when it is done. One that failed
    over the pack as it is now is not begun again.
    """
    params = {"pack": pack.id, "mark": mark}
    for known in place.store.jobs(kind=KIND, limit=20):
        if known.params["pack"] != pack.id:
            continue
        job = job_now(place.home, place.store, known.id)
        if job and (job.state.is_open or (job.params == params and job.state != JobState.DONE)):
            return job
    title = f"Screen the pack \u201c{pack.name}\u201d"
    who = current_person().name
    return start_job(place.home, place.store, KIND, title=title, params=params, who=who)
