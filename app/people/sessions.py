"""Sessions of browsers, and the tokens of programs.

The browser holds a random token in a cookie, the store its hash. A session is begun
anew at every signing in, so that one planted in a browser beforehand is worth nothing.
"""

import hashlib
import logging
import secrets
from datetime import UTC, datetime, timedelta

from flask import Request, request
from werkzeug.wrappers import Response

from indexer.audit import Action, Event
from indexer.errors import StoreError
from indexer.people import Account, Session
from indexer.store.repository import Store

log = logging.getLogger(__name__)

IDLE = timedelta(hours=1)
"""Without a request for so long, a session ends, as NIST SP 800-63B-4 has it. A script warns
of it in time and lets people stay (WCAG 2.2.1)."""

LONGEST = timedelta(hours=24)
"""A session ends after so long in any case, as NIST SP 800-63B-4 has it; that is beyond the 20
hours of WCAG 2.2.1, so nobody has to be warned of it."""

SELDOM = timedelta(minutes=5)
"""How often a use is noted: each is a write."""

SURE = IDLE - SELDOM
"""For so long after a request a session holds for sure."""

_BYTES = 32
_NAME = "sightline"
_PREFIX = "sl_"
"""Begins every token of a program, so that one left in a file is recognised as such."""


def begin_session(store: Store, account: Account, *, how: str) -> str:
    """Begin a session of who has proved who they are; returns the token for the cookie.

    Args:
        store: of the sessions.
        account: whose it is.
        how: ``password`` or ``single sign-on``, for the audit trail.
    """
    at = datetime.now(UTC)
    store.forget_sessions(started=at - LONGEST, seen=at - IDLE)
    if (planted := find_session(store)) is not None:
        store.end_session(planted[0].id)
    token = secrets.token_urlsafe(_BYTES)
    store.start_session(
        hash_of(token),
        account.id,
        address=request.remote_addr or "",
        agent=request.user_agent.string[:200],
        event=Event(
            Action.SIGNED_IN,
            account.display,
            account.name,
            role=account.role,
            address=request.remote_addr,
            detail={"by": how},
        ),
    )
    return token


def find_session(store: Store) -> tuple[Session, Account] | None:
    """Return the session of this request with its account; None if it has none that holds."""
    token = request.cookies.get(cookie_name(request), "")
    found = store.session(hash_of(token)) if token else None
    if found is None:
        return None
    session, account = found
    at = datetime.now(UTC)
    if account.disabled_at or at - session.started > LONGEST or at - session.seen > IDLE:
        return None
    if at - session.seen > SELDOM:
        try:
            store.touch_session(session.id)
        except StoreError as error:  # reading must go on while a run holds the store
            log.warning("Cannot note that a session is in use: %s", error)
    return found


def find_bearer(store: Store) -> Account | None:
    """Return the account of the token that a program sends; None if it sends none that holds."""
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return None
    found = store.token(hash_of(given.token))
    if found is None:
        return None
    token, account = found
    at = datetime.now(UTC)
    if account.disabled_at or at >= token.expires:
        return None
    if token.used is None or at - token.used > SELDOM:
        try:
            store.touch_token(token.id)
        except StoreError as error:
            log.warning("Cannot note that a token is in use: %s", error)
    return account


def new_api_token() -> str:
    """Make a token for a program."""
    return _PREFIX + secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> str:
    """Return what is kept of a token; it is random, so a fast hash will do."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def set_cookie(response: Response, token: str) -> None:
    """Hand a browser the token of its session; it ends with the browser."""
    response.set_cookie(
        cookie_name(request),
        token,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: Response) -> None:
    """Have a browser forget its session."""
    response.delete_cookie(
        cookie_name(request), path="/", secure=request.is_secure, httponly=True, samesite="Lax"
    )


def cookie_name(of: Request) -> str:
    """Return the cookie's name; over HTTPS one that no other host can have set."""
    return f"__Host-{_NAME}" if of.is_secure else _NAME
