"""Index papers in the background."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indexer.contract import summary_json
from indexer.home import Home
from indexer.ingest import Summary, ingest
from indexer.jobs.model import Progress


def index_papers(home: Home, params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Bring the index up to date with ``params["paths"]``; give the run's summary as JSON.

    Raises:
        HomeLocked: another run is writing to this home.
    """

    def tell(done: int, total: int, _summary: Summary) -> None:
        progress(done, total, f"{done} of {total} files read")

    paths = [Path(path) for path in params["paths"]]
    return summary_json(ingest(paths, home=home, jobs=os.cpu_count() or 1, progress=tell))
