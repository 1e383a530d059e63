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
    """
    # The command line lives in this package and must start fast: nothing of this above.
    from flask import Flask

    from app.api.views import blueprint as api
    from app.corrections.views import blueprint as corrections
    from app.documents.views import blueprint as documents
    from app.errors import register_errors
    from app.pages.views import blueprint as pages
    from app.search.compare_views import blueprint as compare
    from app.search.like_views import blueprint as like
    from app.search.many_views import blueprint as many
    from app.search.saved_views import blueprint as saved
    from app.search.views import blueprint as search
    from app.security import LOOPBACK, secure
    from app.templating import register_words
    from app.wiring import EXTENSION, Workplace

    app = Flask(__name__)
    app.config["TRUSTED_HOSTS"] = list(LOOPBACK if hosts is None else hosts) or None
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024  # a list of questions is small
    app.extensions[EXTENSION] = Workplace(home)
    for blueprint in (search, saved, compare, like, many, documents, corrections, pages, api):
        app.register_blueprint(blueprint)
    register_words(app)
    register_errors(app)
    secure(app)
    return app
