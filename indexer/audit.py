"""The audit trail: who decided, exported or signed in, in a chain that shows tampering.

Whoever changes something that counts records it with ``Store.record_event`` or, to have
both or neither, with :func:`indexer.store.audit.append_event` in the same transaction.
Each entry carries a hash over itself and the entry before. Whoever alters or removes one
has to make all later ones anew, and the hash of the last one, once noted elsewhere, shows
even that.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

BEGINNING = "0" * 64
"""What stands in place of a hash before the first entry."""


class Action(StrEnum):
    """What can befall; other areas may record further ones in words of the same form."""

    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    ACCOUNT_ADDED = "account-added"
    ROLE_CHANGED = "role-changed"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - no password
    PASSWORD_RESET = "password-reset"  # noqa: S105 - no password
    SESSIONS_ENDED = "sessions-ended"
    TOKEN_MADE = "token-made"  # noqa: S105 - no password
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 - no password
    CORRECTED = "corrected"
    CORRECTION_WITHDRAWN = "correction-withdrawn"
    DECIDED = "decided"
    EXPORTED = "exported"
    COUNCIL_CHANGED = "council-changed"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befell.

    Attributes:
        action: one of :class:`Action`, or a word like those.
        who: the person's name; of a refused sign-in the name that was tried.
        subject: what it befell: an account's name, a document's or passage's id.
        role: the person's role then; None where they were not signed in.
        address: of the machine it came from; None for the command line.
        detail: plain values that JSON holds.
    """

    action: str
    who: str
    subject: str = ""
    role: str | None = None
    address: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Acting:
    """In what role, and from what address, whatever happens now is done."""

    role: str | None
    address: str | None


ACTING: ContextVar[Acting | None] = ContextVar("acting", default=None)
"""Set for the length of a request, so that what records an event deep inside need not be told."""


def in_context(event: Event) -> Event:
    """Return an event with the role and address of who acts now, unless it says its own."""
    acting = ACTING.get()
    if acting is None or event.role or event.address:
        return event
    return replace(event, role=acting.role, address=acting.address)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in the trail.

    Attributes:
        id: from 1, without gaps.
        at: in UTC, without a zone, as it is hashed.
        previous, hash: hexadecimal SHA-256 of the entry before and of this one.
    """

    id: int
    at: datetime
    event: Event
    previous: str
    hash: str

    @property
    def moment(self) -> datetime:
        """When it befell, with its zone."""
        return self.at.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chain comes to.

    Attributes:
        entries: how many there are.
        head: hash of the last one.
        broken: id of the first entry that is not as it was written, or that does not follow
            the one before it; None if all is well.
    """

    entries: int
    head: str
    broken: int | None = None


def entry_hash(id_: int, at: datetime, event: Event, previous: str) -> str:
    """Return the hash of an entry: SHA-256 over its fields as JSON with sorted names."""
    fields = {
        "id": id_,
        "at": at.isoformat(),
        "action": event.action,
        "who": event.who,
        "subject": event.subject,
        "role": event.role,
        "address": event.address,
        "detail": dict(event.detail),
        "previous": previous,
    }
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def verify(entries: Iterable[Entry]) -> Verdict:
    """Follow the chain from its beginning.

    Args:
        entries: all of them, oldest first.
    """
    count, head = 0, BEGINNING
    for entry in entries:
        count += 1
        made = entry_hash(entry.id, entry.at, entry.event, head)
        if entry.id != count or entry.previous != head or entry.hash != made:
            return Verdict(count, head, broken=entry.id)
        head = entry.hash
    return Verdict(count, head)


def entry_json(entry: Entry) -> dict[str, Any]:
    """Give an entry as JSON; with all of them anyone can follow the chain."""
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "who": entry.event.who,
        "role": entry.event.role,
        "action": entry.event.action,
        "subject": entry.event.subject,
        "detail": dict(entry.event.detail),
        "address": entry.event.address,
        "previous": entry.previous,
        "hash": entry.hash,
    }
