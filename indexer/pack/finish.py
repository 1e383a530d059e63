"""What is done to the copied pages: redacted for good, highlighted, signed with their source."""

from collections.abc import Sequence
from typing import Any

from indexer.extract.mupdf import load_mupdf
from indexer.model import Box
from indexer.pack.clean import Cleaner
from indexer.pack.model import Choice, PackError
from indexer.pack.pictures import cover_pictures, leave_out
from indexer.pack.sheets import Sheet, Sheets, Told

_STRIP = 26.0
"""Points added below a page for the line that says where it is from."""
_SIZE = 7.0
_YELLOW = (1.0, 0.9, 0.35)


def finish(made: Sheets, cleaner: Cleaner, sources: dict[int, str], told: Told) -> None:
    """Redact, highlight and sign every sheet.

    Args:
        made: the pages; changed in place.
        cleaner: what is to go.
        sources: sheet number to the line that says where it is from, with redactions made.
        told: hears how far it is.

    Raises:
        PackError: words or pictures that are to go are still there, which ought not to happen.
    """
    font = load_mupdf().Font("helv")
    for done, sheet in enumerate(made.sheets):
        told(done, len(made.sheets), f"Page {done + 1} of {len(made.sheets)}")
        leaf = made.file[sheet.number - 1]
        if sheet.fate is Choice.OMIT:
            leaf = leave_out(made.file, sheet.number - 1)
        elif sheet.fate is Choice.REDACT:
            cover_pictures(leaf)
            leaf = made.file[sheet.number - 1]  # the old one remembers its pictures
            if leaf.get_image_info():
                raise PackError(_not_gone("Pictures", sheet))
        _redact(leaf, redacted_boxes(sheet, cleaner), sheet, cleaner)
        _highlight(leaf, sheet)
        _sign(leaf, sources[sheet.number], font)


def redacted_boxes(sheet: Sheet, cleaner: Cleaner) -> list[Box]:
    """Return the boxes of the words of a sheet that are to go, whole words at least."""
    text, owners = sheet.text()
    touched = {
        owners[letter] for (start, end), _ in cleaner.spans(text) for letter in range(start, end)
    }
    return [sheet.words[number].box for number in sorted(touched - {-1})]


def _redact(leaf: Any, boxes: Sequence[Box], sheet: Sheet, cleaner: Cleaner) -> None:
    if not boxes:
        return
    mupdf = load_mupdf()
    for box in boxes:
        leaf.add_redact_annot(mupdf.Rect(box), fill=(0, 0, 0), cross_out=False)
    leaf.apply_redactions(
        images=mupdf.PDF_REDACT_IMAGE_PIXELS,
        graphics=mupdf.PDF_REDACT_LINE_ART_NONE,
        text=mupdf.PDF_REDACT_TEXT_REMOVE,
    )
    flags = mupdf.TEXTFLAGS_WORDS & ~mupdf.TEXT_MEDIABOX_CLIP
    left = " ".join(word[4] for word in leaf.get_text("words", flags=flags))
    if cleaner.still_says(left):
        raise PackError(_not_gone("Words", sheet))


def _not_gone(what: str, sheet: Sheet) -> str:
    return (
        f"{what} ruled to be redacted could not be taken out of page {sheet.page} of "
        f"{sheet.document.path}. Drop its passages from the pack, and report this."
    )


def _highlight(leaf: Any, sheet: Sheet) -> None:
    mupdf = load_mupdf()
    for mark in sheet.marks:
        if mark.boxes:
            note = leaf.add_highlight_annot([mupdf.Rect(box).quad for box in mark.boxes])
            note.set_colors(stroke=_YELLOW)
            note.set_info(title="Evidence pack", content=f"Passage {mark.number}")
            note.update()


def _sign(leaf: Any, line: str, font: Any) -> None:
    """Print a line below the page, which grows by a strip; of a cropped page at its foot."""
    mupdf = load_mupdf()
    if leaf.mediabox == leaf.cropbox:
        box = mupdf.Rect(leaf.mediabox)
        box.y0 -= _STRIP
        leaf.set_mediabox(box)
    page = leaf.rect
    leaf.draw_line(
        (page.x0 + 18, page.y1 - _STRIP + 3), (page.x1 - 18, page.y1 - _STRIP + 3), width=0.4
    )
    writer = mupdf.TextWriter(page)
    width = page.width - 36
    for row, text in enumerate(_broken(line, width)[:2]):
        writer.append((page.x0 + 18, page.y1 - _STRIP + 12 + row * 9), text, font, _SIZE)
    writer.write_text(leaf)


def _broken(line: str, width: float) -> list[str]:
    rows = [""]
    for word in line.split():
        longer = f"{rows[-1]} {word}".strip()
        # Reckoned for Helvetica: asking the font took 22 ms a page.
        if load_mupdf().get_text_length(longer, "helv", _SIZE) <= width or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows
