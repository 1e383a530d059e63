"""Blocks to passages: paragraphs over two pages joined, headings stacked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from indexer.model import Block, Extraction, Kind, Passage, Region
from indexer.stems import StemReader

_ENDED = (".", "?", "!", ":")
_LABEL = 40
"""Characters of a line such as "Agenda Item 5", stamped at the top of a page. Of 2,238 joins
in 487 public documents two were of a shorter line with a capital that ends no sentence."""
_CLOSING = "”\u2019\"')]"


def to_passages(document_id: str, extraction: Extraction) -> tuple[Passage, ...]:
    """Turn what an extractor found into the passages of a document.

    Args:
        document_id: the id of the document; passage ids are it, a hyphen and
            the position from 1.
        extraction: blocks in reading order.

    Returns:
        passages in reading order, without blocks that hold no letters.
    """
    passages: list[Passage] = []
    path: list[tuple[int, str]] = []
    headings: tuple[str, ...] = ()
    stems = StemReader()
    worded = (block for block in extraction.blocks if any(map(str.isalpha, block.text)))
    outer: list[tuple[int, list[tuple[int, str]]]] = []
    for number, block in enumerate(join_over_pages(worded), 1):
        while outer and outer[-1][0] not in block.scope:
            path = outer.pop()[1]
            headings = tuple(text for _, text in path)
        outer += [(scope, list(path)) for scope in block.scope[len(outer) :]]
        if block.level is not None:
            path = [above for above in path if above[0] < block.level]
            headings = tuple(text for _, text in path)
        passages.append(_passage(document_id, number, block, headings, stems.read(block)))
        if block.level:
            path.append((block.level, block.text))
            headings = tuple(text for _, text in path)  # one for all that stands under it
    return tuple(passages)


def _passage(
    document_id: str, number: int, block: Block, headings: tuple[str, ...], stem: str | None
) -> Passage:
    page = block.regions[0].page if block.regions else 1
    name = f"{document_id}-{number}"
    return Passage(
        name, document_id, page, block.kind, block.text, headings, block.regions, stem=stem
    )


def join_over_pages(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join a block cut off by the end of a page to what goes on after it."""
    held: Block | None = None
    for block in blocks:
        if held is not None and carries_on(held, block):
            held = _joined(held, block)
        else:
            if held is not None:
                yield held
            held = block
    if held is not None:
        yield held


def carries_on(above: Block, below: Block) -> bool:
    """Tell whether a block goes on with the one above it, over the end of a column or page.

    The upper one must be text without a sentence's end, the lower one plain
    text on the next page, or in the next column, that begins no point of its own.
    """
    if not above.regions or not below.regions:
        return False
    end, start = above.regions[-1], below.regions[0]
    next_page = start.page == end.page + 1
    if above.kind not in {Kind.PARAGRAPH, Kind.BULLET} or below.kind is not Kind.PARAGRAPH:
        return False
    if above.text.rstrip(_CLOSING).endswith(_ENDED):
        return False
    if below.text[0].islower():
        return next_page or (len(above.text) > _LABEL and _in_next_column(end, start))
    is_label = len(below.text) < _LABEL and not below.text.endswith(_ENDED)
    return next_page and len(above.text) > 60 and not below.text[0].isdigit() and not is_label


def _in_next_column(end: Region, start: Region) -> bool:
    """Tell whether text goes on at the top of the column to the right on the same page."""
    if end.page != start.page or end.box is None or start.box is None:
        return False
    return start.box[0] > end.box[0] and start.box[0] > end.box[2] - 1 and start.box[3] < end.box[1]


def _joined(above: Block, below: Block) -> Block:
    text = above.text if above.text.endswith("-") else above.text + " "
    shift = len(text)
    moved = tuple(Region(r.start + shift, r.end + shift, r.page, r.box) for r in below.regions)
    return replace(above, text=text + below.text, regions=above.regions + moved)
