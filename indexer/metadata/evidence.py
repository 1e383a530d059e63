"""A value together with the words it was read from."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.model import Block, Evidence

T = TypeVar("T")

_LONGEST = 300
"""Characters of a quotation; the longest run of words read as one is 300 (a sentence)."""

_BESIDE = 60


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and the words it was read from."""

    value: T
    evidence: Evidence


def quote(block: Block, start: int = 0, end: int | None = None) -> Evidence:
    """Quote a stretch of a block's text, with the page it stands on.

    Args:
        block: the words are in.
        start, end: offsets into its text; the whole of it unless said.
    """
    words = " ".join(block.text[start:end].split())
    return Evidence(words[:_LONGEST], page_at(block, start))


def quote_around(block: Block, start: int, end: int) -> Evidence:
    """Quote some words with what stands beside them: the whole block if it is short."""
    if len(block.text) <= _LONGEST:
        return quote(block)
    before = block.text.rfind(" ", 0, max(0, start - _BESIDE)) + 1
    after = block.text.find(" ", end + _BESIDE)
    return quote(block, before, after if after > 0 else None)


def page_at(block: Block, offset: int) -> int:
    """Give the page on which a character of a block stands; 1 where it has no pages."""
    for region in block.regions:
        if offset < region.end:
            return region.page
    return block.regions[-1].page if block.regions else 1
