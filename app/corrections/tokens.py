"""Proof that a form came from this server: no other site can make a browser send one.

There are no accounts and no cookies yet, so nothing else tells our own form from one on
a stranger's page that posts to this address. Another site can send a form here but
cannot read ours, and so never learns a token.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from indexer.home import Home

LIFETIME = 12 * 60 * 60
"""Seconds a form may lie open: a working day and the lunch in it."""

_BYTES = 32


class Verdict(StrEnum):
    """What a token is worth."""

    GOOD = "good"
    EXPIRED = "expired"
    FORGED = "forged"


def make_token(home: Home, document: str) -> str:
    """Sign that the form to correct one document was made here, now."""
    return _serializer(home).dumps(document)


def check_token(home: Home, document: str, token: str) -> Verdict:
    """Judge the token that came with a form."""
    try:
        signed = _serializer(home).loads(token, max_age=LIFETIME)
    except SignatureExpired as error:
        signed = error.payload and _serializer(home).load_payload(error.payload)
        return Verdict.EXPIRED if signed == document else Verdict.FORGED
    except BadData:
        return Verdict.FORGED
    return Verdict.GOOD if signed == document else Verdict.FORGED


def _serializer(home: Home) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_secret(home.path / "form-key"), salt="correction")


def _secret(path: Path) -> bytes:
    """Read the key, made on first use; whoever may read it could forge a form."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    # Written whole under another name, readable by its owner only, then linked: of several
    # that do so at once one succeeds, and nobody reads half a key.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="form-key-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        Path(name).chmod(0o600)
        with suppress(FileExistsError):
            path.hardlink_to(name)
    finally:
        Path(name).unlink()
    return path.read_bytes()
