"""The type and date of one paper of a pack."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indexer.metadata import dates, kinds
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
    extraction = _alone(passages)
    opening = read_opening(extraction)
    titles = [block for block in opening.title_block[:_TITLES] if _may_be_title(block)]
    found = kinds.find_kind(replace(opening, title_block=tuple(titles)), extraction)
    return found.value.id if found else None


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
    """Make a document of one paper."""
    return Extraction((), tuple(Block(p.kind, p.text, p.regions) for p in passages))
