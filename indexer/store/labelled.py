"""The labels of all passages without their words, to be counted."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from indexer.decisions.model import Decided
from indexer.model import Kind, Metadata
from indexer.store import rows
from indexer.store.base import Connected, chunks
from indexer.store.corrected import Said, apply, corrections_in
from indexer.store.deciding import decided_from
from indexer.store.documents import CURRENT
from indexer.store.tables import annotations, documents, passages
from indexer.store.tables_decisions import decided, decisions, settlements

_decode = json.JSONDecoder().raw_decode
"""As json.loads without a look for spaces around, which would be a third of the time."""

_DOCUMENT = ("id", "path", "type", "authority", "published", "event_end")
_PERIOD = ("period_start", "period_end", "indexed_at", "pipeline")


@dataclass(frozen=True, slots=True)
class Source:
    """A current document as far as its passages are counted by it.

    Attributes:
        dated: the day it speaks for, with corrections; None: unknown.
        stamp: changes whenever its passages or their labels are made anew.
    """

    id: str
    type: str | None
    authority: str | None
    dated: date | None
    stamp: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of one passage; ``stance`` is empty before annotation."""

    passage: str
    themes: tuple[str, ...]
    areas: tuple[str, ...]
    stance: str
    speaker: str | None

    def as_decided(self, said: Decided) -> "Labelled":
        """Return the labels with those that people decided in the place of the machine's."""
        themes = [theme for theme in self.themes if theme not in said.themes]
        yes = [theme for theme, applies in said.themes.items() if applies]
        return replace(
            self,
            themes=(*yes, *themes),
            areas=self.areas if said.areas is None else said.areas,
            stance=self.stance if said.stance is None else said.stance,
            speaker=self.speaker if said.speaker is None else said.speaker[0],
        )


class Labels(Connected):
    """Labels without words."""

    def sources(self) -> list[Source]:
        """Return all current documents, by id."""
        columns = [documents.c[name] for name in (*_DOCUMENT, *_PERIOD)]
        query = sa.select(*columns).where(CURRENT).order_by(documents.c.id)
        with self._reading() as connection:
            said = Said(corrections_in(connection))
            found = connection.execute(query).all()
        sources = []
        for row in found:
            known = Metadata(
                type=row.type,
                authority=row.authority,
                published=row.published,
                event_end=row.event_end,
                period=rows.period_from(row),
            )
            known = apply(known, said.of(row.id, row.path, inherits=True))
            # Labels depend on the type, and are made anew when that is corrected.
            stamp = f"{row.indexed_at.isoformat()} {row.pipeline} {known.type}"
            sources.append(Source(row.id, known.type, known.authority, known.dated, stamp))
        return sources

    def labels_of(self, ids: Sequence[str]) -> dict[str, list[Labelled]]:
        """Return the machine's labels of all passages but headings, by document.

        Of 45,300 passages it takes 0.2 s of one core.
        """
        found: dict[str, list[Labelled]] = {id_: [] for id_ in ids}
        names = ("themes", "areas", "stance", "speaker")
        # The columns as text: SQLAlchemy reads JSON at twice the cost.
        columns = [sa.type_coerce(annotations.c[name], sa.Text).label(name) for name in names]
        query = sa.select(passages.c.id, passages.c.document, *columns)
        query = query.select_from(passages.outerjoin(annotations))
        query = query.where(passages.c.kind != Kind.HEADING.value)
        with self._reading() as connection:
            for some in chunks(list(ids)):
                rows_ = connection.execute(query.where(passages.c.document.in_(some))).all()
                for id_, document, themes, areas, stance, speaker in rows_:
                    labels = _firsts(themes), _firsts(areas), stance or "", speaker
                    found[document].append(Labelled(id_, *labels))
        return found

    def decisions_mark(self) -> tuple[int, int]:
        """Return what changes whenever something is decided, or found elsewhere."""
        last = [sa.select(sa.func.max(t.c.id)).scalar_subquery() for t in (decisions, settlements)]
        query: sa.Select[Any] = sa.select(*last)
        with self._reading() as connection:
            made, moved = connection.execute(query).one()
        return made or 0, moved or 0

    def all_decided(self) -> dict[str, Decided]:
        """Return what the decisions come to, by passage."""
        return {row.passage: decided_from(row.labels) for row in self._all(sa.select(decided))}


def _firsts(packed: str | None) -> tuple[str, ...]:
    """Return the ids of labels, which stand first in each."""
    if not packed or packed == "[]":
        return ()
    labels: Iterable[Sequence[str]] = _decode(packed)[0]
    return tuple(label[0] for label in labels)
