"""Single sign-on by OpenID Connect: who says who somebody is, and asking them.

The authorization code flow with PKCE. What comes back is believed only if the state is
ours, and the identity token is signed by the provider, for us, now, and in answer to
this very question.
"""

import hmac
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.people.provider import Provider, is_private
from indexer.errors import IndexerError

log = logging.getLogger(__name__)

EXTENSION = "sightline-sign-on"

SECONDS = 10
"""How long the provider may take for an answer."""

LEEWAY = 60
"""Seconds by which the clocks of the provider and of this machine may differ."""

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures that are believed: none that anyone with our secret, or nobody, could make."""

_FRESH = 3600
"""Seconds after which the provider is asked again for its addresses and keys."""

_AGAIN = 30
"""Seconds between two askings for keys because a signature does not fit any."""


class SignOnFailed(IndexerError):
    """The provider did not say, in a way that can be believed, who somebody is."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What has to come back unchanged; the browser keeps it, signed, while it is away.

    Attributes:
        state: tells our own question from one a stranger made up.
        nonce: ties the identity token to the question.
        verifier: proves to the provider that the code is fetched by who asked for it.
        next: where to go afterwards.
    """

    state: str
    nonce: str
    verifier: str
    next: str


class SignOn:
    """A provider, with what it says of itself."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}
        self._lock = threading.Lock()

    def ask(self, redirect_uri: str, onward: str) -> tuple[str, Pending]:
        """Return the address at which the provider asks who somebody is.

        Args:
            redirect_uri: where it sends them back to.
            onward: where to go afterwards.

        Raises:
            SignOnFailed: the provider cannot be reached.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        pending = Pending(state, nonce, verifier, onward)
        with self._client(redirect_uri) as client:
            address, _ = client.create_authorization_url(
                self._metadata()["authorization_endpoint"],
                state=pending.state,
                nonce=pending.nonce,
                code_verifier=pending.verifier,
            )
        return str(address), pending

    def hear(self, args: Mapping[str, str], pending: Pending, redirect_uri: str) -> dict[str, Any]:
        """Return the claims of who was sent back.

        Args:
            args: what the provider gave them along.
            pending: what :meth:`ask` gave.
            redirect_uri: as it was asked with.

        Raises:
            SignOnFailed: the answer cannot be believed, or the provider says no.
        """
        if not hmac.compare_digest(args.get("state", "").encode(), pending.state.encode()):
            raise SignOnFailed("The answer does not belong to the question that was asked.")
        if "iss" in args and args["iss"] != self.provider.issuer:
            raise SignOnFailed(f"The answer came from {args['iss'][:200]}, which was not asked.")
        if "error" in args or not args.get("code"):
            log.warning("The provider refused: %s", dict(args))
            raise SignOnFailed("The sign-on service did not let you in.")
        return self._checked(self._fetch(args["code"], pending, redirect_uri), pending)

    def _fetch(self, code: str, pending: Pending, redirect_uri: str) -> str:
        def fetch() -> Any:
            with self._client(redirect_uri) as client:
                return client.fetch_token(
                    self._metadata()["token_endpoint"],
                    code=code,
                    code_verifier=pending.verifier,
                    grant_type="authorization_code",
                )

        found = _reached(fetch)
        token = found.get("id_token")
        if not isinstance(token, str):
            raise SignOnFailed("The sign-on service gave no identity token.")
        return token

    def _checked(self, token: str, pending: Pending) -> dict[str, Any]:
        decoded = self._decoded(token)
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.provider.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": self.provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": pending.nonce},
        )
        claims = decoded.claims
        try:
            registry.validate(claims)
        except JoseError as error:
            log.warning("An identity token was not believed: %s", error)
            raise SignOnFailed("The identity token is not meant for us, or not now.") from error
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != self.provider.client_id:
            raise SignOnFailed("The identity token was made for another program.")
        return claims

    def _decoded(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._keys(_FRESH), algorithms=ALGORITHMS)
        except (JoseError, ValueError) as error:
            log.info("A signature fits no key that is known; asking for them again: %s", error)
        try:
            return jwt.decode(token, self._keys(_AGAIN), algorithms=ALGORITHMS)
        except (JoseError, ValueError) as error:
            log.warning("An identity token was not believed: %s", error)
            raise SignOnFailed(
                "The identity token is not signed by the sign-on service."
            ) from error

    def _keys(self, within: float) -> KeySet:
        found = self._get(self._metadata()["jwks_uri"], within)
        return KeySet.import_key_set({"keys": found.get("keys", [])})

    def _metadata(self) -> dict[str, Any]:
        issuer = self.provider.issuer
        address = issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = self._get(address, _FRESH)
        if found.get("issuer") != issuer:
            raise SignOnFailed(
                f"{address} says that it is {found.get('issuer')!r}, not {issuer!r}."
            )
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_private(str(found.get(name, ""))):
                raise SignOnFailed(f"{address} names no {name} that begins with https://.")
        return found

    def _get(self, address: str, within: float) -> dict[str, Any]:
        """Read JSON from the provider, unless it was read within so many seconds."""
        import requests

        with self._lock:
            at, found = self._known.get(address, (float("-inf"), {}))
        if time.monotonic() - at < within:
            return found

        def get() -> Any:
            answer = requests.get(address, timeout=SECONDS)
            answer.raise_for_status()
            return dict(answer.json())

        fresh: dict[str, Any] = _reached(get)
        with self._lock:
            self._known[address] = (time.monotonic(), fresh)
        return fresh

    def _way_to_show_secret(self) -> str:
        # What holds where the provider does not say (OpenID Connect Discovery, section 3).
        usual = "client_secret_basic"
        known = self._metadata().get("token_endpoint_auth_methods_supported", [usual])
        return usual if usual in known else "client_secret_post"

    def _client(self, redirect_uri: str) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self.provider.client_id,
            self.provider.client_secret,
            scope=self.provider.scope,
            redirect_uri=redirect_uri,
            token_endpoint_auth_method=self._way_to_show_secret(),
            code_challenge_method="S256",
            default_timeout=SECONDS,
        )


def _reached(ask: Callable[[], Any]) -> Any:
    from authlib.common.errors import AuthlibBaseError
    from requests import RequestException

    try:
        return ask()
    except (RequestException, AuthlibBaseError, TypeError, ValueError) as error:
        log.warning("The sign-on service failed: %s", error)
        raise SignOnFailed(
            "The sign-on service cannot be reached or gave no proper answer. Try again later."
        ) from error


def sign_on() -> SignOn | None:
    """Return the sign-on of the app that serves this request; None where it is not set up."""
    found: SignOn | None = current_app.extensions.get(EXTENSION)
    return found


def single_sign_on() -> str | None:
    """Return what the sign-on service is called; None where it is not set up."""
    found = sign_on()
    return found.provider.label if found else None
