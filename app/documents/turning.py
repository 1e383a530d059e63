"""Turning the pages of a document: to a number or printed label, or by their small images."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.images import can_draw
from app.words import has_pages
from indexer.model import Document, Page

BESIDE = 6
"""Small images shown on either side of the page that is open; the others stand on a page of
their own, because 2,000 of them are 0.6 MB of markup."""

SHEETS = 200
"""Small images on one screen of all pages."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Small images of pages on one screen of many.

    Attributes:
        screen, screens: which of how many, from 1.
    """

    pages: Sequence[Page]
    screen: int
    screens: int


def find_page(document: Document, asked: str) -> int | None:
    """Find a page as a person names it: by its printed label or, failing that, its number.

    A page cited from paper is cited by what is printed on it, so that comes first.

    Returns:
        the number of the page; None if there is none of that name.
    """
    name = asked.strip().casefold()
    name = name.removeprefix("page").removeprefix("p.").strip()
    if not name or not has_pages(document):
        return None
    for page in document.pages:
        if page.label and page.label.casefold() == name:
            return page.number
    if name.isascii() and name.isdigit() and len(name) < 10:
        number = int(name)
        return number if 1 <= number <= len(document.pages) else None
    return None


def pages_around(document: Document, number: int) -> tuple[Page, ...]:
    """Return the pages near one that can be drawn, itself among them."""
    first = max(0, number - 1 - BESIDE)
    return tuple(page for page in document.pages[first : number + BESIDE] if can_draw(page))


def read_sheets(document: Document, screen: int) -> Sheets:
    """Return one screen of the pages that can be drawn; the last for a number beyond it."""
    drawn = [page for page in document.pages if can_draw(page)]
    screens = max(1, -(-len(drawn) // SHEETS))
    screen = min(max(screen, 1), screens)
    return Sheets(drawn[(screen - 1) * SHEETS : screen * SHEETS], screen, screens)
