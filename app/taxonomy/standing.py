"""Whether the labels of passages are up to date with the taxonomy."""

from dataclasses import dataclass

from app.wiring import workplace
from indexer.jobs.model import Job
from indexer.jobs.running import job_now, start_job
from indexer.store.repository import Store
from nlp.pipeline import pipeline_version

KIND = "relabel"


@dataclass(frozen=True, slots=True)
class Standing:
    """How labels stand.

    Attributes:
        outdated: documents labelled by another taxonomy, model or program.
        job: the latest that labels anew; None if there was none.
    """

    outdated: int
    job: Job | None

    @property
    def is_under_way(self) -> bool:
        """Whether somebody has asked for it, and it is not done yet."""
        return self.job is not None and self.job.state.is_open


def standing(store: Store) -> Standing:
    """Tell how the labels stand now."""
    home = workplace().home
    latest = store.jobs(kind=KIND, limit=1)
    job = job_now(home, store, latest[0].id) if latest else None
    return Standing(len(store.documents_annotated_otherwise(pipeline_version(home.models))), job)


def start_labelling(store: Store, *, who: str) -> Job | None:
    """Have passages labelled anew, unless that waits for its turn already."""
    now = standing(store)
    if not now.outdated or (now.is_under_way and now.job and now.job.started is None):
        return now.job
    home = workplace().home
    return start_job(home, store, KIND, title="Label all passages anew", params={}, who=who)
