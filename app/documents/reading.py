"""A document opened at a place: its page, and the passages that stand there."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.documents.beside import Within, find_within
from app.documents.boxes import passage_boxes, word_boxes
from app.documents.images import can_draw
from app.documents.leaves import leaf_of, read_leaf
from app.documents.lines import Line, lines_of
from app.documents.original import Original, check_original
from app.documents.reasons import Reason, find_reasons
from app.marks import mark, merge_spans
from app.search.params import SearchParams
from app.wiring import Workplace
from app.words import has_pages
from indexer.abbreviations import Meanings
from indexer.errors import SearchIndexError
from indexer.model import Box, Document, Kind, Page, Passage, position_of
from indexer.ranking.understanding import understand
from indexer.search.query import Node
from indexer.search.snippet import match_spans

log = logging.getLogger(__name__)

HEADINGS = 300
"""Headings listed beside a page; all of them stand on a page of their own."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as shown.

    Attributes:
        text: with the searched words marked.
        boxes: where it stands on the page shown, in points.
        words: where the searched words stand on the page shown.
        is_picked: it is the one that was asked for.
    """

    passage: Passage
    text: Markup
    boxes: tuple[Box, ...]
    words: tuple[Box, ...]
    reasons: tuple[Reason, ...]
    is_picked: bool

    @property
    def frame(self) -> Box:
        """The smallest box around all of ``boxes``, of which there must be one."""
        left, top, right, bottom = zip(*self.boxes, strict=True)
        return (min(left), min(top), max(right), max(bottom))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.passage.kind is Kind.HEADING


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading of the document; ``leaf`` is where it stands, ``depth`` goes from 0 to 2."""

    text: str
    passage: str
    leaf: int
    depth: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A document opened at a leaf.

    Attributes:
        leaf, leaves: which page is shown of how many; parts where it has no pages.
        page: the page shown; None where the document has none.
        has_image: its image can be drawn from the unchanged original.
        picked: the passage asked for, if it has a place here.
        is_lost: the passage asked for is no longer in the document.
        outline: its headings, at most :data:`HEADINGS`.
        has_more_headings: there are others.
        lines: the words of the page where they are printed; empty without an image.
        within: the passages of the document that answer the search; None without one.
    """

    document: Document
    original: Original
    leaf: int
    leaves: int
    page: Page | None
    has_image: bool
    passages: tuple[PassageView, ...]
    picked: PassageView | None
    is_lost: bool
    outline: tuple[OutlineItem, ...]
    has_more_headings: bool
    lines: tuple[Line, ...]
    within: Within | None


def open_document(
    document: Document, *, leaf: str, passage: str, back: SearchParams, place: Workplace
) -> Reading:
    """Open a document.

    Args:
        document: the document.
        leaf: number of the page or part to open, as the address gives it; empty
            for the one on which the passage stands.
        passage: id of the passage to point at; empty for none.
        back: the search that led here, whose words are marked as it found them.
        place: where its passages lie.
    """
    picked = _find_picked(document, passage, place)
    default = leaf_of(document, picked.id, picked.page) if picked else 1
    shown = read_leaf(document, leaf, default, place.store)
    original = check_original(document)
    page = document.pages[shown.number - 1] if has_pages(document) else None
    node = understand(back.text, place.taxonomy, without=back.without, forgiving=True).wide
    meanings = Meanings(document.abbreviations)
    wanted = picked.id if picked else None
    views = tuple(
        _view(each, shown.number, node, meanings, each.id == wanted, place)
        for each in _with_excerpts(shown.passages, document, place)
    )
    has_image = original is Original.SAME and page is not None and can_draw(page)
    headings = read_outline(document, place, limit=HEADINGS + 1)
    return Reading(
        document=document,
        original=original,
        leaf=shown.number,
        leaves=shown.count,
        page=page,
        has_image=has_image,
        passages=views,
        picked=next((view for view in views if view.is_picked), None),
        is_lost=picked is None and bool(passage),
        outline=headings[:HEADINGS],
        has_more_headings=len(headings) > HEADINGS,
        lines=lines_of(shown.passages, shown.number) if has_image else (),
        within=_within(document, picked, shown.passages, back, node, place),
    )


def read_outline(
    document: Document, place: Workplace, *, limit: int | None = None
) -> tuple[OutlineItem, ...]:
    """Return the headings of a document in reading order, all or the first ones."""
    return tuple(
        OutlineItem(p.text, p.id, leaf_of(document, p.id, p.page), min(len(p.heading_path), 2))
        for p in place.store.passages(document=document.id, kind=Kind.HEADING, limit=limit)
    )


def _with_excerpts(
    shown: Sequence[Passage], document: Document, place: Workplace
) -> Sequence[Passage]:
    """Put the passages that people made after those in which they begin."""
    made = [cut.passage for cut in place.store.cuts(document=document.id) if cut.passage]
    if not made:
        return shown
    after: dict[int, list[Passage]] = {}
    for passage in place.store.passages_by_id(made).values():
        after.setdefault(position_of(passage.id), []).append(passage)
    return [one for each in shown for one in (each, *after.get(position_of(each.id), ()))]


def _find_picked(document: Document, passage: str, place: Workplace) -> Passage | None:
    found = place.store.passages_by_id([passage]).get(passage) if passage else None
    return found if found and found.document == document.id else None


def _within(
    document: Document,
    picked: Passage | None,
    shown: Sequence[Passage],
    back: SearchParams,
    node: Node | None,
    place: Workplace,
) -> Within | None:
    here = picked or (shown[0] if shown else None)
    # From a page as such, one steps to either side of where its first passage begins.
    position = position_of(here.id) - (0.0 if picked else 0.5) if here else 0.0
    try:
        return find_within(back, node, document.id, place, shown=position)
    except SearchIndexError as error:
        log.warning("Cannot look for more in %s: %s", document.path, error)
        return None


def _view(
    passage: Passage,
    number: int,
    node: Node | None,
    meanings: Meanings,
    is_picked: bool,
    place: Workplace,
) -> PassageView:
    names = meanings.names_of(passage) if node else []
    spans = merge_spans(passage.text, match_spans(passage.text, node, names)) if node else []
    return PassageView(
        passage=passage,
        text=mark(passage.text, spans),
        boxes=passage_boxes(passage, number),
        words=word_boxes(passage, spans, number),
        reasons=find_reasons(passage, place.words),
        is_picked=is_picked,
    )
