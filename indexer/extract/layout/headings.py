"""Telling headings from text, and ranking them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.extract.layout.lines import Row
from indexer.extract.layout.paragraphs import Style, Unit, half

_LONGEST = 200
_MOST_WORDS = 28
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|\s)\s*\d{1,3}$")
_LABELLED = re.compile(r"^[^:]{2,40}: \S")
_NO_HEADING = re.compile(r"\*|[\u201c\u2018\"'].*[.?!][\u201d\u2019\"']")
"""Notes to an asterisk, and whole sentences in quotation marks."""
_DATED = re.compile(r"^[^:]{2,40}: .*\d")

_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?\s")

Look = tuple[float, bool, int]
"""Font size, rounded to half a point, weight, and depth by number as a negative figure."""


def _looks(headings: Sequence[Unit]) -> list[Look]:
    """Give the style each heading is set in; of one style, numbers such as 1.1 tell more."""
    plain = [(half(unit.head.size), unit.head.bold) for unit in headings]
    depths = [_depth(unit) for unit in headings]
    numbered = Counter(each for each, depth in zip(plain, depths, strict=True) if depth)
    return [
        (*each, -depth if numbered[each] > 1 else 0)
        for each, depth in zip(plain, depths, strict=True)
    ]


def _depth(unit: Unit) -> int:
    """Give how many points the number of a heading holds: none in "1.", one in "1.1"."""
    number = _DECIMAL.match(unit.head.text)
    return number[1].count(".") if number else 0


def find_letterheads(units: Sequence[Unit | Row], style: Style) -> set[int]:
    """Find what stands above the text of the first page, with small print right below it.

    Returns:
        places in ``units``: of large type, and of the small print that goes with it.
    """
    found: set[int] = set()
    for place, unit in enumerate(units):
        if isinstance(unit, Row) or unit.head.page > 1:
            break
        size = half(unit.head.size)
        if size <= style.size - 1 and place:
            found |= {place - 1, place}
        elif size < style.size + 1:
            break
    return found


def is_heading(unit: Unit, style: Style) -> bool:
    """Tell whether a unit is a heading: set apart by its type, short, no sentence."""
    if unit.heads is not None:
        return unit.heads
    text = " ".join(line.text for line in unit.lines)
    if unit.head.marker == "bullet" or unit.is_contents or _NO_HEADING.match(text):
        return False
    size = half(unit.head.size)
    larger = size >= style.size + 1
    if text.endswith(".") and not (larger and unit.head.bold):
        return False
    if not is_short(text) or (size < 1.3 * style.size and _DATED.match(text)):
        return False
    bold = unit.head.bold and not style.bold and size >= style.size - 0.5
    if larger:
        return not _CONTENTS.search(text) or unit.head.bold
    return bold and not _CONTENTS.search(text) and not _LABELLED.match(text)


def is_short(text: str) -> bool:
    """Tell whether a text is no longer than headings are, and holds words."""
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    return any(char.isalpha() for char in text) and text[-1] not in ";,"


def heading_of_row(row: Row, below: Row | None, style: Style) -> Unit | None:
    """Read a heading laid out as a table, its grade in a cell beside it.

    It is a row by itself, all bold and larger than the text, or one that heads
    running text in the same grid; the latter ranks above bold text of its size.

    Args:
        row: the row.
        below: the next row of the same table, or None.
        style: what is usual in the document.
    """
    lines = [line for _, cell in row.cells for line in cell]
    large = all(line.bold and half(line.size) >= style.size + 1 for line in lines)
    if below is not None or not (row.heads or (row.first and large and not style.bold)):
        return None
    if not is_short(" ".join(line.text for line in lines)):
        return None
    *front, end = row.cells[0][1]
    named = end if end.text.endswith(":") else replace(end, text=f"{end.text}:")
    found = [*front, named, *(line for _, cell in row.cells[1:] for line in cell)]
    if not large:
        found = [replace(line, size=style.size + 0.5, bold=True) for line in found]
    return Unit(found, heads=True)


def rank(headings: Sequence[Unit], last_page: int, letterhead: Sequence[Unit] = ()) -> list[int]:
    """Rank a document's headings by size, then weight, then number, 1 the highest.

    A look of the cover alone, its first page and perhaps its last, in a document
    with other headings is a title or a letterhead: ranked below all others, it
    heads the text right under it and nothing else. So is a letterhead with small print.
    """
    heads = {id(unit) for unit in letterhead}
    own = [unit for unit in headings if id(unit) not in heads]
    ranks = dict(zip(map(id, own), _rank(own, last_page), strict=True))
    lowest = max(ranks.values(), default=0) + 1
    return [ranks.get(id(unit), lowest) for unit in headings]


def _rank(headings: Sequence[Unit], last_page: int) -> list[int]:
    looks = _looks(headings)
    pages = [unit.head.page for unit in headings]
    cover = {each for each, page in zip(looks, pages, strict=True) if page == 1}
    inner = {
        each
        for each, page in zip(looks, pages, strict=True)
        if page > 1 and not (page == last_page and each in cover)
    }
    ranks = {each: place for place, each in enumerate(sorted(inner or set(looks), reverse=True), 1)}
    return [ranks.get(each, len(ranks) + 1) for each in looks]
