"""Signing in with a name and a password, and being locked out for a while."""

import logging
from datetime import timedelta

from app.people.passwords import hash_password, is_outdated, is_right
from indexer.audit import Action, Event
from indexer.errors import IndexerError
from indexer.people import Account
from indexer.store.people import name_key
from indexer.store.repository import Store

log = logging.getLogger(__name__)

WINDOW = timedelta(minutes=15)
"""For so long failed attempts count. Few enough then get through to guess nothing: 24 an hour
for a name; long enough that whoever mistyped is not sent to an administrator for it."""

MOST_BY_NAME = 6
"""Failed attempts for one name; the NCSC advises between five and ten."""

MOST_BY_ADDRESS = 40
"""Failed attempts from one address, behind which a whole office may sit."""

WRONG = "The name or the password is wrong. Check both and try again."
LOCKED = (
    "There were too many failed attempts, so signing in is closed for this name or from this "
    "address. Try again in 15 minutes, or ask an administrator for a new password."
)


class Refused(IndexerError):
    """Whoever tried to sign in was not let in; the message says so and no more."""


def sign_in(store: Store, name: str, password: str, *, address: str) -> Account:
    """Return the account whose name and password these are.

    Whether there is such a name can be told neither from the answer nor from the time
    it takes.

    Raises:
        Refused: they are wrong, the account is disabled, or too many attempts have failed.
    """
    key = name_key(name)[:200]
    if not begin(store, key, address):
        log.warning("Signing in as %r from %s is locked", key, address)
        raise Refused(LOCKED)
    account = store.account(name)
    right = is_right(account.password if account else None, password)
    if account is None or not right or account.disabled_at:
        why = "disabled" if account and right else "wrong name or password"
        told = Event(Action.SIGN_IN_REFUSED, name[:200], address=address, detail={"reason": why})
        store.record_event(told)
        raise Refused(WRONG)
    store.clear_attempts(key)
    if account.password and is_outdated(account.password):
        store.renew_hash(account.id, hash_password(password))
    return account


def begin(store: Store, key: str, address: str) -> bool:
    """Note an attempt; False if there were too many and none is allowed now."""
    return store.begin_attempt(
        key, address, window=WINDOW, most_named=MOST_BY_NAME, most_near=MOST_BY_ADDRESS
    )
