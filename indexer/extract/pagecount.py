"""The number of pages of a PDF whose own count of them is impossible."""

import re
from typing import Any

from indexer.extract.mupdf import mupdf_errors

_REFERENCE = re.compile(r"(\d+) \d+ R")


def mend_count(document: Any) -> bool:
    """Count the pages of an open PDF and write that down, if its own count cannot be true.

    MuPDF refuses such a file as a whole, although its pages can be read one by one.

    Returns:
        whether that was needed.

    Raises:
        RuntimeError: its list of pages is damaged otherwise, too.
    """
    try:
        document.page_count  # noqa: B018 - asking is what fails
    except mupdf_errors():
        root = int(document.xref_get_key(document.pdf_catalog(), "Pages")[1].split()[0])
        document.xref_set_key(root, "Count", str(_count(document, root)))
        return True
    return False


def _count(document: Any, root: int) -> int:
    """Count the leaves of the tree of pages, each branch once: a ring would have no end."""
    seen, waiting, leaves = {root}, [root], 0
    while waiting:
        kind, kids = document.xref_get_key(waiting.pop(), "Kids")
        if kind != "array":
            leaves += 1
            continue
        below = {int(number) for number in _REFERENCE.findall(kids)} - seen
        seen |= below
        waiting += below
    return leaves
