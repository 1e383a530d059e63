"""A model that was trained and waits to be chosen, without the minutes that training takes."""

import json
import shutil

from indexer.home import Home
from indexer.jobs.model import JobState
from indexer.jobs.training import candidate_folder
from indexer.store.repository import Store
from nlp.classifier.artefact import SHIPPED

NAME = "abcdef012345"
VERSION = "labels-other"
FIGURES = [
    {"name": "theme_f1", "n": 400, "before": 0.5, "after": 0.6, "worse": False},
    {"name": "stance/strength", "n": 90, "before": 0.8, "after": 0.6, "worse": True},
]


def add_candidate(home: Home) -> None:
    """Add a training that came to its end.

    Its model is the one that ships under another version: what matters is which one serves.
    """
    folder = candidate_folder(home, NAME)
    folder.mkdir(parents=True)
    shutil.copy(SHIPPED / "labels.npz", folder)
    facts = json.loads((SHIPPED / "labels.json").read_text(encoding="utf-8"))
    facts["version"] = VERSION
    (folder / "labels.json").write_text(json.dumps(facts), encoding="utf-8")
    with Store.open(home.store) as store:
        job = store.add_job("train", title="Train", params={"candidate": NAME}, who="Ada Okoro")
        store.begin_job(job.id)
        result = {"version": "x", "judged_on": 0, "reason": "", "decided": 3, "changes": FIGURES}
        store.finish_job(job.id, JobState.DONE, result=result)
