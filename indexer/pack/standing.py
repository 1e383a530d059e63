"""Where words that were cited stand now: another reading of a file may number them otherwise."""

from collections.abc import Callable

from indexer.model import Passage, position_of
from indexer.store.repository import Store


def standing(store: Store, id_: str, words: str, *, hashed: Callable[[str], str]) -> Passage | None:
    """Return the passage that has the words meant, of the very document they were cited from.

    Args:
        store: where passages are.
        id_: the passage that had them.
        words: their hash.
        hashed: makes such a hash of a text.

    Returns:
        the passage of that id if it still has them, else the nearest to where it stood;
        None if they stand nowhere in the document.
    """
    there = store.passages_by_id([id_]).get(id_)
    if there is not None and hashed(there.text) == words:
        return there
    document, stood = id_.partition("-")[0], position_of(id_)
    every = store.passages(document=document, excerpts=True)
    same = [one for one in every if hashed(one.text) == words]
    return min(same, key=lambda one: abs(position_of(one.id) - stood), default=None)
