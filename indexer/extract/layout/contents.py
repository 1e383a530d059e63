"""Contents pages: entries that end in page numbers which only rise."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.extract.layout.lines import Line, by_rows, join_pieces

_LEADERS = re.compile(r"(?:[.…_·]\s?){3,}")
_ENTRY_END = re.compile(r"(?:[.…_·]\s?){3,}\s*(\d{1,3})$|^(\d{1,3})$")
_FEWEST = 4
_AHEAD = 20
"""Printed page numbers may run ahead of the file's by this much, no more."""


def mark_contents(fragments: list[Line], page_count: int, *, begun: bool = False) -> list[Line]:
    """Make the entries of a contents page whole lines marked "contents".

    Those of an agenda, whose first items have no page, are marked "item" instead.

    An entry is a printed line whose last piece is a page number, by itself at
    the right or after leaders. A page holds contents when four or more such
    lines stand with their numbers flush and rising, within the document.

    Args:
        fragments: the pieces of text on one page.
        page_count: pages in the document.
        begun: the page before ends in contents, so that fewer entries will do.
    """
    fewest = 1 if begun else _FEWEST
    if sum(line.text[-1:].isdigit() for line in fragments) < fewest:
        return fragments
    rows = list(by_rows(fragments))
    numbers = [_page_number(row) for row in rows]
    entries = [index for index, number in enumerate(numbers) if number is not None]
    listed = [number for number in numbers if number is not None]
    if len(listed) < fewest or not _rise(listed, page_count):
        return fragments
    items = _items_above(rows, entries[0])
    if (begun and entries[0] > 0) or not _flush([rows[index][-1] for index in entries]):
        return fragments
    marked: list[Line] = []
    for index, row in enumerate(rows):
        inside = entries[0] - items <= index <= entries[-1]
        opens = numbers[index] is not None or row[0].text.rstrip(".").isdigit()
        mark = "contents" if not items else "item" if opens else ""
        marked += [_entry(row, mark)] if inside else row
    return marked


def _items_above(rows: Sequence[Sequence[Line]], first: int) -> int:
    """Count the items of an agenda without a page, which are numbered up to the first entry."""
    wanted = rows[first][0].text.rstrip(".")
    items = 0
    while wanted.isdigit() and items < first:
        wanted = str(int(wanted) - 1)
        if rows[first - items - 1][0].text.rstrip(".") != wanted:
            break
        items += 1
    return items


def _page_number(row: Sequence[Line]) -> int | None:
    """Give the page number a printed line ends in, or None."""
    found = _ENTRY_END.search(row[-1].text)
    if found is None or (found[2] is not None and len(row) < 2):
        return None
    return int(found[1] or found[2])


def _rise(numbers: Sequence[int], page_count: int) -> bool:
    rising = all(above <= below for above, below in pairwise(numbers))
    if len(numbers) >= _FEWEST:
        rising = rising and numbers[0] < numbers[-1]
    return rising and numbers[-1] <= page_count + _AHEAD


def _flush(ends: Sequence[Line]) -> bool:
    rights = [line.x1 for line in ends]
    return max(rights) - min(rights) <= 2 * ends[0].size


def _entry(row: Sequence[Line], mark: str) -> Line:
    """Join a printed line into one, its leaders gone."""
    line = join_pieces(row)
    line.text = " ".join(_LEADERS.sub(" ", line.text).split())
    line.marker = mark
    return line
