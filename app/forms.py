"""Proof that a form came from this server: no other site can make a browser send one.

A form carries a token signed with a key that lies in the home, bound to the session it
was shown in. Another site can send a form here but cannot read ours, and so never learns
a token. Browsers also say from where a form is sent, and one from elsewhere is refused
whatever it carries. Every request that is not merely reading is checked in one place,
:mod:`app.people.gate`; a template has only to send ``form_token()`` along, as the field
``token`` or, from a script, as the header ``X-Form-Token``.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from flask import g, request
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from app.wiring import workplace
from indexer.home import Home

LIFETIME = 12 * 60 * 60
"""Seconds a form may lie open: a working day and the lunch in it."""

FIELD = "token"
HEADER = "X-Form-Token"

_BYTES = 32
_OWN = ("same-origin", "none")
"""What ``Sec-Fetch-Site`` says of a request from a page of ours, or from none."""


class Verdict(StrEnum):
    """What a token is worth."""

    GOOD = "good"
    EXPIRED = "expired"
    FORGED = "forged"


def form_token() -> str:
    """Return a token for a form on the page that is being made; one does for all of a page."""
    binding = _binding()
    if "form_token" not in g or g.form_token[0] != binding:
        g.form_token = binding, make_token(workplace().home, binding)
    return str(g.form_token[1])


def check_form(*, bound: bool = True) -> Verdict:
    """Judge the form that is being sent.

    Args:
        bound: it belongs to the session; the form for signing in to none.
    """
    if not _is_from_here():
        return Verdict.FORGED
    token = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return check_token(workplace().home, _binding() if bound else "", token)


def form_expired() -> bool:
    """Tell whether the form was ours but lay open too long; see :func:`keeps_expired`."""
    return g.get("form") is Verdict.EXPIRED


def form_opened() -> datetime:
    """Return when the form that is being sent was shown, to the second; long ago if unknown."""
    token = request.headers.get(HEADER) or request.form.get(FIELD, "")
    at: datetime
    try:
        _, at = _serializer(workplace().home).loads(token, return_timestamp=True)
    except BadData:
        return datetime.min.replace(tzinfo=UTC)
    return at


def make_token(home: Home, binding: str) -> str:
    """Sign that a form was made here, now, for one session."""
    return _serializer(home).dumps(binding)


def check_token(home: Home, binding: str, token: str) -> Verdict:
    """Judge the token that came with a form."""
    try:
        signed = _serializer(home).loads(token, max_age=LIFETIME)
    except SignatureExpired as error:
        signed = error.payload and _serializer(home).load_payload(error.payload)
        return Verdict.EXPIRED if signed == binding else Verdict.FORGED
    except BadData:
        return Verdict.FORGED
    return Verdict.GOOD if signed == binding else Verdict.FORGED


def secret_key(home: Home) -> bytes:
    """Read the key of the home, made on first use; whoever may read it could forge a form."""
    path = home.path / "form-key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
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


def _binding() -> str:
    """Return what ties a token to the session; nothing where there is none."""
    session = g.get("session")
    # Ids are given again after their row is deleted, the moment is not.
    return f"{session.id} {session.started.isoformat()}" if session else ""


def _is_from_here() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _OWN
    origin = request.headers.get("Origin")
    return origin is None or origin == request.host_url.rstrip("/")


def _serializer(home: Home) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key(home), salt="form")
