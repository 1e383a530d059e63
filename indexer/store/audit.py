"""The audit trail in the store: written at its end and read, never changed.

Triggers of the database refuse to change or delete an entry, whoever asks.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from indexer.audit import BEGINNING, Entry, Event, entry_hash, in_context
from indexer.store.base import Connected, now
from indexer.store.tables_people import audit


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to read; empty and None mean any.

    Attributes:
        words: letters that the name, subject or detail holds.
        since, until: moments in UTC without a zone; ``until`` is not included.
    """

    who: str = ""
    action: str = ""
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None


class AuditTrail(Connected):
    """What befell, in order."""

    def record_event(self, event: Event) -> None:
        """Add an event to the audit trail."""
        with self._writing() as connection:
            append_event(connection, event)

    def audit_entries(self) -> Iterator[Entry]:
        """Yield every entry, oldest first, without holding them all in memory."""
        with self._reading() as connection:
            query = sa.select(audit).order_by(audit.c.id)
            for row in connection.execution_options(yield_per=500).execute(query):
                yield _entry(row)

    def find_entries(
        self, wanted: Wanted, *, limit: int | None = None, offset: int = 0
    ) -> list[Entry]:
        """Return the entries that fit, newest first."""
        query = sa.select(audit).where(*_conditions(wanted)).order_by(audit.c.id.desc())
        if limit is not None:
            query = query.limit(limit).offset(offset)
        return [_entry(row) for row in self._all(query)]

    def count_entries(self, wanted: Wanted) -> int:
        """Return the number of entries that fit."""
        query = sa.select(sa.func.count()).select_from(audit).where(*_conditions(wanted))
        return int(self._all(query)[0][0])

    def audit_actions(self) -> list[str]:
        """Return the actions that there are entries of."""
        query = sa.select(audit.c.action).distinct().order_by(audit.c.action)
        return [row.action for row in self._all(query)]


def append_event(connection: sa.Connection, event: Event) -> None:
    """Add an event within a transaction that writes, so that both are kept or neither is."""
    last = connection.execute(
        sa.select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    ).first()
    id_, previous = (last.id + 1, last.hash) if last else (1, BEGINNING)
    # As it will be read again: JSON knows no tuples and no names but texts.
    plain = replace(in_context(event), detail=json.loads(json.dumps(dict(event.detail))))
    at = now()
    row = {
        "id": id_,
        "at": at,
        "who": plain.who,
        "role": plain.role,
        "action": str(plain.action),
        "subject": plain.subject,
        "detail": plain.detail,
        "address": plain.address,
        "previous": previous,
        "hash": entry_hash(id_, at, plain, previous),
    }
    connection.execute(sa.insert(audit), row)


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.who:
        found.append(audit.c.who == wanted.who)
    if wanted.action:
        found.append(audit.c.action == wanted.action)
    if wanted.words:
        places = (audit.c.who, audit.c.subject, sa.cast(audit.c.detail, sa.Text))
        found.append(sa.or_(*(one.icontains(wanted.words, autoescape=True) for one in places)))
    if wanted.since:
        found.append(audit.c.at >= wanted.since)
    if wanted.until:
        found.append(audit.c.at < wanted.until)
    return found


def _entry(row: Any) -> Entry:
    event = Event(
        action=row.action,
        who=row.who,
        subject=row.subject,
        role=row.role,
        address=row.address,
        detail=row.detail,
    )
    return Entry(row.id, row.at, event, row.previous, row.hash)
