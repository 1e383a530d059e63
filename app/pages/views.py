"""How to search, what the labels mean, and what Sightline is."""

from flask import Blueprint, render_template

from app.wiring import workplace
from indexer.search.language import LANGUAGE

blueprint = Blueprint("pages", __name__)


@blueprint.get("/help")
def help_() -> str:
    """Explain searching and the labels."""
    return render_template("pages/help.html", taxonomy=workplace().taxonomy, language=LANGUAGE)


@blueprint.get("/about")
def about() -> str:
    """Say what Sightline is, what it does with data, and how accessible it is."""
    return render_template("pages/about.html", taxonomy=workplace().taxonomy)
