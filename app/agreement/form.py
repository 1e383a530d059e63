"""The form of a whole coding."""

from werkzeug.datastructures import MultiDict

from indexer.agreement.model import Coding


def read_coding(form: MultiDict[str, str]) -> Coding | None:
    """Read the coding that a form holds; None where no stance was chosen."""
    stance = form.get("stance", "")
    if not stance:
        return None
    return Coding(
        themes=frozenset(theme for theme in form.getlist("theme") if theme),
        areas=frozenset(area for area in form.getlist("area") if area),
        stance=stance,
        mixed=form.get("mixed") == "yes",
    )
