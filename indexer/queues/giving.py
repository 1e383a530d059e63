"""The use cases of a queue: take the next passage, be given some, pass on."""

from indexer.agreement.model import Round, RoundKind
from indexer.errors import IndexerError
from indexer.queues.model import Queue, Task
from indexer.queues.ranking import Orders, candidates
from indexer.store.repository import Store

MOST_AT_ONCE = 500
"""Passages given to a person in one go: a week's work."""

SAMPLE_NAME = "Random sample"


class QueueError(IndexerError):
    """A queue cannot give what is asked of it."""


def next_task(
    store: Store, orders: Orders, queue: Queue, *, who: str, theme: str | None = None
) -> Task | None:
    """Return the passage that a person is to decide of; None where the queue is empty.

    The one they have open comes first; else what they were given; else the best that
    nobody has. Two people never get the same, however they ask at once.

    Args:
        theme: of the queue of themes; None: the one of which people decided least.
    """
    held = store.open_task(who, queue)
    if held is not None and not _is_of_another_theme(held, orders, theme):
        return held
    if held is not None:
        store.end_task(held)
    best = candidates(store, orders, queue, who=who, theme=theme)
    given = store.give_tasks(best, queue, who=who, decided_too=_is_of_all(queue))
    return given[0] if given else None


def assign(
    store: Store, orders: Orders, queue: Queue, *, to: str, by: str, number: int
) -> list[Task]:
    """Give a person the next passages of a queue, which nobody else then gets.

    Raises:
        QueueError: the number is none that can be given.
    """
    if not 1 <= number <= MOST_AT_ONCE:
        raise QueueError(f"{number} passages cannot be given: 1 to {MOST_AT_ONCE} can.")
    best = candidates(store, orders, queue, who=to)
    return store.give_tasks(
        best, queue, who=to, number=number, given_by=by, decided_too=_is_of_all(queue)
    )


def sample_round(store: Store, *, who: str) -> Round:
    """Return the round that the random sample is coded in; made by whoever is first."""
    for one in store.rounds():
        if one.kind is RoundKind.SAMPLE and one.closed is None:
            return one
    return store.add_round(SAMPLE_NAME, RoundKind.SAMPLE, [], coders=[], who=who)


def _is_of_all(queue: Queue) -> bool:
    """Tell whether passages that people decided of belong in a queue; a sample leaves none out."""
    return queue in (Queue.SECOND, Queue.SAMPLE)


def _is_of_another_theme(held: Task, orders: Orders, theme: str | None) -> bool:
    if held.queue is not Queue.THEME or theme is None or held.given_by is not None:
        return False
    known = orders.scored.get(held.passage)
    return known is not None and theme not in known.themes
