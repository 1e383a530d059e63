"""The codebook in the store: wordings are added, never changed."""

from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from indexer.audit import Event
from indexer.codebook.model import EntryKind, Version, Wording
from indexer.decisions.model import Act, Field
from indexer.store.audit import append_event
from indexer.store.base import Connected, now
from indexer.store.tables_coding import codebook
from indexer.store.tables_decisions import decisions, subjects


@dataclass(frozen=True, slots=True)
class LatestSaid:
    """A decision that gave a passage a label; see :class:`~indexer.decisions.model.Decision`."""

    passage: str
    quote: str
    field: Field
    value: Any
    who: str


class Codebook(Connected):
    """What people wrote of labels."""

    def add_wording(
        self, kind: EntryKind, name: str, wording: Wording, *, who: str, why: str = ""
    ) -> Version:
        """Give an entry a new wording; the audit trail tells of it."""
        row = {
            "kind": kind.value,
            "name": name,
            "fields": asdict(wording),
            "who": who,
            "at": now(),
            "why": why,
        }
        with self._writing() as connection:
            made = connection.execute(sa.insert(codebook).returning(codebook), row).one()
            detail = {"version": made.id, "why": why}
            append_event(
                connection, Event("codebook-changed", who, f"{kind.value}/{name}", detail=detail)
            )
        return _version(made)

    def wordings(self, kind: EntryKind | None = None, name: str | None = None) -> list[Version]:
        """Return the wordings people gave, oldest first: all, or those of one entry."""
        query = sa.select(codebook).order_by(codebook.c.id)
        if kind is not None:
            query = query.where(codebook.c.kind == kind.value)
        if name is not None:
            query = query.where(codebook.c.name == name)
        return [_version(row) for row in self._all(query)]

    def latest_said(self, *, limit: int) -> list[LatestSaid]:
        """Return the latest decisions that gave a passage a label, newest first.

        Whether they still hold is for the caller to see; those of blind rounds are left out.
        """
        given = [field.value for field in (Field.THEME, Field.STANCE, Field.AREAS)]
        query = sa.select(decisions, subjects.c.passage, subjects.c.quote)
        query = query.join_from(decisions, subjects).where(
            subjects.c.passage.is_not(None),
            decisions.c.round.is_(None),
            decisions.c.field.in_(given),
            decisions.c.act.in_([Act.YES.value, Act.SET.value]),
        )
        rows = self._all(query.order_by(decisions.c.id.desc()).limit(limit))
        return [LatestSaid(r.passage, r.quote, Field(r.field), r.value, r.who) for r in rows]


def _version(row: Any) -> Version:
    return Version(
        id=row.id,
        kind=EntryKind(row.kind),
        name=row.name,
        wording=Wording(**row.fields),
        who=row.who,
        at=row.at.replace(tzinfo=UTC),
        why=row.why,
    )
