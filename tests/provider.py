"""A small OpenID Connect provider: real HTTP on this machine, signed tokens, and faults on purpose.

It does what a council's provider does in the authorization code flow, and is strict where
such a one is: the redirect address is a registered one, a code serves once, and the
client has to show its secret and the verifier whose hash it sent before.
"""

import base64
import hashlib
import json
import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

CLIENT, SECRET = "sightline", "the client's secret, kept well"


@dataclass
class OpenIdProvider:
    """The provider; tests set who comes and what is wrong with the answer.

    Attributes:
        issuer: its address.
        person: claims of whoever signs in there.
        wrong: claims put into the token in place of the right ones.
        key: signs tokens; ``published`` are the keys it says that it has.
        secret_in_form: the client shows its secret in the form, rather than in a header.
        refuses: the error it answers with in place of a code.
        asked: every question put to it, by address.
    """

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "p1", "name": "Pat Quill"})
    wrong: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    published: list[RSAKey] = field(default_factory=list)
    refuses: str | None = None
    secret_in_form: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        self.asked.append((request.path, request.values.to_dict()))
        answer = {
            "/.well-known/openid-configuration": self.configuration,
            "/keys": self.keys,
            "/authorize": self.authorize,
            "/token": self.token,
        }[request.path](request)
        return answer(environ, start_response)

    def configuration(self, _request: Request) -> Response:
        return _json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": [
                    "client_secret_post" if self.secret_in_form else "client_secret_basic"
                ],
            }
        )

    def keys(self, _request: Request) -> Response:
        keys = self.published or [self.key]
        return _json({"keys": [key.as_dict(private=False) for key in keys]})

    def authorize(self, request: Request) -> Response:
        asked = request.args.to_dict()
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        given = {"state": asked["state"], "iss": self.issuer}
        if self.refuses:
            given["error"] = self.refuses
        else:
            given["code"] = secrets.token_urlsafe()
            self.codes[given["code"]] = asked
        return _redirect(f"{asked['redirect_uri']}?{urlencode(given)}")

    def token(self, request: Request) -> Response:
        form = request.form
        asked = self.codes.pop(form["code"], None)
        auth = request.authorization
        if self.secret_in_form:
            known = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        else:
            known = auth is not None and (auth.username, auth.password) == (CLIENT, SECRET)
        if not asked or not known or form["redirect_uri"] != asked["redirect_uri"]:
            return _json({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return _json({"error": "invalid_grant"}, 400)
        token = self.identity(asked["nonce"])
        return _json({"access_token": "unused", "token_type": "Bearer", "id_token": token})

    def identity(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.person,
            **self.wrong,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, kept, self.key)


@contextmanager
def providing() -> Iterator[OpenIdProvider]:
    """Run a provider."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    provider = OpenIdProvider()
    server = make_server("localhost", 0, provider, threaded=True)
    provider.issuer = f"http://localhost:{server.port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _json(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")


def _redirect(address: str) -> Response:
    return Response("", 302, {"Location": address})
