"""Put all passages in the order of each queue, anew whenever their labels were made anew."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from indexer.decisions.model import Decided
from indexer.queues.model import Queue
from indexer.store.repository import Store
from indexer.store.scored import Scored

UNSURE = 0.5
"""Chance below which a label is taken for unsure: more against it than for it. Of 42,000
passages of 165 real papers one in five has such a label; at 0.6 it is one in three."""


@dataclass(frozen=True, slots=True)
class Orders:
    """The passages of a store, by what deciding them is good for; the best first.

    Attributes:
        scored: passage to what the machine says of it.
        themes: theme to its passages in no order of meaning, the same with every call.
        drawn: all passages in the order in which the sample draws them.
    """

    scored: Mapping[str, Scored]
    uncertain: Sequence[str]
    disagreement: Sequence[str]
    new: Sequence[str]
    themes: Mapping[str, Sequence[str]]
    drawn: Sequence[str]


class Rankings:
    """The orders of a store, kept until its labels change; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[object, Orders] | None = None

    def orders(self, store: Store) -> Orders:
        """Return the orders of the store as it is now."""
        with self._lock:
            stamp = [(source.id, source.stamp) for source in store.sources()]
            if self._held is None or self._held[0] != stamp:
                self._held = (stamp, order(list(store.scored())))
            return self._held[1]


def order(rows: Sequence[Scored]) -> Orders:
    """Put passages in the order of each queue; they are given with the latest indexed first."""
    drawn = sorted(rows, key=lambda row: _lot(row.passage))
    themes: dict[str, list[str]] = {}
    for row in drawn:
        for theme in row.themes:
            themes.setdefault(theme, []).append(row.passage)
    doubted = sorted((row for row in drawn if row.doubted), key=lambda row: -row.doubted)
    unsure = sorted((row for row in drawn if row.least < UNSURE), key=lambda row: row.least)
    return Orders(
        scored={row.passage: row for row in rows},
        uncertain=[row.passage for row in unsure],
        disagreement=[row.passage for row in doubted],
        new=[row.passage for row in rows],
        themes=themes,
        drawn=[row.passage for row in drawn],
    )


def least_covered(orders: Orders, decided: Mapping[str, Decided]) -> list[tuple[str, int]]:
    """Return the themes there are, with how often people decided of each, the least first."""
    said = Counter(theme for one in decided.values() for theme in one.themes)
    return sorted(((theme, said[theme]) for theme in orders.themes), key=lambda pair: pair[::-1])


def contradicted(orders: Orders, decided: Mapping[str, Decided]) -> list[str]:
    """Return the passages of which a person says otherwise than the machine."""
    return [
        passage
        for passage, said in decided.items()
        if (machine := orders.scored.get(passage)) and _differs(said, machine)
    ]


def candidates(
    store: Store, orders: Orders, queue: Queue, *, who: str, theme: str | None = None
) -> list[str]:
    """Return the passages of a queue, the best first, those that are taken among them.

    Args:
        who: whom they are for; nobody is asked to look at their own decisions again.
        theme: of the queue of themes; None: the one of which people decided least.
    """
    if queue is Queue.THEME:
        decided = store.all_decided()
        names = [theme] if theme else [name for name, _ in least_covered(orders, decided)]
        return [id_ for name in names for id_ in orders.themes.get(name, ())]
    if queue is Queue.SECOND:
        found = contradicted(orders, store.all_decided())
        own = store.deciders(found)
        return [id_ for id_ in found if who not in own.get(id_, ())]
    return list(
        {
            Queue.UNCERTAIN: orders.uncertain,
            Queue.DISAGREEMENT: orders.disagreement,
            Queue.NEW: orders.new,
            Queue.SAMPLE: orders.drawn,
        }[queue]
    )


def _differs(said: Decided, machine: Scored) -> bool:
    themes = any((theme in machine.themes) is not yes for theme, yes in said.themes.items())
    return themes or said.stance not in (None, machine.stance)


def _lot(passage: str) -> bytes:
    """Return what a passage is drawn by: nothing that is known of it, and always the same."""
    return blake2b(passage.encode(), digest_size=8, person=b"sightline").digest()
