"""Which of the authorities that papers are about is the council's own."""

import re
from collections.abc import Iterable

from app.wiring import Workplace

_STYLE = re.compile(
    r"\b(?:the|of|royal|london|metropolitan|city|county|borough|district|unitary"
    r"|council|corporation|authority)\b|[^\w&]+"
)
"""What a council's name may hold besides that of its place."""


def own_authority(place: Workplace, known: Iterable[str]) -> str:
    """Return the authority whose Sightline this is, as papers name it.

    It is told by the council's name, which an administrator sets: "Marlow Vale Borough
    Council" is the authority "Marlow Vale".

    Args:
        place: where the council is set.
        known: the authorities to tell it among.

    Returns:
        One of ``known``; empty text where none is the council's or nobody set it.
    """
    if not (ours := place_words(place.council.name)):
        return ""
    return next((name for name in known if place_words(name) == ours), "")


def place_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that are of its place, in small letters."""
    return tuple(_STYLE.sub(" ", name.casefold().replace("&", " and ")).split())
