"""Label passages anew in the background, after the taxonomy was changed."""

from collections.abc import Mapping
from typing import Any

from indexer.home import Home
from indexer.jobs.model import Progress


def relabel_all(home: Home, params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:  # noqa: ARG001
    """Label every document anew whose labels another taxonomy, model or program made.

    Cut off or stopped at any point it can be done again: what is labelled stays so, and the
    next index run does what is left, too.

    Raises:
        HomeLocked: another run is writing to this home.
        TaxonomyError: a file of the taxonomy in the home is damaged.
    """
    from indexer.corrections import relabel
    from indexer.ingest import ingest
    from indexer.store.repository import Store
    from nlp.pipeline import pipeline_version

    with home.lock("labelling passages anew", wait=2.0), Store.open(home.store) as store:
        due = store.documents_annotated_otherwise(pipeline_version(home.models))
        for number, document in enumerate(due):
            progress(number, len(due), f"{number:,} of {len(due):,} documents labelled anew")
            relabel(home, store, document)
    progress(len(due), len(due), "Making the labels searchable")
    # It builds the search index anew, and finds again what people decided.
    ingest([], home=home)
    return {"documents": len(due)}
