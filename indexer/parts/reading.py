"""Passages seen as the tops of papers: page tops in a PDF, runs of headings in plain text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.model import Extraction, Kind, Passage

_HEAD = 6
"""Passages at the top of a page or run among which a paper's title and labels stand."""
_SHORT = 200
_PROSE = 130
_DEEPEST = 2
"""Level of bookmark below which chapters of one paper are told, not papers."""
_TOP = 0.45
"""Share of the page's height above which the first words of a paper stand; a cover may
begin its title at a quarter or a third of the page."""
_TITLE_LINE = re.compile(r"(?=[A-Z])[^\d.:;]{8,60}")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a paper may begin.

    Attributes:
        start: position of its first passage.
        passages: the short ones from there on, up to the text proper.
        bookmarks: titles of the bookmarks that lead to its page.
        is_page_top: it is the first text of a page.
    """

    start: int
    passages: tuple[Passage, ...]
    bookmarks: tuple[str, ...] = ()
    is_page_top: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The texts of its headings."""
        return tuple(p.text for p in self.passages if p.kind is Kind.HEADING)


def find_heads(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[Head]:
    """Yield every place where a paper may begin, in order."""
    if len(extraction.pages) > 1:
        yield from _page_tops(extraction, passages)
    else:
        yield from _heading_runs(passages)


def _page_tops(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[Head]:
    heights = {page.number: page.height for page in extraction.pages}
    bookmarks: dict[int, list[str]] = {}
    for mark in extraction.outline:
        if mark.level <= _DEEPEST:
            bookmarks.setdefault(mark.page, []).append(mark.title)
    page = 0
    for start, passage in enumerate(passages):
        if passage.page == page:
            continue
        page = passage.page
        box = passage.regions[0].box if passage.regions else None
        found: tuple[Passage, ...] = ()
        if box is None or not heights[page] or box[1] < _TOP * heights[page]:
            found = _short_ones(p for p in passages[start : start + _HEAD] if p.page == page)
        if found or page in bookmarks:
            yield Head(start, found, tuple(bookmarks.get(page, ())), is_page_top=True)


def _heading_runs(passages: Sequence[Passage]) -> Iterator[Head]:
    """Yield each run of headings once, with the short passages after it.

    A line of a title that is not marked as a heading does not break a run.
    """
    end = 0
    for start, passage in enumerate(passages):
        if start >= end and passage.kind is Kind.HEADING:
            end = start
            while end < len(passages) and _goes_on(passages, end):
                end += 1
            yield Head(start, _short_ones(_under_one_run(passages[start : start + _HEAD])))


def _goes_on(passages: Sequence[Passage], at: int) -> bool:
    """Tell whether a run of headings goes on at a position."""
    if passages[at].kind is Kind.HEADING:
        return True
    below = passages[at + 1] if at + 1 < len(passages) else None
    return _is_title_line(passages[at]) and below is not None and below.kind is Kind.HEADING


def _is_title_line(passage: Passage) -> bool:
    return passage.kind is Kind.PARAGRAPH and bool(_TITLE_LINE.fullmatch(passage.text))


def _under_one_run(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield headings and what follows them, up to the next heading."""
    below = False
    for passage in passages:
        if below and passage.kind is Kind.HEADING:
            return
        below = passage.kind is not Kind.HEADING and not _is_title_line(passage)
        yield passage


def _short_ones(passages: Iterator[Passage]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for passage in passages:
        is_prose = passage.kind is not Kind.HEADING and len(passage.text) >= _PROSE
        if len(passage.text) > _SHORT or (is_prose and passage.text.endswith(".")):
            break
        found.append(passage)
    return tuple(found)


def words(text: str) -> list[str]:
    """Give the words of a text in the form titles are compared in."""
    return _WORD.findall(text.lower().replace("\u2019", "").replace("'", ""))
