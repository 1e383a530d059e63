"""Words torn where a narrow cell of a table ends, known by their whole form elsewhere."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.extract.layout.lines import Line, Row

_WORD = re.compile(r"[^\W\d_]+")
_ENDS_IN_WORD = re.compile(r"[^\W\d_]+$")
_LETTERS = 2
"""Ends of words of up to this many letters are met everywhere, as in "children's"."""

_ALONE = frozenset("ai")

Torn = frozenset[tuple[str, str]]
"""Both parts of each torn word, lower case."""


def find_torn(stream: Sequence[Line | Row]) -> Torn:
    """Find the words that the edge of a cell tears, the parts being no words of the document.

    Only a word too long for its cell is torn, and it has begun a line of its own; it is one
    where its whole form stands elsewhere in the document and its parts do not.
    """
    seams = list(_seams(stream))
    if not seams:
        return frozenset()
    open_lines = {id(line) for above, below in seams for line in (above, below)}
    text = " ".join(line.text for line in _lines(stream) if id(line) not in open_lines).lower()
    return frozenset(
        (start, end)
        for start, end in {torn_parts(above.text, below.text) for above, below in seams}
        if _has_word(text, start + end) and not _are_words(text, start, end)
    )


def _are_words(text: str, start: str, end: str) -> bool:
    """Tell whether either part may be meant; a letter by itself never is, "a" and "I" apart."""
    if len(end) == 1 and end not in _ALONE:
        return False
    return _has_word(text, start) or (len(end) > _LETTERS and _has_word(text, end))


def _has_word(text: str, word: str) -> bool:
    """Tell whether a text holds a word; a plain search first, for most are not there at all."""
    return word in text and bool(re.search(rf"(?<![^\W\d_]){word}(?![^\W\d_])", text))


def torn_parts(above: str, below: str) -> tuple[str, str]:
    """Give the last word of a line and the first of the next, as they would be torn."""
    last = _ENDS_IN_WORD.search(above[above.rfind(" ") + 1 :])
    first = _WORD.match(below)
    return last.group().lower() if last else "", first.group().lower() if first else ""


def _seams(stream: Sequence[Line | Row]) -> Iterator[tuple[Line, Line]]:
    """Give lines of cells that are one word without an end, with those below them."""
    for row in stream:
        if isinstance(row, Row):
            for _, cell in row.cells:
                for above, below in pairwise(cell):
                    alone = " " not in above.text and above.text[-1].isalpha()
                    if alone and below.text[:1].islower():
                        yield above, below


def _lines(stream: Sequence[Line | Row]) -> Iterator[Line]:
    for element in stream:
        if isinstance(element, Line):
            yield element
        else:
            for _, cell in element.cells:
                yield from cell
