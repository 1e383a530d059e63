"""Passages that people made of words of a document, in the store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.audit import Event
from indexer.model import Passage
from indexer.store.audit import append_event
from indexer.store.base import Connected, insert_values, now
from indexer.store.deciding import sum_up
from indexer.store.packed import pack_labels
from indexer.store.rows import passage_values
from indexer.store.tables import annotations, documents, passages
from indexer.store.tables_decisions import cuts

AFTER_ALL = 1_000_000
"""Positions of excerpts begin after this: no document has so many passages."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of a document that a person made a passage of.

    Attributes:
        path, document: where they stand now or stood last.
        passage: id of the passage that they are; None while they are found nowhere.
        position: of the passage that they begin in.
        labelled: version of the pipeline that labelled it; None where it is to be labelled.
    """

    id: int
    path: str
    document: str
    passage: str | None
    quote: str
    position: int
    who: str
    at: datetime
    labelled: str | None


class Cutting(Connected):
    """Excerpts: passages that people made, beside those that were read."""

    def add_cut(
        self,
        passage: Passage,
        position: int,
        *,
        path: str,
        pipeline: str,
        who: str,
        key: str | None = None,
    ) -> str:
        """Keep a passage that a person made; returns its id.

        Args:
            passage: labelled; its id does not matter.
            position: of the passage that it begins in.
            path: of the document's file.
            pipeline: version of the pipeline that labelled it.
            who: the person's name.
            key: made up by the sender; the same cut sent again is kept once.
        """
        row = {
            "path": path,
            "document": passage.document,
            "quote": passage.text,
            "position": position,
            "who": who,
            "at": now(),
            "key": key,
        }
        with self._writing() as connection:
            there = sa.select(cuts.c.passage).where(cuts.c.key == key, cuts.c.key.is_not(None))
            if known := connection.execute(there).scalar():
                return str(known)
            made = connection.execute(sa.insert(cuts).returning(cuts.c.id), row).scalar_one()
            id_ = _place(connection, int(made), passage, position, path, pipeline)
            append_event(connection, Event("passage-made", who, id_))
        return id_

    def cuts(self, *, document: str | None = None) -> list[Cut]:
        """Return the passages that people made and did not withdraw: all, or of a document."""
        query = sa.select(cuts, annotations.c.pipeline).outerjoin(
            annotations, annotations.c.passage == cuts.c.passage
        )
        query = query.where(cuts.c.withdrawn_at.is_(None)).order_by(cuts.c.position, cuts.c.id)
        if document is not None:
            query = query.where(cuts.c.document == document)
        return [_cut(row) for row in self._all(query)]

    def cut_of(self, passage: str) -> Cut | None:
        """Return how a passage was made; None if it was read and not made."""
        document = passage.partition("-")[0]
        return next((one for one in self.cuts(document=document) if one.passage == passage), None)

    def place_cut(
        self, cut: Cut, passage: Passage | None, position: int, *, path: str, pipeline: str
    ) -> None:
        """Note where a cut stands now, with its passage made anew; None: nowhere."""
        with self._writing() as connection:
            if cut.passage is not None:
                connection.execute(sa.delete(passages).where(passages.c.id == cut.passage))
                sum_up(connection, {cut.passage})
            if passage is not None:
                _place(connection, cut.id, passage, position, path, pipeline)
            else:
                change = sa.update(cuts).where(cuts.c.id == cut.id)
                connection.execute(change, {"passage": None})

    def show_cuts(self, cuts_: Sequence[Cut]) -> None:
        """Have the search index show cuts again, which removing a document took out."""
        with self._writing() as connection:
            sum_up(connection, {cut.passage for cut in cuts_})

    def withdraw_cut(self, cut: Cut, *, who: str) -> None:
        """Take a passage that a person made out again; what was decided of it is kept."""
        with self._writing() as connection:
            change = sa.update(cuts).where(cuts.c.id == cut.id)
            connection.execute(change, {"withdrawn_by": who, "withdrawn_at": now()})
            connection.execute(sa.delete(passages).where(passages.c.id == cut.passage))
            sum_up(connection, {cut.passage})
            append_event(connection, Event("passage-withdrawn", who, cut.passage or ""))


def _place(
    connection: sa.Connection, cut: int, passage: Passage, position: int, path: str, pipeline: str
) -> str:
    made = replace(passage, id=f"{passage.document}-{position}c{cut}")
    insert_values(connection, passages, [passage_values(made, AFTER_ALL + cut)])
    if made.annotation is not None:
        labels = pack_labels({made.id: made.annotation}, pipeline)
        insert_values(connection, annotations, labels)
    at_path = sa.select(documents.c.path).where(documents.c.id == made.document)
    change = {
        "passage": made.id,
        "document": made.document,
        "path": connection.execute(at_path).scalar() or path,
        "position": position,
    }
    connection.execute(sa.update(cuts).where(cuts.c.id == cut), change)
    sum_up(connection, {made.id})
    return made.id


def _cut(row: Any) -> Cut:
    return Cut(
        id=row.id,
        path=row.path,
        document=row.document,
        passage=row.passage,
        quote=row.quote,
        position=row.position,
        who=row.who,
        at=row.at.replace(tzinfo=UTC),
        labelled=row.pipeline,
    )
