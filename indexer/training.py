"""Train the label model on what the index holds."""

from collections.abc import Iterator
from pathlib import Path

from indexer.home import Home
from indexer.model import Kind
from indexer.store.repository import Store
from nlp.classifier.examples import ReportPassage, examples_from_labels, examples_from_reports
from nlp.classifier.labels import SHIPPED_LABELS, read_labels
from nlp.classifier.training import Outcome, train
from nlp.errors import ModelError
from nlp.types import PassageInput


def train_from_store(home: Home, *, labels: Path | None, force: bool) -> Outcome:
    """Learn from the indexed papers, from labels that ship, and from labels given.

    The section headings of inspection reports tell areas; the words of all papers
    teach the vocabulary; labels by people teach everything else.

    Raises:
        StoreError: nothing was indexed yet.
        LabelsError: the file of labels breaks its rules.
        ModelError: there is too little to learn from.
    """
    with Store.open(home.store) as store:
        passages = list(_passages(store))
    examples = list(examples_from_reports(passages))
    for path in (SHIPPED_LABELS, labels):
        if path is not None:
            examples += examples_from_labels(read_labels(path))
    try:
        return train(examples, passages, models=home.models, force=force)
    except ValueError as error:
        raise ModelError(str(error)) from error


def _passages(store: Store) -> Iterator[ReportPassage]:
    """Yield every passage but headings; a document of unknown authority stands alone."""
    for document in store.documents():
        metadata = document.metadata
        for passage in store.passages(document=document.id):
            if passage.kind is not Kind.HEADING:
                given = PassageInput(passage.text, passage.heading_path, metadata.type)
                yield ReportPassage(given, metadata.authority or document.id, document.id)
