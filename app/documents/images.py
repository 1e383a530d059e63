"""Images of pages: drawn one at a time, and the last few kept."""

import threading
from collections import OrderedDict
from pathlib import Path

from indexer.model import Document, Page

SMALL = 180
"""Pixels of an image in a row of pages."""

WIDTHS = (900, 1350, 1800, 2700, 3600)
"""Pixels an image may be wide, from a page on a plain screen to one at three times its size on a
dense one; the browser takes the first that is enough. A page of print takes 34, 58, 88, 175 and
293 ms to draw and 0.2 to 0.7 MB (a letter of 41 pages; with photographs up to 370 ms and 3.7 MB).
A fixed few, so that nobody can fill the memory by asking for every width there is."""

TALLEST = 6
"""Heights of a page as multiples of its width, beyond which it is not drawn: a strip a
hundred times as high as wide would fill a gigabyte, and no report has one."""

KEPT = 32_000_000
"""Bytes of images kept: some hundred pages of print, or ten of photographs at their largest."""


def can_draw(page: Page) -> bool:
    """Tell whether a page has a shape that can be drawn."""
    return page.width > 0 and 0 < page.height <= TALLEST * page.width


class PageImages:
    """Draws pages; safe to share between threads, because the renderer is not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._size = 0

    def png(self, document: Document, page: int, width: int) -> bytes:
        """Return a page as PNG.

        Args:
            document: whose file is known to be unchanged.
            page: from 1.
            width: pixels, :data:`SMALL` or one of :data:`WIDTHS`.

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
            self._size += len(image)
            while self._size > KEPT:
                self._size -= len(self._kept.popitem(last=False)[1])
            return image


def _render(path: Path, page: int, width: int) -> bytes:
    from indexer.containers import opened
    from indexer.render import render_page

    with opened(path) as file:
        return render_page(file, page, width=width)
