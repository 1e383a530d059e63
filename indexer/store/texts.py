"""What each document says, without places and labels: for passes that read all of it."""

from dataclasses import dataclass

import sqlalchemy as sa

from indexer.model import Kind
from indexer.store.base import Connected
from indexer.store.documents import CURRENT, SUPERSEDED
from indexer.store.tables import annotations, documents, passages
from nlp.types import Stance

_DAY = sa.func.coalesce(documents.c.published, documents.c.event_end, documents.c.period_end)

_FOUND = (
    passages.c.kind != Kind.HEADING.value,
    sa.func.coalesce(annotations.c.stance, "") != Stance.SKIP.value,
)
"""As in :func:`indexer.search.records.record_of`: neither headings nor page furniture."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a passage that can be found.

    Attributes:
        passage: its id.
        stem: the sentence that introduces it, where it is a point of a list.
    """

    passage: str
    text: str
    heading_path: tuple[str, ...]
    stem: str | None


class Texts(Connected):
    """The words of passages, document by document."""

    def text_stamps(self) -> dict[str, str]:
        """Return what changes whenever a document's passages or labels are made anew.

        By id of the current documents, the newest papers first.
        """
        query = sa.select(documents.c.id, documents.c.indexed_at, documents.c.pipeline)
        query = query.where(CURRENT).order_by(_DAY.desc().nulls_last(), documents.c.id)
        return {row.id: f"{row.indexed_at.isoformat()} {row.pipeline}" for row in self._all(query)}

    def text_counts(self) -> dict[str, int]:
        """Return the number of passages that a search can find, by id of current documents."""
        query = sa.select(passages.c.document, sa.func.count().label("number"))
        query = query.select_from(passages.outerjoin(annotations)).where(*_FOUND)
        query = query.where(passages.c.document.not_in(SUPERSEDED))
        return {row.document: row.number for row in self._all(query.group_by(passages.c.document))}

    def texts_of(self, document: str) -> list[Said]:
        """Return the passages of a document that a search can find, in reading order."""
        columns = passages.c
        query = sa.select(columns.id, columns.text, columns.heading_path, columns.stem)
        query = query.select_from(passages.outerjoin(annotations))
        query = query.where(columns.document == document, *_FOUND).order_by(columns.position)
        return [
            Said(row.id, row.text, tuple(row.heading_path), row.stem) for row in self._all(query)
        ]
