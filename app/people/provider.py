"""The settings of single sign-on: ``sign-on.toml`` in the home.

    issuer = "https://login.microsoftonline.com/TENANT/v2.0"
    client_id = "..."
    client_secret = "..."        # or the variable SIGHTLINE_SIGN_ON_SECRET
    label = "Marlow Vale account"
    claim = "roles"              # what says who belongs where; "groups" for group ids
    default = "reader"           # for who belongs to none of these; leave out to refuse them

    [roles]
    administrator = ["Sightline.Administrators"]
    lead = ["Sightline.Leads"]
    tagger = ["Sightline.Taggers"]

Another file is named by the variable SIGHTLINE_SIGN_ON.
"""

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from indexer.errors import IndexerError
from indexer.home import Home
from indexer.people import Role

FILE = "SIGHTLINE_SIGN_ON"
SECRET = "SIGHTLINE_SIGN_ON_SECRET"  # noqa: S105 - the variable's name

_KNOWN = {"issuer", "client_id", "client_secret", "label", "claim", "default", "scope", "roles"}


class SettingsError(IndexerError):
    """The settings of single sign-on cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Whoever says who somebody is.

    Attributes:
        issuer: its address, exactly as its tokens name it.
        client_secret: proves to it who asks.
        label: what people call it.
        claim: the claim that lists the groups or roles somebody has there.
        roles: each of those with the role it gives here.
        default: the role of who has none of them; None: they are refused.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str = "single sign-on"
    claim: str = "roles"
    scope: str = "openid profile email"
    roles: Mapping[str, Role] = field(default_factory=dict)
    default: Role | None = None

    def role_of(self, claims: Mapping[str, Any]) -> Role | None:
        """Return the highest role that somebody's claims give; None if they give none."""
        given = claims.get(self.claim)
        names = given if isinstance(given, list) else [given]
        found = [self.roles[name] for name in names if isinstance(name, str) and name in self.roles]
        return max(found, key=list(Role).index, default=self.default)


def read_provider(home: Home) -> Provider | None:
    """Read the settings of a home; None where single sign-on is not set up.

    Raises:
        SettingsError: they cannot be used.
    """
    path = Path(os.environ.get(FILE) or home.path / "sign-on.toml")
    if not path.is_file():
        if FILE in os.environ:
            raise SettingsError(f"{FILE} names {path}, which is not there.")
        return None
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error
    return _provider(given, path)


def _provider(given: dict[str, Any], path: Path) -> Provider:
    secret = os.environ.get(SECRET) or given.get("client_secret", "")
    plain = {name: value for name, value in given.items() if name not in ("roles", "client_secret")}
    unknown = sorted(set(given) - _KNOWN)
    if unknown:
        raise SettingsError(f"{path} says {', '.join(unknown)}, which is none of its settings.")
    texts = {"client_secret": secret, **plain}
    for name in ("issuer", "client_id", "client_secret"):
        if not texts.get(name):
            raise SettingsError(f"{path} does not say {name}.")
    for name, value in texts.items():
        if not isinstance(value, str):
            raise SettingsError(f"{name} in {path} is to be a text, not {value!r}.")
    _check_issuer(texts["issuer"], path)
    default = _role(texts.pop("default"), path) if "default" in texts else None
    return Provider(**texts, roles=_roles(given.get("roles", {}), path), default=default)


def _roles(given: Mapping[str, Any], path: Path) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for name, groups in given.items():
        if not isinstance(groups, list):
            raise SettingsError(f"{name} under [roles] in {path} is to be a list of groups.")
        # Of a group that is named under two roles, the higher counts.
        for group in map(str, groups):
            both = (_role(name, path), roles.get(group, Role.READER))
            roles[group] = max(both, key=list(Role).index)
    return roles


def _role(name: str, path: Path) -> Role:
    if name not in list(Role):
        raise SettingsError(f"{path} names the role {name!r}. There are: {', '.join(Role)}.")
    return Role(name)


def _check_issuer(issuer: str, path: Path) -> None:
    if not is_private(issuer):
        raise SettingsError(f"The issuer in {path} has to begin with https://, not {issuer!r}.")


def is_private(address: str) -> bool:
    """Tell whether nobody between can read what is sent to an address of the provider."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname or ""))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
