"""How to search, what the labels mean, and what Sightline is."""

from flask import Blueprint, render_template

from app.people import anyone, needs
from app.wiring import workplace
from indexer.search.language import LANGUAGE

blueprint = Blueprint("pages", __name__)


@blueprint.get("/help")
@needs("reader")
def help_() -> str:
    """Explain searching and the labels."""
    return render_template("pages/help.html", taxonomy=workplace().taxonomy, language=LANGUAGE)


@blueprint.get("/accessibility")
@anyone
def accessibility() -> str:
    """State how accessible the pages are, also to whoever cannot sign in."""
    return render_template("pages/accessibility.html")


@blueprint.get("/about")
@needs("reader")
def about() -> str:
    """Say what Sightline is, what it does with data, and how accessible it is."""
    return render_template("pages/about.html", taxonomy=workplace().taxonomy)
