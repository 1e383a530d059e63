"""Whose Sightline this is, in the store; what was said before is kept."""

from dataclasses import asdict

import sqlalchemy as sa

from indexer.audit import Action, Event
from indexer.council.model import Council, checked_council
from indexer.store.audit import append_event
from indexer.store.base import Connected, now
from indexer.store.tables_council import council


class CouncilDetails(Connected):
    """The council and how to reach it."""

    def council(self) -> Council:
        """Return what was said last; all empty where nothing was."""
        found = self._all(sa.select(council).order_by(council.c.id.desc()).limit(1))
        return Council(**found[0].fields) if found else Council()

    def set_council(self, details: Council, *, who: str) -> Council:
        """Say whose Sightline this is; the audit trail tells of it.

        Raises:
            CouncilError: a detail is missing, too long or not of its form.
        """
        made = checked_council(details)
        if made == self.council():
            return made
        row = {"fields": asdict(made), "who": who, "at": now()}
        with self._writing() as connection:
            connection.execute(sa.insert(council), row)
            event = Event(Action.COUNCIL_CHANGED, who, made.name, detail=asdict(made))
            append_event(connection, event)
        return made
