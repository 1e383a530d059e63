"""Passwords: what may be one, and how it is kept.

As the NCSC and NIST SP 800-63B-4 advise: long enough, not one of those that are guessed
first, and no rules of composition and no expiry, which make people choose worse ones.
"""

import secrets
import threading
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from indexer.errors import IndexerError

SHORTEST = 12
LONGEST = 256
"""Far beyond any passphrase; longer ones would only keep the server busy."""

_COMMON = Path(__file__).with_name("common_passwords.txt")
_STANDS_FOR = str.maketrans("01345@$!", "oieasasi")

# RFC 9106's choice for little memory: 64 MiB, three passes, four lanes.
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)

# A crowd at the door must not take the memory of the machine: two at once take 128 MiB.
_AT_ONCE = threading.Semaphore(2)

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for another when they are read out."""


class PasswordRefused(IndexerError):
    """A password that may not be one; the message says why."""


def check_password(password: str, *, name: str) -> None:
    """Refuse a password that is easily guessed.

    Args:
        password: as typed.
        name: that its owner signs in with.

    Raises:
        PasswordRefused: it is too short, too long, common or made of the name.
    """
    if len(password) < SHORTEST:
        raise PasswordRefused(
            f"The password has {len(password)} characters. Use at least {SHORTEST}; three or "
            "four words that have nothing to do with each other are easy to remember."
        )
    if len(password) > LONGEST:
        raise PasswordRefused(
            f"The password has {len(password):,} characters; at most {LONGEST} are taken."
        )
    plain = _plain(password)
    own = _plain(name)
    if plain in _common() or len(set(plain)) < 5:
        raise PasswordRefused("This password is one of the first that would be guessed.")
    if len(own) >= 4 and own in plain and len(plain) - len(own) < 8:
        raise PasswordRefused("This password is little more than the name it goes with.")


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_composed(password))


def is_right(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one kept; takes as long where none is."""
    fits = len(password) <= LONGEST
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobodys(), _composed(password) if fits else "")
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None and fits


def is_outdated(kept: str) -> bool:
    """Tell whether a password was kept at another cost than today's."""
    return _HASHER.check_needs_rehash(kept)


def make_password() -> str:
    """Make a password to hand over, for one use: 78 bits in four groups."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _composed(password: str) -> str:
    # The same letters come in other code points from other keyboards.
    return unicodedata.normalize("NFKC", password)


def _plain(password: str) -> str:
    return "".join(_composed(password).casefold().split()).translate(_STANDS_FOR)


@cache
def _common() -> frozenset[str]:
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(_plain(line) for line in lines if line and not line.startswith("#"))


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
