"""Images of pages: drawn one at a time, and the last few kept."""

import threading
from collections import OrderedDict
from pathlib import Path

from indexer.model import Document, Page

WIDTHS = (900, 1800)
"""Pixels an image may be wide: a page on a plain screen, and on a dense or enlarged one.
A fixed few, so that nobody can fill the memory by asking for every width there is."""

TALLEST = 6
"""Heights of a page as multiples of its width, beyond which it is not drawn: a strip a
hundred times as high as wide would fill a gigabyte, and no report has one."""

KEPT = 48
"""Images kept. A page of print at 900 pixels takes 0.1-0.3 MB as PNG, so this is some 15 MB."""


def can_draw(page: Page) -> bool:
    """Tell whether a page has a shape that can be drawn."""
    return page.width > 0 and 0 < page.height <= TALLEST * page.width


class PageImages:
    """Draws pages; safe to share between threads, because the renderer is not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()

    def png(self, document: Document, page: int, width: int) -> bytes:
        """Return a page as PNG.

        Args:
            document: whose file is known to be unchanged.
            page: from 1.
            width: pixels, one of :data:`WIDTHS`.

        Raises:
            IndexerError: the page cannot be drawn.
        """
        key = (document.sha256, page, width)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            image = _render(Path(document.path), page, width)
            self._kept[key] = image
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return image


def _render(path: Path, page: int, width: int) -> bytes:
    from indexer.containers import opened
    from indexer.render import render_page

    with opened(path) as file:
        return render_page(file, page, width=width)
