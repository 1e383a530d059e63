"""Passages that state figures, with no more of them than figures need."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from indexer.model import Kind
from indexer.store.base import Connected
from indexer.store.documents import SUPERSEDED
from indexer.store.figured import unpack_figures
from indexer.store.tables import annotations, passages
from nlp.types import Figure, Speaker


@dataclass(frozen=True, slots=True)
class Stating:
    """A passage with its figures.

    Attributes:
        speaker: None where it cannot be told.
        figures: in reading order, at least one.
    """

    passage: str
    document: str
    page: int
    kind: str
    text: str
    headings: tuple[str, ...]
    stem: str | None
    speaker: Speaker | None
    figures: tuple[Figure, ...]


_COLUMNS = [passages.c[name] for name in ("id", "document", "page", "kind", "text", "stem")]
# As text: SQLAlchemy reads JSON at twice the cost.
_HEADINGS = sa.type_coerce(passages.c.heading_path, sa.Text).label("headings")
_FIGURES = sa.type_coerce(annotations.c.figures, sa.Text).label("figures")


class Stated(Connected):
    """Passages by what they state."""

    def stating(self) -> Iterator[Stating]:
        """Yield the passages of current documents that state figures, document by document."""
        query = sa.select(*_COLUMNS, _HEADINGS, annotations.c.speaker, _FIGURES)
        query = query.select_from(passages.join(annotations))
        query = query.where(_FIGURES != "[]", passages.c.document.not_in(SUPERSEDED))
        # The figures of an excerpt are those of the passage that its words stand in.
        query = query.where(passages.c.kind != Kind.EXCERPT.value)
        query = query.order_by(passages.c.document, passages.c.position)
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=500).execute(query):
                yield Stating(
                    passage=row.id,
                    document=row.document,
                    page=row.page,
                    kind=row.kind,
                    text=row.text,
                    headings=tuple(json.loads(row.headings)),
                    stem=row.stem,
                    speaker=Speaker(row.speaker) if row.speaker else None,
                    figures=unpack_figures(json.loads(row.figures)),
                )
