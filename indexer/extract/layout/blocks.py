"""From the lines of all pages to blocks, once the document's usual style is known."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.extract.layout.captions import join_figures
from indexer.extract.layout.depths import point_depths
from indexer.extract.layout.headings import find_letterheads, heading_of_row, is_heading, rank
from indexer.extract.layout.joining import Words, collect_words, join_lines
from indexer.extract.layout.lines import Line, Row
from indexer.extract.layout.notes import closing_page, move_footnotes, page_of
from indexer.extract.layout.paragraphs import Style, Unit, gather, measure
from indexer.extract.layout.rows import RowWriter
from indexer.extract.layout.scopes import find_scopes
from indexer.extract.layout.sections import open_sections
from indexer.extract.layout.torn import find_torn
from indexer.model import Block, Kind


def to_blocks(stream: Sequence[Line | Row]) -> tuple[Block, ...]:
    """Make blocks of the lines and table rows of a document, given in reading order."""
    style = measure(stream)
    words = collect_words([line for line in stream if isinstance(line, Line)])
    units = join_figures(list(gather(stream, style)), style)
    units = move_footnotes(open_sections(_with_heading_rows(units, style)), style)
    closing = closing_page(units, style)
    headings = [
        unit
        for unit in units
        if isinstance(unit, Unit) and page_of(unit) != closing and is_heading(unit, style)
    ]
    above = find_letterheads(units, style)
    letterhead = [unit for unit in (units[place] for place in above) if isinstance(unit, Unit)]
    ranks = rank(headings, page_of(units[-1]), letterhead) if units else []
    levels = {id(unit): level for unit, level in zip(headings, ranks, strict=True)}
    depths = point_depths(units)
    scopes = find_scopes(units, levels)
    writer = RowWriter(replace(words, torn=find_torn(stream)))
    blocks: list[Block] = []
    for index, unit in enumerate(units):
        level = levels.get(id(unit))
        if page_of(unit) == closing or (index in above and level is None):
            level = 0
        if isinstance(unit, Row):
            row = writer.write(unit, _row_after(units, index))
            made = [row] if row is not None else []
        else:
            made = [_block(unit, words, level, depths.get(id(unit), 0))]
        scope = scopes.get(id(unit)) if scopes else None
        blocks += [replace(block, scope=scope) for block in made] if scope else made
    return tuple(blocks)


def _with_heading_rows(units: Sequence[Unit | Row], style: Style) -> list[Unit | Row]:
    """Turn the table rows that are headings into headings, without the column heads."""
    found: list[Unit | Row] = []
    for index, unit in enumerate(units):
        heading = None
        if isinstance(unit, Row):
            heading = heading_of_row(unit, _row_below(units, index), style)
            above = found[-1] if found else None
            if heading and not unit.first and isinstance(above, Row) and above.first:
                found.pop()
        found.append(heading or unit)
    return found


def _row_below(units: Sequence[Unit | Row], index: int) -> Row | None:
    """Give the row below one in the same table, or None."""
    below = units[index + 1] if index + 1 < len(units) else None
    return below if isinstance(below, Row) and not below.first else None


def _row_after(units: Sequence[Unit | Row], index: int) -> Row | None:
    """Give the next row of the same table, past a heading that stands between two rows."""
    for below in units[index + 1 : index + 3]:
        if isinstance(below, Row):
            return None if below.first else below
    return None


def _block(unit: Unit, words: Words, level: int | None, depth: int) -> Block:
    text, regions = join_lines(unit.lines, words)
    kind = Kind.BULLET if unit.head.marker == "bullet" else Kind.PARAGRAPH
    return Block(Kind.HEADING if level else kind, text, regions, level, depth)
