"""How the points of a section are marked: numbers, bullets, table rows or paragraphs."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from indexer.findings.sections import number_of
from indexer.model import Kind, Passage

_ADDRESSED = re.compile(
    r"^(?!In particular|This|These|They)(?P<owner>.*?)\s*\b"
    r"(?:should|must|needs? to|is to|are to|will)(?: (?:now|also|each|all|urgently))?\s*:$"
)
_FOLLOWING = re.compile(r"\bfollowing\b", re.IGNORECASE)
_SHORT = 4
"""Words of a lead such as "The police:", which says nothing but whom the points are for."""
_OWNER_WORDS = 12


class Shape(Enum):
    """How the points of a section are told apart."""

    NUMBERS = auto()
    BULLETS = auto()
    ROWS = auto()
    PARAGRAPHS = auto()


def shape_of(passages: Sequence[Passage]) -> Shape:
    """Tell how the points of a section are marked."""
    kinds = [passage.kind for passage in passages]
    if Kind.ROW in kinds[:2]:
        return Shape.ROWS
    if Kind.BULLET in kinds and (kinds[0] is Kind.BULLET or _all_lead(passages)):
        return Shape.BULLETS
    numbered = [number_of(passage) is not None for passage in passages]
    if numbered[0] or sum(numbered) > 1:
        return Shape.NUMBERS
    return Shape.PARAGRAPHS


def addressee(lead: str | None) -> str | None:
    """Return whom the points under a lead are for: "The police" of "The police should:"."""
    found = _ADDRESSED.match(lead) if lead else None
    owner = found["owner"].strip() if found else ""
    return owner if 0 < len(owner.split()) <= _OWNER_WORDS else None


def _all_lead(passages: Sequence[Passage]) -> bool:
    """Tell whether all text beside the bullets introduces them and is no point itself."""
    texts = [
        at
        for at, passage in enumerate(passages)
        if passage.kind is Kind.PARAGRAPH and not passage.text[0].islower()
    ]
    return all(_leads(passages, at) for at in texts)


def _leads(passages: Sequence[Passage], at: int) -> bool:
    """Tell a text that introduces points and is none itself.

    It says "the following", whom they are for, or is a sentence of its own before the first
    of them. Any other sentence that ends in a colon is one point with its parts.
    """
    text = passages[at].text
    if _FOLLOWING.search(text) or addressee(text):
        return True
    if text.endswith(":"):
        return len(text.split()) <= _SHORT
    before = all(passage.kind is not Kind.BULLET for passage in passages[:at])
    bullet = next((passage for passage in passages[at:] if passage.kind is Kind.BULLET), None)
    return before and bullet is not None and (bullet.text[0].isupper() or _is_led(passages, at))


def _is_led(passages: Sequence[Passage], at: int) -> bool:
    """Tell whether a later lead stands between a text and the first bullet after it."""
    for later in range(at + 1, len(passages)):
        if passages[later].kind is Kind.BULLET:
            return False
        if passages[later].kind is Kind.PARAGRAPH:
            return _leads(passages, later)
    return False
