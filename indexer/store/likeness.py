"""Which passages are alike, as the store keeps it.

A passage that was compared has a fingerprint; one too short to be has an empty
one. Its family is the id of a passage that it is like, directly or by others
between; a passage that is like none is a family of its own.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from indexer.model import Kind
from indexer.store.base import Connected, chunks, insert_values
from indexer.store.documents import CURRENT
from indexer.store.packed import Fingerprint, pack_fingerprints
from indexer.store.tables import documents, fingerprints, passages


class Relation(StrEnum):
    """How a passage is like another.

    Only the same wording is the same passage. The same words with other figures are
    to be shown side by side and never merged.
    """

    SAME = "same"
    FIGURES_DIFFER = "figures-differ"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Twin:
    """A passage that is like the one asked about."""

    passage: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Compared:
    """Fingerprints side by side, compactly.

    Attributes:
        passages: their ids.
        shapes: 64 bits each.
        signatures: one after another.
        families: None of those that have none yet.
    """

    passages: list[str]
    shapes: "array[int]"
    signatures: bytearray
    families: list[str | None]


_UNSEEN = (
    sa.select(passages.c.id, passages.c.kind, passages.c.text)
    .select_from(passages.join(documents).outerjoin(fingerprints))
    # The words of an excerpt stand in another passage, which is no likeness to tell of.
    .where(CURRENT, fingerprints.c.passage.is_(None), passages.c.kind != Kind.EXCERPT.value)
)

_COMPARED = fingerprints.c.shape.is_not(None)

_PLACED = passages.join(documents).join(fingerprints)

_OWN = (
    sa.select(fingerprints, CURRENT.label("current"))
    .select_from(_PLACED)
    .where(fingerprints.c.family.is_not(None))
)
"""Passages asked about, those of superseded documents too."""

_MEMBERS = sa.select(fingerprints).select_from(_PLACED).where(CURRENT)

_SAID = (
    fingerprints.c.family,
    fingerprints.c.wording,
    fingerprints.c.shape,
    fingerprints.c.signature,
)

_WORDINGS = (
    sa.select(*_SAID, sa.func.count().label("number"))
    .select_from(_PLACED)
    .where(CURRENT)
    .group_by(*_SAID)
)
"""What a family says, each wording once: boilerplate stands in hundreds of letters."""


class Likeness(Connected):
    """Fingerprints and families of passages."""

    def documents_to_compare(self) -> list[str]:
        """Return ids of the current documents with passages that have no fingerprint."""
        query = _UNSEEN.with_only_columns(passages.c.document).distinct()
        return [row.document for row in self._all(query.order_by(passages.c.document))]

    def passages_to_compare(self, ids: Sequence[str]) -> list[tuple[str, Kind, str]]:
        """Return id, kind and text of the passages of documents that have no fingerprint."""
        query = _UNSEEN.where(passages.c.document.in_(ids))
        found = self._all(query.order_by(passages.c.document, passages.c.position))
        return [(row.id, Kind(row.kind), row.text) for row in found]

    def save_fingerprints(self, found: Iterable[Fingerprint]) -> None:
        """Write fingerprints of passages that had none."""
        with self._writing() as connection:
            insert_values(connection, fingerprints, pack_fingerprints(found))

    def has_unplaced_fingerprints(self) -> bool:
        """Return whether some passages were not put into a family yet."""
        query = sa.select(fingerprints.c.passage).where(_COMPARED, fingerprints.c.family.is_(None))
        return bool(self._all(query.limit(1)))

    def compared(self) -> Compared:
        """Return what all passages that are long enough are compared by."""
        columns = fingerprints.c
        query = sa.select(columns.passage, columns.shape, columns.signature, columns.family)
        found = Compared([], array("q"), bytearray(), [])
        names: dict[str, str] = {}
        with self._reading() as connection:
            query = query.where(_COMPARED).order_by(columns.passage)
            for id_, shape, signature, family in connection.execute(query):
                found.passages.append(id_)
                found.shapes.append(shape)
                found.signatures.extend(signature)
                # One string for each name, not one for each passage: there may be a million.
                found.families.append(family and names.setdefault(family, family))
        return found

    def save_families(self, families: Mapping[str, str]) -> None:
        """Write the families of passages, by their ids."""
        own = fingerprints.c.passage == sa.bindparam("key")
        change = sa.update(fingerprints).where(own).values(family=sa.bindparam("to"))
        if families:
            with self._writing() as connection:
                connection.execute(change, [{"key": k, "to": v} for k, v in families.items()])

    def twins(self, passage: str) -> list[Twin]:
        """Return the passages of current documents that are like a passage, the likest first."""
        with self._reading() as connection:
            own = connection.execute(_OWN.where(fingerprints.c.passage == passage)).first()
            if own is None:
                return []
            same_family = _MEMBERS.where(fingerprints.c.family == own.family)
            others = connection.execute(same_family.where(fingerprints.c.passage != passage)).all()
        related = zip(others, _relations(own, others), strict=True)
        ranked = [(_RANKS.index(r), -share, row.passage, r) for row, (r, share) in related if r]
        return [Twin(id_, relation) for *_, id_, relation in sorted(ranked)]

    def group_sizes(self, ids: Iterable[str]) -> dict[str, int]:
        """Return how many others :meth:`twins` would give for each passage."""
        sizes = dict.fromkeys(ids, 0)
        own: list[sa.Row[Any]] = []
        families: dict[str, list[sa.Row[Any]]] = defaultdict(list)
        with self._reading() as connection:
            for some in chunks(list(sizes)):
                own.extend(connection.execute(_OWN.where(fingerprints.c.passage.in_(some))))
            for some in chunks(sorted({row.family for row in own})):
                for row in connection.execute(_WORDINGS.where(fingerprints.c.family.in_(some))):
                    families[row.family].append(row)
        for one in own:
            wordings = families[one.family]
            related = zip(wordings, _relations(one, wordings), strict=True)
            like = sum(row.number for row, (relation, _) in related if relation)
            sizes[one.passage] = like - one.current  # it is among them, unless superseded
        return sizes


_RANKS = (Relation.SAME, Relation.FIGURES_DIFFER, Relation.NEAR)


def _relations(
    one: sa.Row[Any], others: Sequence[sa.Row[Any]]
) -> list[tuple[Relation | None, float]]:
    """Say how each of the others is like a passage, None if not at all, and how much so."""
    import numpy as np

    from indexer.minhash import ALIKE, likeness

    if not others:
        return []
    rows_ = np.frombuffer(b"".join(other.signature for other in others), np.uint16)
    shares = likeness(np.frombuffer(one.signature, np.uint16), rows_.reshape(len(others), -1))
    found: list[tuple[Relation | None, float]] = []
    for other, share in zip(others, shares.tolist(), strict=True):
        relation = None
        if other.wording == one.wording:
            relation = Relation.SAME
        elif other.shape == one.shape:
            relation = Relation.FIGURES_DIFFER
        elif share >= ALIKE:
            relation = Relation.NEAR
        found.append((relation, share))
    return found
