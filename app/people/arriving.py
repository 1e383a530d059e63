"""The account of whoever comes from the sign-on service, made when they first come."""

import logging
from collections.abc import Mapping
from typing import Any

from app.people.accounts import LONGEST_DISPLAY, LONGEST_NAME, AccountError, change_role
from app.people.provider import Provider
from app.people.signing_in import Refused
from indexer.audit import Action, Event
from indexer.people import Account, Role
from indexer.store.repository import Store

log = logging.getLogger(__name__)


def account_for(
    store: Store, claims: Mapping[str, Any], provider: Provider, address: str | None
) -> Account:
    """Return the account of who has proved who they are elsewhere.

    Their role is what their groups give now: it is looked after there, not here.

    Raises:
        Refused: their groups give no role, the account is disabled, or an account of this
            name signs in with a password.
    """
    role = provider.role_of(claims)
    name = _text(claims, "preferred_username", "email", "sub")[:LONGEST_NAME]
    try:
        if role is None:
            raise Refused(_why_without_role(name, claims, provider))
        subject = f"{provider.issuer} {claims['sub']}"
        account = store.account_of_subject(subject)
        if account is None:
            return _added(store, name, claims, role, subject)
        if account.disabled_at:
            raise Refused("Your account is disabled. Ask an administrator about it.")
    except Refused as error:
        told = Event(Action.SIGN_IN_REFUSED, name, address=address, detail={"reason": str(error)})
        store.record_event(told)
        raise
    return _with_role(store, account, role, provider.label)


def _added(store: Store, name: str, claims: Mapping[str, Any], role: Role, subject: str) -> Account:
    # Whoever may choose their name over there must not get into another's account here.
    if store.account(name):
        raise Refused(
            f"There is an account {name} already, which signs in with a password. Ask an "
            "administrator to disable it or to give it another name."
        )
    display = _text(claims, "name", "preferred_username", "email", "sub")[:LONGEST_DISPLAY]
    detail = {"role": role, "display": display, "by": "single sign-on"}
    told = Event(Action.ACCOUNT_ADDED, display, name, detail=detail)
    return store.add_account(name, display, role, subject=subject, event=told)


def _with_role(store: Store, account: Account, role: Role, label: str) -> Account:
    try:
        change_role(store, account, role, by=label)
    except AccountError as error:
        log.warning("%s keeps the role %s: %s", account.name, account.role, error)
        return account
    return store.account_by_id(account.id) or account


def _why_without_role(name: str, claims: Mapping[str, Any], provider: Provider) -> str:
    elsewhere = claims.get("_claim_names")
    if isinstance(elsewhere, dict) and provider.claim in elsewhere:
        # Entra ID does so from 200 groups on.
        return (
            f"You are known as {name}, but belong to more groups than the answer has room for. "
            'Ask who looks after Sightline here to go by app roles, with claim = "roles".'
        )
    return (
        f"You are known as {name}, but not as somebody who uses Sightline. Ask who looks after it "
        "here for a role."
    )


def _text(claims: Mapping[str, Any], *names: str) -> str:
    """Return the first claim that says something, on one line."""
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return "unknown"
