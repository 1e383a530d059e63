"""Train the label model on what the index holds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from indexer.agreement.model import RoundKind
from indexer.decisions.anchors import words_hash
from indexer.home import TRAINING, Home
from indexer.model import Kind, LedgerEntry
from indexer.store.repository import Store
from nlp.classifier.artefact import learnt_passages, passage_digest
from nlp.classifier.changes import Outcome
from nlp.classifier.examples import ReportPassage, examples_from_labels, examples_from_reports
from nlp.classifier.labels import SHIPPED_LABELS, Labelled, read_labels
from nlp.classifier.retraining import retrain
from nlp.classifier.training import train
from nlp.errors import ModelError
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput


def train_from_store(
    home: Home,
    *,
    who: str,
    labels: Path | None = None,
    force: bool = False,
    into: Path | None = None,
    anew: bool = False,
    step: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Learn from labels that people decided in the workplace or give; one training at a time.

    The model that ships is taught them; of the indexed papers it keeps saying what it
    said. Without new labels it stays as it is.

    Args:
        who: trains, told to whoever else would meanwhile.
        labels: a file of further labelled passages.
        force: let the new model serve even where it is worse.
        into: another folder for the new model, where a person is to choose whether it serves.
        anew: learn from nothing instead, as the model that ships was made: areas from the
            section headings of inspection reports, the vocabulary from all papers, the rest
            from all labels.
        step: called before each part of the work with its number and the number of parts.

    Raises:
        StoreError: nothing was indexed yet.
        LabelsError: the file of labels breaks its rules.
        ModelError: there is too little to learn from.
        HomeLocked: another training is under way; it says whose and since when.
    """
    held = f"a training that {who} started"
    with Store.open(home.store) as store, home.lock(held, part=TRAINING):
        passages = list(_passages(store))
        entries = store.entries()
        said = decided_passages(store)
        given = list(_undecided(labels, said, entries)) if labels else []
        shipped = list(_undecided(SHIPPED_LABELS, said, entries))
        if not anew:
            learnt = learnt_passages()
            given = [row for row in given if passage_digest(row.passage.text) not in learnt]
            new = list(examples_from_labels([*said, *given]))
            known = list(examples_from_labels(shipped))
            return retrain(
                new, known, passages, models=home.models, force=force, into=into, step=step
            )
        examples = list(examples_from_reports(passages))
        examples += examples_from_labels([*said, *shipped, *given])
        try:
            return train(examples, passages, models=home.models, force=force, into=into, step=step)
        except ValueError as error:
            raise ModelError(str(error)) from error


def _undecided(
    path: Path, said: Sequence[Labelled], entries: Sequence[LedgerEntry]
) -> Iterator[Labelled]:
    return numbered(without_decided(read_labels(path), said), entries)


def decided_passages(store: Store) -> list[Labelled]:
    """Return the passages whose stance and areas people decided, to be learnt from.

    Of a theme that the machine sees and nobody decided, nothing is said. Passages of a
    random sample are left out, so that it measures what was not learnt from it.
    """
    measured = {
        passage
        for one in store.rounds()
        if one.kind is RoundKind.SAMPLE
        for coded in store.coded_in(one.id).values()
        for passage in coded
    }
    said = {id_: one for id_, one in store.all_decided().items() if id_ not in measured}
    whole = {id_: one for id_, one in said.items() if one.stance and one.areas is not None}
    found = store.passages_by_id(whole)
    documents = store.documents_by_id({passage.document for passage in found.values()})
    # Themes of the council's own are not learnt: they are found by their words alone.
    learnt = {theme.id for theme in load_taxonomy().themes}
    rows = []
    for passage in found.values():
        label, one = passage.annotation, whole[passage.id]
        if label is None:
            continue
        metadata = documents[passage.document].metadata
        rows.append(
            Labelled(
                id=passage.id,
                passage=PassageInput(passage.text, passage.heading_path, metadata.type),
                themes=tuple(t for t, applies in one.themes.items() if applies and t in learnt),
                themes_maybe=tuple(
                    t.id for t in label.themes if t.id not in one.themes and t.id in learnt
                ),
                areas=tuple(area.id for area in label.areas),
                stance=label.stance.id.value,
                mixed=label.mixed,
                authority=metadata.authority,
                document=passage.document,
            )
        )
    return rows


def without_decided(rows: Iterable[Labelled], said: Iterable[Labelled]) -> Iterator[Labelled]:
    """Leave out labels of passages that people of the workplace decided: their word outranks."""
    words = {words_hash(row.passage.text) for row in said}
    return (row for row in rows if words_hash(row.passage.text) not in words)


def numbered(rows: Iterable[Labelled], entries: Sequence[LedgerEntry]) -> Iterator[Labelled]:
    """Give documents that labels name by their path the id they have in the index.

    Else one would count as two. A name that fits no file, or several of different content,
    stays as it is.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.document:
            *folders, name = PurePath(entry.path).parts
            for start in range(len(folders) + 1):
                ids["/".join([*folders[start:], name])].add(entry.document)
    for row in rows:
        fitting = ids.get(PurePath(row.document).as_posix(), ()) if row.document else ()
        yield replace(row, document=next(iter(fitting))) if len(fitting) == 1 else row


def _passages(store: Store) -> Iterator[ReportPassage]:
    """Yield every passage but headings; a document of unknown authority stands alone."""
    for document in store.documents():
        metadata = document.metadata
        for passage in store.passages(document=document.id):
            if passage.kind is not Kind.HEADING:
                given = PassageInput(passage.text, passage.heading_path, metadata.type)
                yield ReportPassage(given, metadata.authority or document.id, document.id)
