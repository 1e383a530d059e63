"""Looking after accounts: what administrators do, in the browser and at the command line."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.people.passwords import check_password, hash_password, make_password
from app.people.sessions import hash_of, new_api_token
from indexer.audit import Action, Event
from indexer.errors import IndexerError
from indexer.people import Account, Role
from indexer.store.people import name_key
from indexer.store.repository import Store

_NAME = re.compile(r"[\w.@+-]+(?: [\w.@+-]+)*")
LONGEST_NAME = 64
LONGEST_DISPLAY = 100


class AccountError(IndexerError):
    """What is asked of an account cannot be done; the message says why."""


def find_account(store: Store, name: str) -> Account:
    """Return an account by the name it signs in with.

    Raises:
        AccountError: there is none.
    """
    found = store.account(name)
    if found is None:
        known = ", ".join(account.name for account in store.accounts()) or "none yet"
        raise AccountError(f"There is no account {name!r}. There are: {known}.")
    return found


def add_account(
    store: Store,
    name: str,
    role: Role,
    *,
    by: str,
    display: str = "",
    password: str | None = None,
) -> tuple[Account, str | None]:
    """Add an account.

    Args:
        store: where it will lie.
        name: to sign in with.
        role: what its owner may do; of the first account it is administrator.
        by: who adds it.
        display: the owner's name, if it is another.
        password: None: one is made, which its owner has to replace.

    Returns:
        the account, and the password that was made.

    Raises:
        AccountError: the name is taken or none, or the first is no administrator.
        PasswordRefused: the password is easily guessed.
    """
    name, display = _checked(store, name), _displayed(display or name)
    if role is not Role.ADMINISTRATOR and not store.has_accounts():
        raise AccountError(
            "The first account has to be an administrator's, for from then on everybody has to "
            "sign in, and only an administrator can add the others."
        )
    made = make_password() if password is None else None
    if password is not None:
        check_password(password, name=name)
    account = store.add_account(
        name,
        display,
        role,
        password=hash_password(made or password or ""),
        must_change=made is not None,
        event=_event(Action.ACCOUNT_ADDED, by, name, {"role": role, "display": display}),
    )
    return account, made


def change_role(store: Store, account: Account, role: Role, *, by: str) -> None:
    """Give an account another role.

    Raises:
        AccountError: it is the last administrator's.
    """
    if role is account.role:
        return
    if role is not Role.ADMINISTRATOR:
        _keep_an_administrator(store, account)
    detail = {"from": account.role, "to": role}
    store.set_role(account.id, role, event=_event(Action.ROLE_CHANGED, by, account.name, detail))


def disable(store: Store, account: Account, *, by: str) -> None:
    """Let an account sign in no more.

    Raises:
        AccountError: it is the last administrator's.
    """
    _keep_an_administrator(store, account)
    store.disable_account(account.id, event=_event(Action.ACCOUNT_DISABLED, by, account.name))


def enable(store: Store, account: Account, *, by: str) -> None:
    """Let a disabled account sign in again."""
    store.enable_account(account.id, event=_event(Action.ACCOUNT_ENABLED, by, account.name))


def reset_password(
    store: Store, account: Account, *, by: str, password: str | None = None
) -> str | None:
    """Give an account a new password, and end its sessions, tokens and lock-out.

    Args:
        store: where it lies.
        account: whose password it is.
        by: who resets it.
        password: None: one is made, which the owner has to replace.

    Returns:
        the password that was made.

    Raises:
        AccountError: its owner signs in elsewhere.
        PasswordRefused: the password is easily guessed.
    """
    if account.subject:
        raise AccountError(f"{account.name} signs in by single sign-on and has no password here.")
    made = make_password() if password is None else None
    if password is not None:
        check_password(password, name=account.name)
    store.set_password(
        account.id,
        hash_password(made or password or ""),
        must_change=made is not None,
        event=_event(Action.PASSWORD_RESET, by, account.name),
    )
    store.end_sessions(account.id, event=_event(Action.SESSIONS_ENDED, by, account.name))
    for token in store.tokens_of(account.id):
        told = _event(Action.TOKEN_REVOKED, by, account.name, {"label": token.label})
        store.revoke_token(account.id, token.id, event=told)
    store.clear_attempts(name_key(account.name))
    return made


def change_password(store: Store, account: Account, password: str, *, session: int | None) -> None:
    """Replace a person's own password, and end their sessions but this one.

    Raises:
        PasswordRefused: the password is easily guessed.
    """
    check_password(password, name=account.name)
    told = _event(Action.PASSWORD_CHANGED, account.display, account.name)
    store.set_password(account.id, hash_password(password), must_change=False, event=told)
    ended = _event(Action.SESSIONS_ENDED, account.display, account.name, {"kept": "this one"})
    store.end_sessions(account.id, keep=session, event=ended)


def make_token(store: Store, account: Account, *, label: str, days: int, by: str) -> str:
    """Make a token by which a program acts as a person; it is shown only now."""
    token = new_api_token()
    expires = datetime.now(UTC) + timedelta(days=days)
    detail = {"label": label, "expires": expires.date().isoformat()}
    told = _event(Action.TOKEN_MADE, by, account.name, detail)
    store.add_token(hash_of(token), account.id, label=label, expires=expires, event=told)
    return token


def _keep_an_administrator(store: Store, leaving: Account) -> None:
    left = (
        account
        for account in store.accounts()
        if account.role is Role.ADMINISTRATOR
        and not account.disabled_at
        and account.id != leaving.id
    )
    if leaving.role is Role.ADMINISTRATOR and not any(left):
        raise AccountError(
            f"{leaving.name} is the last administrator. Make somebody else one first, or nobody "
            "could look after the accounts."
        )


def _checked(store: Store, name: str) -> str:
    name = " ".join(name.split())
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise AccountError(
            f"{name[:80]!r} is no name to sign in with. Use at most {LONGEST_NAME} letters, digits "
            "and . _ @ + -, such as ada.marsh."
        )
    if store.account(name):
        raise AccountError(f"There is an account {name!r} already.")
    return name


def _displayed(display: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in display)
    return " ".join(plain.split())[:LONGEST_DISPLAY]


def _event(action: Action, by: str, subject: str, detail: Mapping[str, Any] | None = None) -> Event:
    return Event(action, by, subject, detail=detail or {})
