"""The nearest of some words to what was typed."""

from collections.abc import Iterable
from difflib import get_close_matches

_LIKE = 0.7
"""How much of two words must be the same. By trial on misspelt field names and values: "theem",
"supervison", "needs-improvment" and "knship" find theirs; "Ofsted", "time" and "no" find none."""


def nearest(typed: str, words: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the words that are most like what was typed, the most alike first; often none."""
    return tuple(get_close_matches(typed, list(words), n=most, cutoff=_LIKE))
