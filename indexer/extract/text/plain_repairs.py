"""Repairs on gathered text: torn sentences and torn tables."""

from collections import Counter
from itertools import pairwise

from indexer.extract.text import plain_lines, plain_shape
from indexer.extract.text.plain_units import Unit
from indexer.model import Kind

# Fewer updates than this may be chance: a sentence can begin with "Complete".
_TRACKER_MIN = 3
_MILESTONE_RANK = 3
_BETWEEN_MAX = 4
_HEAD_MAX = 60
_TORN_MIN = 50
_MILESTONE_WORDS = 60


def mark_column_heads(units: list[Unit]) -> None:
    """Turn the column heads of a table torn to lines into rows.

    They are known by returning, word for word and side by side, at least three times.
    """
    texts = [
        unit.text if unit.kind is Kind.PARAGRAPH and len(unit.text) <= _HEAD_MAX else ""
        for unit in units
    ]
    pairs = Counter(pair for pair in pairwise(texts) if all(pair))
    for position, pair in enumerate(pairwise(texts)):
        if pairs[pair] >= 3 and not any(unit.rank for unit in units[position : position + 2]):
            for unit in units[position : position + 2]:
                unit.kind = Kind.ROW if unit.kind is Kind.PARAGRAPH else unit.kind


def mend_torn(units: list[Unit]) -> list[Unit]:
    """Rejoin a sentence that a page break, a logo or a chart has parted.

    Only when the first part breaks off without a stop and the second starts in lower
    case; a few short pieces between them move in front.
    """
    mended: list[Unit] = []
    for unit in units:
        index = _torn_end(mended) if _starts_small(unit) else None
        if index is None:
            mended.append(unit)
            continue
        between = mended[index + 1 :]
        for piece in between:
            piece.kind = Kind.ROW
        mended[index].pieces.extend(unit.pieces)
        mended[index:] = [*between, mended[index]]
    return mended


def _torn_end(units: list[Unit]) -> int | None:
    for back, unit in enumerate(reversed(units[-_BETWEEN_MAX - 1 :])):
        text = unit.pieces[-1][0].rstrip()
        long = len(unit.pieces) > 1 or len(text) > _TORN_MIN
        if unit.kind in {Kind.PARAGRAPH, Kind.BULLET} and long:
            return len(units) - 1 - back if text[-1] not in ".?!:;" else None
        if unit.kind is Kind.HEADING and unit.rank:
            return None
        if unit.kind is not Kind.ROW and not text.isupper():
            return None
    return None


def _starts_small(unit: Unit) -> bool:
    text = unit.text
    return unit.kind is Kind.PARAGRAPH and text[:1].islower() and not plain_lines.marker(text)


def mend_trackers(units: list[Unit]) -> list[Unit]:
    """Put a tracker of actions that was torn to lines together again, as far as is sure.

    Dates and states printed as lines of their own go with the update that follows, and
    the action printed straight before becomes its heading. Nothing else is moved.
    """
    if sum(plain_shape.is_status(unit.text) for unit in units) < _TRACKER_MIN:
        return units
    mended: list[Unit] = []
    cells: list[Unit] = []
    for unit in units:
        if unit.kind is Kind.PARAGRAPH and plain_shape.is_cell(unit.text):
            cells.append(unit)
            continue
        if unit.kind is Kind.PARAGRAPH and (cells or plain_shape.is_status(unit.text)):
            _head(mended)
            unit.pieces[:0] = [piece for cell in cells for piece in cell.pieces]
            cells = []
        mended.extend(cells)
        cells = []
        mended.append(unit)
    return mended + cells


def _head(units: list[Unit]) -> None:
    """Make a heading of the action above an update, passing over its line of savings."""
    for unit in reversed(units[-2:]):
        if unit.kind not in {Kind.PARAGRAPH, Kind.HEADING} or plain_shape.is_status(unit.text):
            return
        if unit.text.lower().startswith("saving"):
            continue
        if len(unit.text.split()) <= _MILESTONE_WORDS:
            unit.kind, unit.rank = Kind.HEADING, _MILESTONE_RANK
        return
