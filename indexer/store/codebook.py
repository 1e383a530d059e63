"""The codebook in the store: wordings are added, never changed."""

from dataclasses import asdict
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from indexer.audit import Event
from indexer.codebook.model import EntryKind, Version, Wording
from indexer.store.audit import append_event
from indexer.store.base import Connected, now
from indexer.store.tables_coding import codebook


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
