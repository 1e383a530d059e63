"""The use case of finding again what people decided of, after files were read anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.decisions.anchors import Place, find_again, words_hash
from indexer.decisions.model import State, Subject
from indexer.store.deciding import Settlement
from indexer.store.repository import Store


@dataclass(frozen=True, slots=True)
class Settled:
    """How many subjects an index run found where they were, elsewhere, changed, or not."""

    attached: int = 0
    moved: int = 0
    changed: int = 0
    orphaned: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has to be told."""
        return not (self.moved or self.changed or self.orphaned)


def settle_decisions(store: Store, *, run: int | None = None) -> Settled:
    """Find every passage that people decided of again, and report what became of each.

    The same words are looked for first, in the document the passage stood in and then in
    the version of its file that is current now; then most of the same words, which is
    reported as changed. What is found nowhere is kept, reported, and looked for in every
    later run.

    Args:
        run: number of the index run, under which the report is kept.
    """
    unsettled = store.unsettled_subjects()
    places: dict[str, list[Place]] = {}
    found = [_find(store, subject, places) for subject in unsettled]
    # An orphan that stays one is no news.
    news = [one for one in found if one.now is not None or one.subject.passage is not None]
    store.settle(news, run=run)
    counts = {state: sum(one.state is state for one in found) for state in State}
    return Settled(
        attached=len(store.subjects(state=State.ATTACHED)),
        moved=counts[State.MOVED],
        changed=counts[State.CHANGED],
        orphaned=counts[State.ORPHANED],
    )


def _find(store: Store, subject: Subject, known: dict[str, list[Place]]) -> Settlement:
    second: Settlement | None = None
    for document in store.heirs(subject.document, subject.path):
        if document not in known:
            known[document] = list(_places(store, document))
        again = find_again(subject.quote, subject.words, subject.position, known[document])
        if again is None:
            continue
        place, state = again
        if place.passage == subject.passage and words_hash(place.text) == subject.words:
            state = State.ATTACHED
        settled = Settlement(
            subject, place.passage, document, state, place.text, place.page, place.position
        )
        if state is not State.CHANGED:
            return settled
        second = second or settled
    lost = Settlement(
        subject, None, subject.document, State.ORPHANED, None, subject.page, subject.position
    )
    return second or lost


def _places(store: Store, document: str) -> Iterator[Place]:
    for position, passage in enumerate(store.passages(document=document, excerpts=True), start=1):
        yield Place(passage.id, position, passage.page, passage.text)
