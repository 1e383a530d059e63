"""The use case of finding passages that say the same, or nearly.

A pass after an index run: it looks at passages that were not compared yet, so
it costs next to nothing where nothing is new. It may be cut off at any point;
the next one goes on.
"""

from collections.abc import Sequence

import numpy as np

from indexer.fingerprints import fingerprints_of
from indexer.minhash import LENGTH, alike_pairs
from indexer.store.likeness import Compared
from indexer.store.repository import Store

_AT_ONCE = 20
"""Documents: some two thousand passages."""


def group_passages(store: Store) -> int:
    """Compare the passages that are new with all others and write their families.

    Returns:
        the number of passages that had no fingerprint, those too short to be compared
        included. Passages that an index run reads have one from the start.

    Measured on 18,594 passages of inspection reports: 0.01 ms of processor time a passage
    to place it, 0.04 to take its fingerprint. On 44,592 of reports and council papers:
    0.09 s where nothing is new, 0.4 s where a hundred are; of pairs that share half their
    shingles or more, 97 % end in one family.
    """
    new = 0
    documents = store.documents_to_compare()
    for start in range(0, len(documents), _AT_ONCE):
        some = store.passages_to_compare(documents[start : start + _AT_ONCE])
        store.save_fingerprints(fingerprints_of(some))
        new += len(some)
    if store.has_unplaced_fingerprints():
        store.save_families(families(store.compared()))
    return new


def families(known: Compared) -> dict[str, str]:
    """Say to which family the passages belong that have none yet.

    Returns:
        passage id to family: of all without one, and of those whose family was joined
        to another.
    """
    shapes, first, shape_of = np.unique(
        np.frombuffer(known.shapes, np.int64), return_index=True, return_inverse=True
    )
    joined = _Joined(len(shapes))
    fresh = np.ones(len(shapes), bool)
    of_family: dict[str, int] = {}
    for shape, family in zip(shape_of.tolist(), known.families, strict=True):
        if family is not None:
            fresh[shape] = False
            joined.join(shape, of_family.setdefault(family, shape))
    rows = np.frombuffer(known.signatures, np.uint16).reshape(-1, LENGTH)[first]
    for pairs in alike_pairs(rows, fresh):
        for one, other in pairs.tolist():
            joined.join(one, other)
    return _named(known, [joined.root(shape) for shape in shape_of.tolist()])


def _named(known: Compared, roots: Sequence[int]) -> dict[str, str]:
    """Name each family after the one its members had, or else after its first passage."""
    names: dict[int, str] = {}
    for family, root in zip(known.families, roots, strict=True):
        if family is not None:
            names[root] = min(family, names.get(root, family))
    for passage, root in zip(known.passages, roots, strict=True):
        names.setdefault(root, passage)
    return {
        passage: names[root]
        for passage, family, root in zip(known.passages, known.families, roots, strict=True)
        if family != names[root]
    }


class _Joined:
    """Sets of numbers that are joined two by two (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, item: int) -> int:
        """Return the number that stands for the set an item is in."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Make one set of the two that hold these items."""
        self._parent[self.root(one)] = self.root(other)
