"""Gestures: what a person decides in one go, saved once however often it is sent, and undone whole.

A gesture has a key that its sender made up. Its decisions have it as their batch, and so
has the gesture that takes it back, which can be taken back in turn.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.decisions.deciding import DecisionError, Word, decide, undo
from indexer.decisions.model import Decision
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy

_KEY = re.compile(r"[a-z0-9-]{8,32}")


class NotYours(DecisionError):
    """Somebody else made the gesture that is to be taken back."""


def make_gesture(
    store: Store,
    taxonomy: Taxonomy,
    words: Sequence[Word],
    *,
    who: str,
    key: str,
    round: int | None = None,  # noqa: A002 - what coders call it
) -> list[Decision]:
    """Keep what a person says in one go, all of it or nothing, and once only.

    Args:
        words: what is said; their own keys do not matter.
        who: the person's name.
        key: of the gesture: 8 to 32 lower-case letters, digits and hyphens.
        round: of blind coding that it belongs to.

    Returns:
        the decisions as stored; of a gesture that is known already, those stored first.

    Raises:
        DecisionError: a passage or label that there is not, or a key that is none.
    """
    if known := find_gesture(store, key):
        return known
    named = [replace(word, key=f"{key}.{number}") for number, word in enumerate(words)]
    return decide(store, taxonomy, named, who=who, batch=key, round=round)


def take_back(
    store: Store, taxonomy: Taxonomy, earlier: str, *, who: str, key: str, others: bool = False
) -> list[Decision]:
    """Take a gesture back; what was said before it counts again.

    Args:
        earlier: key of the gesture, which may itself have taken one back.
        who: the person's name.
        key: of this gesture.
        others: whether the person may take back what somebody else said.

    Returns:
        the decisions that say so.

    Raises:
        DecisionError: there is no such gesture, or a passage of it is found no more.
        NotYours: somebody else made it.
    """
    if known := find_gesture(store, key):
        return known
    made = find_gesture(store, earlier)
    if not made:
        raise DecisionError(f"Nothing was decided under the key {earlier}, so nothing is undone.")
    if made[0].who != who and not others:
        raise NotYours(f"{made[0].who} decided this. Only they, or a lead, can take it back.")
    return undo(store, taxonomy, made, who=who, batch=key, round=made[0].round)


def find_gesture(store: Store, key: str) -> list[Decision]:
    """Return the decisions of a gesture; empty if none of that key was made.

    Raises:
        DecisionError: it cannot be a key.
    """
    if not _KEY.fullmatch(key):
        raise DecisionError(
            f"{key!r} is no key: it has 8 to 32 lower-case letters, digits and hyphens."
        )
    return store.decisions(batch=key)
