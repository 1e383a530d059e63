"""What was added, and what became of each file."""

from dataclasses import dataclass
from pathlib import Path

from app.documents.ledger import LedgerRow
from app.wiring import Workplace
from indexer.jobs.model import Job
from indexer.jobs.running import job_now
from indexer.uploads import Batch

KIND = "index"
_LOOKED_AT = 200
"""Pieces of work among which those that read papers are looked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A batch as its page shows it.

    Attributes:
        rows: files that were taken up, and those found in them.
        waiting: files that were not, yet.
        job: that reads them; None before it is asked for.
    """

    batch: Batch
    rows: tuple[LedgerRow, ...]
    waiting: tuple[Path, ...]
    job: Job | None

    @property
    def is_stuck(self) -> bool:
        """Whether files wait and nobody reads them."""
        return bool(self.waiting) and (self.job is None or not self.job.state.is_open)


def show_batch(place: Workplace, batch: Batch) -> Shown:
    """Put together what is known of the files of a batch."""
    store = place.store
    own = [path for path in store.find_files(name=batch.id) if path.startswith(_start(batch))]
    rows = tuple(LedgerRow(listed) for listed in store.list_files(own))
    taken = set(own)
    waiting = tuple(file for file in batch.files if str(file.resolve()) not in taken)
    return Shown(batch, rows, waiting, jobs_by_batch(place).get(batch.id))


def jobs_by_batch(place: Workplace) -> dict[str, Job]:
    """Return the latest work on each batch, as it stands."""
    found: dict[str, Job] = {}
    for job in place.store.jobs(kind=KIND, limit=_LOOKED_AT):
        batch = job.params.get("batch")
        if batch and batch not in found:
            found[batch] = job_now(place.home, place.store, job.id) or job
    return found


def _start(batch: Batch) -> str:
    return str(batch.folder.resolve())
