"""The use case of finding the passages of packs again, after files were read anew."""

from indexer.decisions.anchors import words_hash
from indexer.pack.standing import standing
from indexer.store.repository import Store


def settle_items(store: Store) -> int:
    """Have every item of a pack name the passage that has its words now.

    Only the very words count, in the very document they were chosen from. An item whose words
    stand nowhere is left as it is, and its pack says so (see :mod:`indexer.pack.laying`).

    Returns:
        how many stand elsewhere.
    """
    moved = 0
    for item in store.misplaced_items():
        there = standing(store, item.passage, item.words or "", hashed=words_hash)
        if there is not None:
            store.place_item(item.id, there.id)
            moved += 1
    return moved
