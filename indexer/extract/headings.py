"""Telling headings from text, and ranking them."""

import re
from collections.abc import Mapping, Sequence

from indexer.extract.paragraphs import Style, Unit, half

_LONGEST = 200
_MOST_WORDS = 28
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|\s)\s*\d{1,3}$")
_LABELLED = re.compile(r"^[^:]{2,40}: \S")

Look = tuple[float, bool]
"""Font size, rounded to half a point, and weight."""


def look(unit: Unit) -> Look:
    """Give the style a unit is set in."""
    return half(unit.head.size), unit.head.bold


def is_heading(unit: Unit, style: Style) -> bool:
    """Tell whether a unit is a heading: set apart by its type, short, no sentence."""
    text = " ".join(line.text for line in unit.lines)
    if not _is_short(text) or unit.head.marker == "bullet":
        return False
    larger = half(unit.head.size) >= style.size + 1
    bold = unit.head.bold and not style.bold and half(unit.head.size) >= style.size - 0.5
    if larger:
        return not _CONTENTS.search(text) or unit.head.bold
    return bold and not _CONTENTS.search(text) and not _LABELLED.match(text)


def _is_short(text: str) -> bool:
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    return any(char.isalpha() for char in text) and text[-1] not in ".;,"


def rank(headings: Sequence[Unit]) -> Mapping[Look, int]:
    """Rank the looks of a document's headings, 1 the highest: by size, then weight.

    A look met only on the first page, in a document whose headings go on after
    it, is a title or a letterhead: it gets rank 1 but heads nothing beyond the
    next heading of that rank.
    """
    later = {look(unit) for unit in headings if unit.head.page > 1}
    every = {look(unit) for unit in headings}
    ordered = sorted(later or every, reverse=True)
    ranks = {each: number for number, each in enumerate(ordered, 1)}
    return {each: ranks.get(each, 1) for each in every}
