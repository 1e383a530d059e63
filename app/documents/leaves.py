"""A document cut into what is shown at once: its pages, or parts where it has none."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.search.params import read_page
from app.words import has_pages
from indexer.model import Document, Passage, position_of
from indexer.store.repository import Store

PART = 150
"""Passages in a part. A committee pack of 751 passages as one page took 0.3 s and 0.9 MB."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is shown of a document at once.

    Attributes:
        number, count: which of how many, from 1.
        passages: in reading order, those first that run over from the page before.
    """

    number: int
    count: int
    passages: Sequence[Passage]


def leaf_of(document: Document, passage: str, page: int) -> int:
    """Return the number of the leaf on which a passage starts.

    Args:
        document: the document.
        passage: the passage's id, which ends in its position.
        page: the page it starts on.
    """
    if has_pages(document):
        return page
    return (position_of(passage) - 1) // PART + 1


def read_leaf(document: Document, asked: str, default: int, store: Store) -> Leaf:
    """Read a leaf; a number that makes no sense leads to the nearest there is.

    Args:
        document: the document.
        asked: the number as the address gives it; empty for none.
        default: the leaf to show if none is asked for.
        store: where its passages lie.
    """
    asked = asked or str(default)
    if has_pages(document):
        number = read_page(asked, len(document.pages))
        return Leaf(number, len(document.pages), _on_page(document.id, number, store))
    passages = list(store.passages(document=document.id))
    count = max(1, -(-len(passages) // PART))
    number = read_page(asked, count)
    return Leaf(number, count, passages[(number - 1) * PART : number * PART])


def _on_page(document: str, number: int, store: Store) -> Sequence[Passage]:
    before = store.passages_on_page(document, number - 1) if number > 1 else []
    running_over = [p for p in before if any(region.page == number for region in p.regions)]
    return [*running_over, *store.passages_on_page(document, number)]
