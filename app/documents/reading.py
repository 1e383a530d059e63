"""A document opened at a place: its page, and the passages that stand there."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.documents.boxes import passage_boxes, word_boxes
from app.documents.original import Original, check_original
from app.documents.reasons import Reason, find_reasons
from app.marks import mark
from app.wiring import Workplace
from app.words import has_pages
from indexer.errors import QueryError
from indexer.model import Box, Document, Kind, Page, Passage
from indexer.search.expand import expand
from indexer.search.query import Node, parse
from indexer.search.snippet import match_spans


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as shown.

    Attributes:
        text: with the searched words marked.
        boxes: where it stands on the page shown, in points.
        words: where the searched words stand, for the picked passage only.
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
    """A heading of the document and how deep it stands, from 0 to 2."""

    text: str
    passage: str
    page: int
    depth: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A document opened at a page.

    Attributes:
        page: the page shown; None for a document without any.
        has_image: its image can be drawn from the unchanged original.
        picked: the passage asked for, if it has a place on this page.
        is_lost: the passage asked for is no longer in the document.
    """

    document: Document
    original: Original
    page: Page | None
    has_image: bool
    passages: tuple[PassageView, ...]
    picked: PassageView | None
    is_lost: bool
    outline: tuple[OutlineItem, ...]


def open_document(
    document: Document,
    *,
    number: int,
    picked: str | None,
    is_lost: bool,
    query: str,
    place: Workplace,
) -> Reading:
    """Open a document at a page.

    Args:
        document: the document.
        number: page, from 1, known to exist.
        picked: id of the passage to point at; None for none.
        is_lost: a passage was asked for that the document does not have.
        query: words to mark, in the query language; one that cannot be read marks none.
        place: where its passages lie.
    """
    original = check_original(document)
    page = document.pages[number - 1] if document.pages else None
    node = _read_query(query, place)
    views = tuple(
        _view(passage, number, node, passage.id == picked, place)
        for passage in _passages_seen(document.id, number, place)
    )
    return Reading(
        document=document,
        original=original,
        page=page,
        has_image=original is Original.SAME and has_pages(document) and page is not None,
        passages=views,
        picked=next((view for view in views if view.is_picked), None),
        is_lost=is_lost,
        outline=_outline(document.id, place),
    )


def _passages_seen(document: str, number: int, place: Workplace) -> Sequence[Passage]:
    """Return the passages of a page, those first that run over from the page before."""
    before = place.store.passages_on_page(document, number - 1) if number > 1 else []
    running_over = [p for p in before if any(region.page == number for region in p.regions)]
    return [*running_over, *place.store.passages_on_page(document, number)]


def _view(
    passage: Passage, number: int, node: Node | None, is_picked: bool, place: Workplace
) -> PassageView:
    spans = match_spans(passage.text, node) if node else ()
    return PassageView(
        passage=passage,
        text=mark(passage.text, spans),
        boxes=passage_boxes(passage, number),
        words=word_boxes(passage, spans, number) if is_picked else (),
        reasons=find_reasons(passage, place.words),
        is_picked=is_picked,
    )


def _read_query(query: str, place: Workplace) -> Node | None:
    try:
        node = parse(query)
    except QueryError:
        return None
    return expand(node, place.taxonomy.synonyms).node if node else None


def _outline(document: str, place: Workplace) -> tuple[OutlineItem, ...]:
    return tuple(
        OutlineItem(p.text, p.id, p.page, min(len(p.heading_path), 2))
        for p in place.store.passages(document=document, kind=Kind.HEADING)
    )
