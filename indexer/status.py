"""What the index holds, in one dictionary for people and programs."""

from pathlib import Path
from typing import Any

from indexer.files import INTERRUPTED
from indexer.home import Home
from indexer.meaning.status import meaning_status
from indexer.model import FileStatus
from indexer.search.lifecycle import current_engine
from indexer.store.repository import Store
from indexer.store.tables import HEAD
from nlp.pipeline import pipeline_version
from nlp.taxonomy import taxonomy_version


def read_status(home: Home) -> dict[str, Any]:
    """Count what the store holds and name every version in use.

    Raises:
        StoreError: there is no store yet, or it is damaged.
    """
    with Store.open(home.store) as store:
        counts = store.counts()
        run = store.last_run()
        meaning = meaning_status(home, store)
        broken_off = unfinished(store)
    return {
        "home": str(home.path),
        "files": {str(name): count for name, count in counts.files.items()},
        "unfinished": broken_off,
        "documents": counts.documents,
        "pages": counts.pages,
        "passages": counts.passages,
        "missing": counts.missing,
        "pages_without_text": counts.pages_without_text,
        "years": list(counts.years) if counts.years else None,
        "engine": current_engine(home.search),
        "schema": HEAD,
        "taxonomy": taxonomy_version(own=home.taxonomy),
        "pipeline": pipeline_version(home.models),
        "meaning": meaning,
        "bytes": _size(home.path),
        "last_run": run
        and {
            "started": run.started.isoformat(timespec="seconds"),
            "finished": run.finished.isoformat(timespec="seconds") if run.finished else None,
            "paths": list(run.paths),
            "counts": dict(run.counts),
        },
    }


def unfinished(store: Store) -> int:
    """Count the files that are noted as failed only because their run has not finished them."""
    return sum(entry.error == INTERRUPTED for entry in store.entries(status=FileStatus.FAILED))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
