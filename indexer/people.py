"""People who may sign in, and what their roles let them do."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; each role may do all that the one before it may.

    A reader searches and reads. A tagger also decides: labels, corrections. A lead also
    looks after taxonomy and codebook, settles disagreements and reads the audit trail.
    An administrator also looks after accounts.
    """

    READER = "reader"
    TAGGER = "tagger"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"

    def may_act_as(self, needed: "Role") -> bool:
        """Tell whether whoever has this role may do what needs another."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Account:
    """An account.

    Attributes:
        id: never given to another person.
        name: to sign in with; unique in any mixture of capitals.
        display: the person's name, as it stands beside what they decide.
        password: its Argon2 hash; None for who signs in elsewhere.
        subject: issuer and subject of single sign-on; None for who signs in here.
        must_change: the password was set by someone else and serves once.
        created_at, signed_in_at, disabled_at: in UTC; None: never.
    """

    id: int
    name: str
    display: str
    role: Role
    created_at: datetime
    password: str | None = field(default=None, repr=False)
    subject: str | None = None
    must_change: bool = False
    signed_in_at: datetime | None = None
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in.

    Attributes:
        started, seen: in UTC; ``seen`` is a few minutes behind at most.
        address: of the machine it was started from.
        agent: what the browser says it is.
    """

    id: int
    account: int
    started: datetime
    seen: datetime
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token by which a program acts as a person.

    Attributes:
        label: what it is for, in the person's words.
        expires: in UTC; from then on it is refused.
        used: when it was last used, a few minutes behind at most; None: never.
    """

    id: int
    account: int
    label: str
    created: datetime
    expires: datetime
    used: datetime | None = None
