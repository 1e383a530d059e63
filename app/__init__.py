"""The web workplace and the command line, wired together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from indexer.home import Home


def create_app(home: Home, *, hosts: Sequence[str] | None = None) -> Flask:
    """Build the web application over a home.

    Args:
        home: where the store and the search index lie; may still be empty.
        hosts: names under which the server may be asked for, which stops another
            site from reaching it under a name of its own; None stands for this
            machine's own names, an empty sequence for any name.

    Returns:
        A WSGI application whose threads share one store and one index.

    Raises:
        SettingsError: the settings of single sign-on in the home cannot be used.
    """
    # The command line lives in this package and must start fast: nothing of this above.
    from flask import Flask

    from app.areas import areas
    from app.errors import register_errors
    from app.people.gate import guard
    from app.people.provider import read_provider
    from app.people.signon import EXTENSION as SIGN_ON
    from app.people.signon import SignOn
    from app.security import LOOPBACK, secure
    from app.templating import register_words
    from app.wiring import EXTENSION, Workplace

    app = Flask(__name__)
    app.config["TRUSTED_HOSTS"] = list(LOOPBACK if hosts is None else hosts) or None
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024  # a list of questions is small
    app.extensions[EXTENSION] = Workplace(home)
    provider = read_provider(home)
    app.extensions[SIGN_ON] = SignOn(provider) if provider else None
    for blueprint in areas():
        app.register_blueprint(blueprint)
    register_words(app)
    register_errors(app)
    guard(app)
    secure(app)
    return app
