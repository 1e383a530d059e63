"""A committee's pack told from a single paper, and split into the papers it is made of.

A pack is known by the agenda at its front; without one nothing is split. Papers begin at
the top of a page (in a text without pages at a run of headings) with a sign of their own:
"Item 5", "Appendix A", "Minutes of the meeting", "Report of the Director", or a title
that the agenda lists. In doubt, a paper goes on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.model import Extraction, Kind, Part, Passage
from indexer.parts.agenda import Agenda, may_be_agenda, read_agenda
from indexer.parts.kinds import COMMITTEE_PAPER, date_of, is_inspection, type_of
from indexer.parts.reading import find_heads
from indexer.parts.starts import Start, find_start, is_same_paper

__all__ = ["split_parts"]

_FEWEST = 3
"""The agenda and two papers; fewer are no pack."""
_FRONT = 200
"""Passages within which the agenda ends and the first paper begins."""


def split_parts(
    extraction: Extraction, passages: tuple[Passage, ...]
) -> tuple[tuple[Part, ...], tuple[Passage, ...]]:
    """Split a pack into its papers.

    Args:
        extraction: the document as read.
        passages: made of it, in reading order.

    Returns:
        The parts, none for a single paper or in doubt, and the passages with the number
        of their part and without the headings of earlier papers.
    """
    starts = _merge(_find_starts(extraction, passages), passages)
    if len(starts) < _FEWEST:
        return (), passages
    papers = _cut(passages, starts)
    return tuple(_to_parts(starts, papers, _page_spans(papers, len(extraction.pages)))), tuple(
        _restart_headings(passages, starts)
    )


def _find_starts(extraction: Extraction, passages: Sequence[Passage]) -> list[Start]:
    """Find the agenda, and after it whatever may be the beginning of a paper."""
    if not may_be_agenda(passages[:_FRONT]):
        return []
    first = (passage.text for passage in passages if passage.kind is Kind.HEADING)
    starts = [Start(0, next(first, passages[0].text))]
    agenda: Agenda | None = None
    for head in find_heads(extraction, passages):
        if len(starts) == 1:
            if head.start > _FRONT:
                break
            agenda = read_agenda(passages[: head.start])
        if agenda is not None:
            start = find_start(head, agenda, passages, in_minutes=starts[-1].is_minutes)
            if start is not None:
                starts.append(start)
    return starts


def _cut(passages: Sequence[Passage], starts: Sequence[Start]) -> list[Sequence[Passage]]:
    places = [*(start.start for start in starts), len(passages)]
    return [passages[start:end] for start, end in pairwise(places)]


def _merge(starts: Sequence[Start], passages: Sequence[Passage]) -> list[Start]:
    """Leave out what only repeats the label or title of the paper it stands in."""
    kept: list[Start] = []
    for start, paper in zip(starts, _cut(passages, starts), strict=True):
        if not kept or _is_new(start, paper, kept[-1], passages[kept[-1].start : start.start]):
            kept.append(start)
    return kept


def _is_new(
    start: Start, paper: Sequence[Passage], current: Start, above: Sequence[Passage]
) -> bool:
    """Tell the next paper from a label or title repeated within the one above.

    A paper of another type is a new one, though the report before it bears its title.
    """
    if not start.is_attached and not is_same_paper(start, current):
        return True
    if start.label:
        return False
    kind = type_of(paper)
    return kind not in {None, COMMITTEE_PAPER} and kind != type_of(above)


def _page_spans(papers: Sequence[Sequence[Passage]], pages: int) -> list[tuple[int, int]]:
    """Give the first and last page of each paper; pages without text go with the one before."""
    firsts = [1, *(paper[0].page for paper in papers[1:])]
    return [(first, max(first, after - 1)) for first, after in pairwise([*firsts, pages + 1])]


def _to_parts(
    starts: Sequence[Start],
    papers: Sequence[Sequence[Passage]],
    spans: Sequence[tuple[int, int]],
) -> Iterator[Part]:
    """Describe each paper; an appendix that does not say its type goes with its report.

    What inspectors wrote has none: an appendix after it is the committee's.
    """
    above = COMMITTEE_PAPER
    for number, (start, paper, (first, last)) in enumerate(
        zip(starts, papers, spans, strict=True), 1
    ):
        kind = COMMITTEE_PAPER if number == 1 or start.is_minutes else type_of(paper)
        if not start.is_appendix:
            above = kind if kind and not is_inspection(kind) else COMMITTEE_PAPER
        yield Part(
            number=number,
            title=start.title,
            first_page=first,
            last_page=last,
            type=kind or above,
            published=date_of(start.title, paper, is_minutes=start.is_minutes),
        )


def _restart_headings(passages: Sequence[Passage], starts: Sequence[Start]) -> Iterator[Passage]:
    """Number the passages by part, and take off headings that stand before it."""
    first = {start.start: number for number, start in enumerate(starts, 1)}
    number, begun = 0, 0
    above: list[tuple[str, int]] = []
    for position, passage in enumerate(passages):
        if position in first:
            number, begun = first[position], position
        del above[len(passage.heading_path) :]
        kept = tuple(text for text, at in above if at >= begun)
        yield replace(passage, part=number, heading_path=kept)
        if passage.kind is Kind.HEADING:
            above.append((passage.text, position))
