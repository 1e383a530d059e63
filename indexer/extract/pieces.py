"""Helpers that the extractors without geometry share: blocks from pieces, rows from cells."""

import re
from collections.abc import Iterable, Sequence

from indexer.model import Block, Kind, Region

_SPACE = re.compile(r"\s+")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MAX_HEADER = 60


def squeeze(text: str) -> str:
    """Put all white space down to single spaces and drop characters nobody sees."""
    return _SPACE.sub(" ", text.translate(_INVISIBLE)).strip()


def build_block(
    kind: Kind, pieces: Iterable[tuple[str, int]], *, level: int | None = None, depth: int = 0
) -> Block | None:
    """Build a block whose regions follow its pieces.

    Args:
        kind: what the block is.
        level: rank of a heading.
        depth: how deep a point stands in lists within lists.
        pieces: text and page of each stretch, in order, with their own white space.
            Neighbours without white space between them are parts of one word.

    Returns:
        The block, or None when nothing visible is in it.
    """
    text = ""
    regions: list[Region] = []
    gap = False
    for raw, page in pieces:
        clean = squeeze(raw)
        if not clean:
            gap = gap or bool(raw)
            continue
        if text and (gap or raw[0].isspace()):
            text += " "
        start = len(text)
        text += clean
        gap = raw[-1].isspace()
        if regions and regions[-1].page == page and regions[-1].end >= start - 1:
            start = regions.pop().start
        regions.append(Region(start=start, end=len(text), page=page))
    if not text:
        return None
    return Block(kind=kind, text=text, regions=tuple(regions), level=level, depth=depth)


def header_of(rows: Sequence[Sequence[str]], *, declared: bool = False) -> Sequence[str] | None:
    """Find the column headings of a table.

    Args:
        rows: cell texts, clean; merged cells are empty but for their first.
        declared: the file itself says that the first row is the heading.

    Returns:
        The first row when it is declared, or when it reads like headings: three or more of
        them, short, unpunctuated, all different and without figures, above two rows or more.
        Two columns are too few to tell a heading from the first entry of a glossary.
    """
    if len(rows) < (2 if declared else 3):
        return None
    first = rows[0]
    filled = [cell for cell in first if cell]
    if declared:
        return first if filled else None
    short = all(len(cell) <= _MAX_HEADER and cell[-1] not in ".;" for cell in filled)
    wordy = not any(cell[0].isdigit() or cell.endswith(":") for cell in filled)
    distinct = len({cell.casefold() for cell in filled}) == len(filled)
    wide = len(filled) >= 3 and len(filled) >= len(first) - 1
    return first if short and wordy and distinct and wide else None


def row_text(cells: Sequence[str], header: Sequence[str] | None) -> str:
    """Read one row of a table as "Column: value; Column: value".

    Without a header the cells follow one another, and a label that ends in a colon is
    its own header.
    """
    parts: list[str] = []
    for position, cell in enumerate(cells):
        if not cell:
            continue
        name = header[position].rstrip(":") if header and position < len(header) else ""
        parts.append(f"{name}: {cell}" if name and name.casefold() != cell.casefold() else cell)
    text = ""
    for part in parts:
        separator = " " if text.endswith((":", ".", ";", "?", "!")) else "; "
        text = f"{text}{separator}{part}" if text else part
    return text
