"""Who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import g

from app.wiring import workplace
from indexer.audit import Event
from indexer.corrections import login_name
from indexer.people import Account, Role


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks.

    Attributes:
        name: as it stands beside what they decide.
        role: what they may do.
        account: None where there are no accounts; everybody on the machine is then the
            person who started the server, and a lead.
    """

    name: str
    role: Role
    account: Account | None = None

    def may(self, role: Role | str) -> bool:
        """Tell whether the person may do what a role may."""
        return self.role.may_act_as(Role(role))


def current_person() -> Person:
    """Return who asks.

    Raises:
        RuntimeError: nobody is signed in; a view open to anyone looks at
            :func:`signed_in_person`.
    """
    person = signed_in_person()
    if person is None:
        raise RuntimeError("Nobody is signed in, and the view declares that anyone may use it.")
    return person


def signed_in_person() -> Person | None:
    """Return who asks; None where nobody is signed in and accounts are in use."""
    person: Person | None = g.get("person")
    return person


def record(action: str, subject: str = "", detail: Mapping[str, Any] | None = None) -> None:
    """Add what the person did to the audit trail.

    Args:
        action: one of :class:`indexer.audit.Action`, or a word of the same form.
        subject: what it was done to, such as the id of a passage.
        detail: plain values that JSON holds.
    """
    workplace().store.record_event(
        Event(action, current_person().name, subject, detail=detail or {})
    )


@cache
def person_of_machine() -> Person:
    """Return who everybody is where there are no accounts."""
    return Person(login_name(), Role.LEAD)


def person_of(account: Account) -> Person:
    """Return the person of an account."""
    return Person(account.display, account.role, account)
