"""Index papers in the background."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indexer.contract import summary_json
from indexer.errors import IndexerError
from indexer.home import Home
from indexer.ingest import Summary, ingest
from indexer.jobs.model import Progress
from indexer.meaning.making import Made, make_vectors
from nlp.errors import NlpError

log = logging.getLogger(__name__)


def index_papers(home: Home, params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Bring the index up to date with ``params["paths"]``; give the run's summary as JSON.

    The new passages get their vectors last.

    Raises:
        HomeLocked: another run is writing to this home.
    """

    def tell(done: int, total: int, _summary: Summary) -> None:
        progress(done, total, f"{done} of {total} files read")

    paths = [Path(path) for path in params["paths"]]
    summary = summary_json(ingest(paths, home=home, jobs=os.cpu_count() or 1, progress=tell))
    _find_by_meaning(home, progress)
    return summary


def _find_by_meaning(home: Home, progress: Progress) -> None:
    """Make vectors; if that fails the papers were read all the same, and are found by words."""

    def tell(made: Made) -> None:
        told = "All files are read, and found by their words. Preparing to find them by meaning"
        progress(made.passages, made.wanted, told)

    try:
        make_vectors(home, progress=tell)
    except (IndexerError, NlpError) as error:
        log.warning("Searching by words is ready, by meaning not: %s", error)
