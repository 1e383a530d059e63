"""The type and date of one paper of a pack."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indexer.metadata import dates, kinds
from indexer.metadata.evidence import Found
from indexer.metadata.opening import read_opening
from indexer.model import Block, Extraction, Kind, Passage

COMMITTEE_PAPER = "committee-paper"

# What an officer's report to a committee is made of. A paper with two of these carries
# the council's words, whatever its title mentions.
_OFFICERS = (
    re.compile(r"(?:^|[:;] )(?:joint )?report (?:of|to|by|from)\b", re.IGNORECASE),
    re.compile(r"^(?:\d{1,2}\.?\d?\s+)?purpose(?: of (?:the |this )?report)?\W*$", re.IGNORECASE),
    re.compile(
        r"\b(?:action required|decisions? (?:sought|required)|(?:wards?|divisions?) affected"
        r"|portfolio holder|lead officer|background papers|recommended that)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:financial|legal|equality|resource) implications\b", re.IGNORECASE),
)
_OFFICERS_MIN = 2
_NEAR = 20
"""Passages from its beginning in which a paper shows that it is an officer's report."""

_ENOUGH = 400
"""Passages by which a type is told, so that a long paper costs no more than a short one."""
_COVER = 400
"""Characters on a cover page: a title, a date and the names of partners."""
_LINES = 3
"""Headings of a cover page that make up its title."""
_TITLES = 4
"""Blocks at its beginning that may name its type: title, subtitle and who wrote it."""


def type_of(passages: Sequence[Passage]) -> str | None:
    """Tell the type of a paper by its own words, as of a document by itself.

    Args:
        passages: of the paper alone.

    Returns:
        "committee-paper" for what officers write for the meeting, another type where the
        paper says so, None where it does not say.
    """
    near = [passage.text for passage in passages[:_NEAR]]
    if sum(any(map(mark.search, near)) for mark in _OFFICERS) >= _OFFICERS_MIN:
        return COMMITTEE_PAPER
    found = _kind_of(passages)
    return found.value.id if found else None


def is_inspection(type_: str) -> bool:
    """Tell a letter or report of one inspection or visit."""
    return any(kind.id == type_ and kind.is_event for kind in kinds.KINDS)


def attached_title(passages: Sequence[Passage]) -> str | None:
    """Give the title of a paper that needs no label to be known as one of its own.

    It is an inspectorate's letter or report, which opens in set words, or anything of a
    type other than the council's own with a cover page: a title and little else.
    """
    found = _kind_of(passages)
    if found is None or found.value.id == COMMITTEE_PAPER:
        return None
    if found.value.is_event and found.value.opening:
        return found.evidence.quote
    page = [p for p in passages if p.page == passages[0].page]
    is_cover = len(page) < len(passages) and sum(len(p.text) for p in page) < _COVER
    headings = [p.text for p in page if p.kind is Kind.HEADING][:_LINES]
    if not is_cover or not headings or headings[0][0].isdigit():
        return None
    return ", ".join(dict.fromkeys(headings))


def _kind_of(passages: Sequence[Passage]) -> Found[kinds.DocumentKind] | None:
    """Tell the kind: inspectorates by all of the title block, others by their title alone.

    A letter names its visit below the address; a council's paper mentions others there.
    """
    extraction = _alone(passages)
    opening = read_opening(extraction)
    titles = [block for block in opening.title_block if _may_be_title(block)]
    found = kinds.find_kind(replace(opening, title_block=tuple(titles)), extraction)
    if found is None or (found.value.is_event and found.value.opening):
        return found
    return kinds.find_kind(replace(opening, title_block=tuple(titles[:_TITLES])), extraction)


def _may_be_title(block: Block) -> bool:
    """Leave out rows and numbered points, which mention other papers."""
    return block.kind is Kind.HEADING or (
        block.kind is Kind.PARAGRAPH and not block.text[:1].isdigit()
    )


def date_of(title: str, passages: Sequence[Passage], *, is_minutes: bool) -> date | None:
    """Find the day a paper bears, as of a document by itself; of minutes, their meeting's."""
    held = next(dates.find_spans(title), None) if is_minutes else None
    if held is not None:
        return held.start
    found = dates.find_published(read_opening(_alone(passages)))
    return found.value if found else None


def _alone(passages: Sequence[Passage]) -> Extraction:
    """Make a document of one paper, as far as one reads to know it."""
    return Extraction((), tuple(Block(p.kind, p.text, p.regions) for p in passages[:_ENOUGH]))
