"""Accounts in the store. No account changes without an entry in the audit trail."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.audit import Event
from indexer.people import Account, Role
from indexer.store.audit import append_event
from indexer.store.base import Connected, now
from indexer.store.tables_people import api_tokens, people, sessions


class People(Connected):
    """Accounts; each change takes the event that tells of it, and keeps both or neither."""

    def has_accounts(self) -> bool:
        """Tell whether there is any account, also a disabled one."""
        return bool(self._all(sa.select(people.c.id).limit(1)))

    def accounts(self) -> list[Account]:
        """Return every account by name."""
        return [account_from(row) for row in self._all(sa.select(people).order_by(people.c.key))]

    def account(self, name: str) -> Account | None:
        """Return the account of a name, written in any mixture of capitals."""
        return self._account(people.c.key == name_key(name))

    def account_by_id(self, id_: int) -> Account | None:
        """Return the account of an id."""
        return self._account(people.c.id == id_)

    def account_of_subject(self, subject: str) -> Account | None:
        """Return the account of who is known by single sign-on."""
        return self._account(people.c.subject == subject)

    def _account(self, which: sa.ColumnElement[bool]) -> Account | None:
        found = self._all(sa.select(people).where(which))
        return account_from(found[0]) if found else None

    def add_account(
        self,
        name: str,
        display: str,
        role: Role,
        *,
        event: Event,
        password: str | None = None,
        subject: str | None = None,
        must_change: bool = False,
    ) -> Account:
        """Add an account; see :class:`indexer.people.Account` for the arguments."""
        row = {
            "name": name,
            "key": name_key(name),
            "display": display,
            "role": role.value,
            "password": password,
            "subject": subject,
            "must_change": must_change,
            "created_at": now(),
        }
        with self._writing() as connection:
            connection.execute(sa.insert(people), row)
            append_event(connection, event)
            made = sa.select(people).where(people.c.key == row["key"])
            return account_from(connection.execute(made).one())

    def set_role(self, id_: int, role: Role, *, event: Event) -> None:
        """Give an account another role, which holds from its next request on."""
        self._change(id_, event, role=role.value)

    def set_password(self, id_: int, password: str, *, must_change: bool, event: Event) -> None:
        """Replace the hash of an account's password."""
        self._change(id_, event, password=password, must_change=must_change)

    def renew_hash(self, id_: int, password: str) -> None:
        """Keep the same password under a hash of today's cost; nothing to tell of."""
        self._change(id_, None, password=password)

    def disable_account(self, id_: int, *, event: Event) -> None:
        """Let an account sign in no more; its sessions and tokens end."""
        with self._writing() as connection:
            which = sa.update(people).where(people.c.id == id_)
            connection.execute(which.values(disabled_at=now()))
            connection.execute(sa.delete(sessions).where(sessions.c.person == id_))
            connection.execute(sa.delete(api_tokens).where(api_tokens.c.person == id_))
            append_event(connection, event)

    def enable_account(self, id_: int, *, event: Event) -> None:
        """Let a disabled account sign in again."""
        self._change(id_, event, disabled_at=None)

    def _change(self, id_: int, event: Event | None, **values: object) -> None:
        with self._writing() as connection:
            connection.execute(sa.update(people).where(people.c.id == id_).values(**values))
            if event is not None:
                append_event(connection, event)


def name_key(name: str) -> str:
    """Return a name as names are compared."""
    return " ".join(name.split()).casefold()


def account_from(row: Any) -> Account:
    """Make an account of its row."""
    return Account(
        id=row.id,
        name=row.name,
        display=row.display,
        role=Role(row.role),
        created_at=utc(row.created_at),
        password=row.password,
        subject=row.subject,
        must_change=row.must_change,
        signed_in_at=row.signed_in_at and utc(row.signed_in_at),
        disabled_at=row.disabled_at and utc(row.disabled_at),
    )


def utc(value: datetime) -> datetime:
    """Give a moment of the store its zone."""
    return value.replace(tzinfo=UTC)
