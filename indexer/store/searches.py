"""Saved searches, and which documents came in since a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.store.base import Connected, now
from indexer.store.documents import CURRENT
from indexer.store.tables import documents, versions
from indexer.store.tables_searches import searches

Narrowed = Mapping[str, Sequence[str]]
"""What narrows a search, by name, with its values: facets, "document", forms "without" which it
searches, and "since", "until" and "sort" with one value each."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name.

    Attributes:
        text: the query as typed.
        narrowed: see :data:`Narrowed`.
        who: whose it is; None: everybody's.
        saved, opened: in UTC; ``opened`` is the moment of saving until it is first opened.
    """

    id: int
    name: str
    text: str
    narrowed: Narrowed
    saved: datetime
    opened: datetime
    who: str | None = None


class Searches(Connected):
    """Searches kept under a name."""

    def save_search(
        self, name: str, text: str, narrowed: Narrowed, *, who: str | None = None
    ) -> SavedSearch:
        """Keep a search; everything found today counts as seen."""
        at = now()
        row = {
            "name": name,
            "text": text,
            "narrowed": {key: list(values) for key, values in narrowed.items()},
            "who": who,
            "saved_at": at,
            "opened_at": at,
        }
        with self._writing() as connection:
            made = connection.execute(sa.insert(searches).returning(searches), row).one()
        return _search(made)

    def saved_searches(self) -> list[SavedSearch]:
        """Return all saved searches by name."""
        found = [_search(row) for row in self._all(sa.select(searches))]
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def saved_search(self, id_: int) -> SavedSearch | None:
        """Return one saved search; None if there is none of that number."""
        found = self._all(sa.select(searches).where(searches.c.id == id_))
        return _search(found[0]) if found else None

    def open_search(self, id_: int) -> SavedSearch | None:
        """Note that a saved search is opened now.

        Returns:
            the search as it was before, to tell what came in since; None if there is none.
        """
        own = searches.c.id == id_
        with self._writing() as connection:
            row = connection.execute(sa.select(searches).where(own)).one_or_none()
            connection.execute(sa.update(searches).where(own).values(opened_at=now()))
        return _search(row) if row else None

    def rename_search(self, id_: int, name: str) -> bool:
        """Give a saved search another name; tells whether there is such a search."""
        change = sa.update(searches).where(searches.c.id == id_).values(name=name)
        with self._writing() as connection:
            return bool(connection.execute(change).rowcount)

    def remove_search(self, id_: int) -> bool:
        """Forget a saved search; tells whether there was one."""
        with self._writing() as connection:
            gone = connection.execute(sa.delete(searches).where(searches.c.id == id_))
            return bool(gone.rowcount)

    def documents_added_since(self, moment: datetime) -> list[str]:
        """Return ids of the current documents whose content was first indexed after a moment.

        A document that is read or labelled again is no news, nor is one that is moved; of
        one that no version tells of, the day it was last read counts.

        Args:
            moment: with its zone.
        """
        at = moment.astimezone(UTC).replace(tzinfo=None)
        first = sa.func.min(versions.c.first_seen)
        query = (
            sa.select(documents.c.id)
            .outerjoin(versions, versions.c.document == documents.c.id)
            .where(CURRENT)
            .group_by(documents.c.id, documents.c.indexed_at)
            .having(sa.func.coalesce(first, documents.c.indexed_at) > at)
            .order_by(documents.c.id)
        )
        return [row.id for row in self._all(query)]


def _search(row: Any) -> SavedSearch:
    return SavedSearch(
        id=row.id,
        name=row.name,
        text=row.text,
        narrowed={name: tuple(values) for name, values in row.narrowed.items()},
        saved=row.saved_at.replace(tzinfo=UTC),
        opened=row.opened_at.replace(tzinfo=UTC),
        who=row.who,
    )
