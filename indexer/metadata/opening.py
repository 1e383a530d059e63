"""The parts of a document in which it says what it is."""

import re
from dataclasses import dataclass, replace

from indexer.model import Block, Extraction, Kind

_PAGES = 3
_BLOCKS = 60
_CHARACTERS = 9000
_LONGEST = 6000
_TITLE_BLOCKS = 12
_TITLE_CHARACTERS = 260
_LAST_BLOCKS = 14
_PROSE = 130  # characters; addresses are as long, but end without a stop
_LEADER = re.compile(r"(?:\s*\.){4,}\s*\d*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning and the end of a document.

    Attributes:
        title_block: the short blocks before the text proper: title, address, dates.
        blocks: those of the first three pages, as far as one would read to know it.
        last: the last blocks, where a letter is signed.
        text: the text of ``blocks``, one a line.
    """

    title_block: tuple[Block, ...]
    blocks: tuple[Block, ...]
    last: tuple[Block, ...]
    text: str

    @property
    def title_text(self) -> str:
        """The title block, one block a line."""
        return "\n".join(block.text for block in self.title_block)


def read_opening(extraction: Extraction) -> Opening:
    """Cut the opening out of an extraction."""
    blocks: list[Block] = []
    characters = 0
    last_page = _first_page(extraction) + _PAGES - 1
    for block in extraction.blocks[:_BLOCKS]:
        if block.regions and block.regions[0].page > last_page:
            break
        if len(block.text) > _LONGEST:  # a file without paragraphs
            block = replace(block, text=block.text[:_LONGEST])  # noqa: PLW2901
        blocks.append(block)
        characters += len(block.text)
        if characters > _CHARACTERS:
            break
    return Opening(
        title_block=_title_block(blocks),
        blocks=tuple(blocks),
        last=extraction.blocks[-_LAST_BLOCKS:],
        text="\n".join(block.text for block in blocks),
    )


def _first_page(extraction: Extraction) -> int:
    """Give the first page with text: not 1 where the cover is a picture, or in a pack."""
    regions = extraction.blocks[0].regions if extraction.blocks else ()
    return regions[0].page if regions else 1


def _title_block(blocks: list[Block]) -> tuple[Block, ...]:
    """Take short blocks from the top, but no bullets; two paragraphs of text end it."""
    short: list[Block] = []
    paragraphs = 0
    for block in blocks[:_TITLE_BLOCKS]:
        text = _LEADER.sub("", block.text)
        if block.kind is not Kind.BULLET and len(text) <= _TITLE_CHARACTERS:
            short.append(block if text == block.text else replace(block, text=text))
        if block.kind is Kind.PARAGRAPH and len(text) >= _PROSE and text.endswith("."):
            paragraphs += 1
            if paragraphs == 2:
                break
    return tuple(short)
