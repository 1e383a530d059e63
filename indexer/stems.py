"""Stems: the sentence ending in a colon that introduces the points of a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.model import Block, Kind

_MARK = re.compile(
    r"(?P<bracket>\()?(?P<sign>\d{1,3}|[a-z]|[ivx]{2,5})(?(bracket)\)|[).])\s+", re.IGNORECASE
)
_NUMBER = re.compile(r"\(?[\d.]+\)?\s+")
_SENTENCE = re.compile(r"(?<=[.?!])[\u201d\u2019)]?\s+(?=\S)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a point is marked: its style, and its place among points of that style."""

    style: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of a list that may have points of its own, and what introduces those."""

    mark: _Mark
    stem: str | None


class StemReader:
    """Reads blocks in order and tells of each the sentence that introduces it.

    A bullet or a lettered point has a stem, and so has a numbered one in a list that
    starts at 1 right below a stem: numbered paragraphs of a report have none. The points
    of a point stand under its last sentence when that ends in a colon, otherwise under
    the stem it has itself.
    """

    def __init__(self) -> None:
        self._stem: str | None = None
        self._open: list[_Point] = []

    def read(self, block: Block) -> str | None:
        """Give the stem of the next block; None when nothing introduces it."""
        mark = self._mark(block)
        if mark is None:
            self._open = []
            self._stem = _introduction(block.text) if block.kind is Kind.PARAGRAPH else None
            return None
        self._close(mark)
        stem = self._open[-1].stem if self._open else self._stem
        self._open.append(_Point(mark, _introduction(block.text) or stem))
        return stem

    def _close(self, mark: _Mark) -> None:
        """Leave the lists that a point with this mark does not stand in."""
        styles = [point.mark.style for point in self._open]
        if mark.style in styles:
            del self._open[styles.index(mark.style) :]
        elif mark.style.startswith("bullet"):
            while self._open and self._open[-1].mark.style > mark.style:
                self._open.pop()

    def _mark(self, block: Block) -> _Mark | None:
        """Tell how a block is marked as a point; None when it is none."""
        if block.kind is Kind.BULLET:
            return _Mark(f"bullet {block.depth}")
        found = _MARK.match(block.text) if block.kind is Kind.PARAGRAPH else None
        if found is None:
            return None
        readings = list(_readings(found["sign"].lower()))
        if not readings:
            return None
        last = {point.mark.style: point.mark.place for point in self._open}
        for reading in readings:
            if last.get(reading.style, -1) + 1 == reading.place:
                return reading
        return self._opening(readings)

    def _opening(self, readings: list[_Mark]) -> _Mark | None:
        """Choose how to read a mark that goes on with none."""
        introduced = self._stem is not None or bool(self._open)
        if readings[0].style == "number" and (readings[0].place != 1 or not introduced):
            return None
        return readings[0]


def _readings(sign: str) -> Iterator[_Mark]:
    """Give what a sign may be, the likelier first: (i) is a number before it is a letter."""
    if sign.isdigit():
        yield _Mark("number", int(sign))
        return
    roman = [_Mark("roman", _ROMANS.index(sign) + 1)] if sign in _ROMANS else []
    letter = [_Mark("letter", ord(sign) - ord("a") + 1)] if len(sign) == 1 else []
    yield from roman + letter if sign == "i" else letter + roman


def _introduction(text: str) -> str | None:
    """Give the last sentence of a text when it ends in a colon, without its number."""
    if not text.endswith(":"):
        return None
    text = text[found.end() :] if (found := _MARK.match(text) or _NUMBER.match(text)) else text
    return _SENTENCE.split(text)[-1]
