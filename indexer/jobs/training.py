"""Train a model in the background, and let it serve once a person has chosen it.

A model that was trained waits in a folder of its own until somebody keeps or discards it.
"""

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.errors import IndexerError
from indexer.home import TRAINING, Home
from indexer.jobs.model import Progress
from nlp.classifier.artefact import FACTS, copy_model

OWN_LABELS = "labels.jsonl"
"""In the home: further labelled passages of the council's own, as ``sightline train`` takes."""


def new_candidate() -> str:
    """Return a name for a model that is to be trained."""
    return secrets.token_hex(6)


def candidate_folder(home: Home, name: str) -> Path:
    """Return where a model waits to be chosen."""
    return home.path / "candidates" / name


def is_waiting(home: Home, name: str) -> bool:
    """Tell whether a trained model can still be kept or discarded."""
    return (candidate_folder(home, name) / FACTS).is_file()


def discard_model(home: Home, name: str) -> None:
    """Take a model away that nobody wants; one that is gone already is none."""
    shutil.rmtree(candidate_folder(home, name), ignore_errors=True)


def train_model(home: Home, params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Train the model ``params["candidate"]``; give its figures beside those of the one in use.

    Raises:
        ModelError: there is too little to learn from.
        HomeLocked: another training is under way.
    """
    from indexer.store.repository import Store
    from indexer.training import decided_passages, train_from_store

    with Store.open(home.store) as store:
        decided = len(decided_passages(store))
    learning = f"Learning, among others from {decided:,} passages that people decided"
    progress(0, 0, learning)

    def tell(part: int, parts: int) -> None:
        # What follows the parts, fitting on everything, takes as long as one of them.
        progress(part - 1, parts + 1, f"{learning}: part {part} of {parts + 1}")

    folder = candidate_folder(home, params["candidate"])
    own = home.path / OWN_LABELS
    labels = own if own.is_file() else None
    who = params.get("who", "somebody")
    outcome = train_from_store(home, who=who, labels=labels, into=folder, step=tell)
    changes = [asdict(change) | {"worse": change.worse} for change in outcome.changes]
    return {
        "version": outcome.version,
        "judged_on": outcome.judged_on,
        "reason": outcome.reason,
        "decided": decided,
        "changes": changes,
    }


def keep_model(home: Home, params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Let the model ``params["candidate"]`` serve, and label every document anew by it.

    Cut off at any point it can be done again; the next index run labels what is left, too.

    Raises:
        IndexerError: the model was discarded.
        HomeLocked: another run is writing to this home, or a training is under way.
    """
    from indexer.corrections import relabel
    from indexer.ingest import ingest
    from indexer.store.repository import Store
    from nlp.pipeline import pipeline_version

    folder = candidate_folder(home, params["candidate"])
    with home.lock("putting a new model to use"), Store.open(home.store) as store:
        _put_to_use(home, folder)
        due = store.documents_annotated_otherwise(pipeline_version(home.models))
        for number, document in enumerate(due):
            progress(number, len(due), f"{number} of {len(due)} documents labelled anew")
            relabel(home, store, document)
    progress(len(due), len(due), "Making the labels searchable")
    ingest([], home=home)
    return {"documents": len(due)}


def _put_to_use(home: Home, folder: Path) -> None:
    if not (folder / FACTS).is_file():
        if not (folder / "kept").exists():
            raise IndexerError("This model was discarded. Train anew to have another to choose.")
        return
    with home.lock("putting a new model to use", part=TRAINING):
        copy_model(folder, home.models)
    (folder / "kept").touch()
    for path in (folder / FACTS, *folder.glob("*.npz")):
        path.unlink()
