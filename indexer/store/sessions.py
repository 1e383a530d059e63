"""Who is signed in, which programs act for whom, and who failed to sign in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from indexer.audit import Event
from indexer.people import Account, ApiToken, Session
from indexer.store.audit import append_event
from indexer.store.base import Connected, now
from indexer.store.people import account_from, utc
from indexer.store.tables_people import api_tokens, attempts, people, sessions


class Sessions(Connected):
    """Sessions and tokens by the hash of their secret, and attempts to sign in."""

    # Sessions

    def start_session(
        self, hash_: str, account: int, *, address: str, agent: str, event: Event
    ) -> None:
        """Begin a session, and note when the account signed in."""
        at = now()
        row = {"hash": hash_, "person": account, "started": at, "seen": at}
        with self._writing() as connection:
            connection.execute(sa.insert(sessions), row | {"address": address, "agent": agent})
            known = sa.update(people).where(people.c.id == account)
            connection.execute(known.values(signed_in_at=at))
            append_event(connection, event)

    def session(self, hash_: str) -> tuple[Session, Account] | None:
        """Return the session of a secret with its account, however old it is."""
        query = sa.select(people, *_named(sessions)).join(
            sessions, sessions.c.person == people.c.id
        )
        found = self._all(query.where(sessions.c.hash == hash_))
        return (_session(found[0]), account_from(found[0])) if found else None

    def sessions_of(self, account: int) -> list[Session]:
        """Return the sessions of an account, latest first."""
        query = sa.select(*_named(sessions)).where(sessions.c.person == account)
        return [_session(row) for row in self._all(query.order_by(sessions.c.seen.desc()))]

    def touch_session(self, id_: int) -> None:
        """Note that a session is in use now."""
        self._execute(sa.update(sessions).where(sessions.c.id == id_).values(seen=now()))

    def end_session(self, id_: int, *, event: Event | None = None) -> None:
        """End one session."""
        self._execute(sa.delete(sessions).where(sessions.c.id == id_), event)

    def end_sessions(self, account: int, *, keep: int | None = None, event: Event) -> None:
        """End every session of an account, or all but one."""
        which = sa.delete(sessions).where(sessions.c.person == account)
        self._execute(which.where(sessions.c.id != (keep or 0)), event)

    def forget_sessions(self, *, started: datetime, seen: datetime) -> None:
        """Drop the sessions that were started or last seen before these moments (UTC)."""
        old = (sessions.c.started < _naive(started)) | (sessions.c.seen < _naive(seen))
        self._execute(sa.delete(sessions).where(old))

    # Tokens of programs

    def add_token(
        self, hash_: str, account: int, *, label: str, expires: datetime, event: Event
    ) -> None:
        """Keep a token's hash."""
        row = {"hash": hash_, "person": account, "label": label, "created": now()}
        self._execute(sa.insert(api_tokens).values(**row, expires=_naive(expires)), event)

    def token(self, hash_: str) -> tuple[ApiToken, Account] | None:
        """Return the token of a secret with its account, however old it is."""
        query = sa.select(people, *_named(api_tokens))
        query = query.join(api_tokens, api_tokens.c.person == people.c.id)
        found = self._all(query.where(api_tokens.c.hash == hash_))
        return (_token(found[0]), account_from(found[0])) if found else None

    def tokens_of(self, account: int) -> list[ApiToken]:
        """Return the tokens of an account, latest first."""
        query = sa.select(*_named(api_tokens)).where(api_tokens.c.person == account)
        return [_token(row) for row in self._all(query.order_by(api_tokens.c.id.desc()))]

    def touch_token(self, id_: int) -> None:
        """Note that a token is in use now."""
        self._execute(sa.update(api_tokens).where(api_tokens.c.id == id_).values(used=now()))

    def revoke_token(self, account: int, id_: int, *, event: Event) -> None:
        """Let a token of an account serve no more."""
        mine = (api_tokens.c.id == id_) & (api_tokens.c.person == account)
        self._execute(sa.delete(api_tokens).where(mine), event)

    # Attempts to sign in

    def begin_attempt(
        self, key: str, address: str, *, window: timedelta, most_named: int, most_near: int
    ) -> bool:
        """Note an attempt before it is judged, so that many at once do not slip through.

        Args:
            key: the name that is tried.
            address: where it comes from.
            window: for how long an attempt counts; older ones are dropped.
            most_named, most_near: how many may be made for the name and from the address.

        Returns:
            False if as many were made already; this one is then not noted, so that the
            time until the next is allowed does not start anew.
        """
        at = now()
        counts = sa.select(
            sa.func.count().filter(attempts.c.key == key),
            sa.func.count().filter(attempts.c.address == address),
        ).select_from(attempts)
        with self._writing() as connection:
            connection.execute(sa.delete(attempts).where(attempts.c.at < at - window))
            named, near = connection.execute(counts).one()
            if named >= most_named or near >= most_near:
                return False
            connection.execute(sa.insert(attempts), {"key": key, "address": address, "at": at})
        return True

    def clear_attempts(self, key: str) -> None:
        """Forget the attempts for a name: one has succeeded, or its password is new."""
        self._execute(sa.delete(attempts).where(attempts.c.key == key))

    def _execute(self, statement: Any, event: Event | None = None) -> None:
        with self._writing() as connection:
            connection.execute(statement)
            if event is not None:
                append_event(connection, event)


def _named(table: sa.Table) -> list[sa.Label[Any]]:
    return [column.label(f"own_{column.name}") for column in table.c if column.name != "hash"]


def _session(row: Any) -> Session:
    return Session(
        id=row.own_id,
        account=row.own_person,
        started=utc(row.own_started),
        seen=utc(row.own_seen),
        address=row.own_address,
        agent=row.own_agent,
    )


def _token(row: Any) -> ApiToken:
    return ApiToken(
        id=row.own_id,
        account=row.own_person,
        label=row.own_label,
        created=utc(row.own_created),
        expires=utc(row.own_expires),
        used=row.own_used and utc(row.own_used),
    )


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)
