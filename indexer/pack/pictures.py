"""Pictures on the cited pages: nobody reads what they show, so a person decides of each page."""

from collections.abc import Iterable
from typing import Any

from indexer.extract.mupdf import load_mupdf

_REPEATED = 3
"""Pages that bear a picture which is a logo or an ornament. Of 240 pages of 60 inspection
reports all had pictures; with this, 29 are left to decide: first pages, charts and photographs."""
_AROUND = 2
"""Pages before and after a cited one that are looked at for the same picture; 4 ms a page."""
_GREY = (0.88, 0.88, 0.88)
_LEFT_OUT = "This page is left out for its pictures. What is cited of it stands in pack.docx."


def pictures_on(leaf: Any, *, known: bool) -> tuple[str, ...]:
    """Return a mark for each picture on a page, the same for the same picture.

    Args:
        leaf: the page.
        known: tell which are the same, which takes 50 ms of a scan; else every mark is empty.
    """
    found = leaf.get_image_info(hashes=known)
    return tuple(one["digest"].hex() if known else "" for one in found)


def pages_around(wanted: Iterable[int], count: int) -> list[int]:
    """Return these of ``count`` pages and those near them, all counted from 1."""
    near = {page + step for page in wanted for step in range(-_AROUND, _AROUND + 1)}
    return sorted(page for page in near if 0 < page <= count)


def is_ornament(pages: int) -> bool:
    """Tell whether a picture that so many pages bear is a logo or the like."""
    return pages >= _REPEATED


def cover_pictures(leaf: Any) -> None:
    """Take all pictures out of a page; a grey box stays in the place of each, behind the text."""
    mupdf = load_mupdf()
    boxes = [mupdf.Rect(one["bbox"]) for one in leaf.get_image_info()]
    for box in boxes:
        leaf.add_redact_annot(box, fill=False, cross_out=False)
    leaf.apply_redactions(
        images=mupdf.PDF_REDACT_IMAGE_REMOVE,
        graphics=mupdf.PDF_REDACT_LINE_ART_NONE,
        text=mupdf.PDF_REDACT_TEXT_NONE,
    )
    for box in boxes:
        leaf.draw_rect(box, color=None, fill=_GREY, overlay=False)


def leave_out(file: Any, number: int) -> Any:
    """Put an empty page that says so in the place of page ``number`` (from 0), and return it."""
    size = file[number].rect
    file.delete_page(number)
    leaf = file.new_page(pno=number, width=size.width, height=size.height)
    leaf.insert_text((36, 72), _LEFT_OUT, fontsize=10)
    return leaf
