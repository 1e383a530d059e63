"""Where each passage of a pack is from, in the words of a citation and in the fields of a row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from indexer.days import in_words, period_in_words
from indexer.model import Box, Document, Metadata
from indexer.pack.clean import Cleaner
from indexer.pack.later import told_outside
from indexer.pack.laying import Entry
from indexer.pack.model import Choice
from indexer.pack.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage is from; all words as they leave, with redactions made.

    Attributes:
        citation: title, authority, date and page in one line.
        sheet: page of the file of pages that it begins on.
        boxes: of the passage there, in points from the top left, by page of that file.
        copied: that page is the original's own.
        state: what had become of the original: ``same``, ``changed`` or ``missing``.
        newer: what became of the original since, in a sentence; empty where it is the latest.
        pictures: what was decided of those on its pages; empty where there are none.
    """

    document: str
    title: str
    citation: str
    dated: str
    file: str
    sha256: str
    sheet: int
    boxes: Mapping[int, tuple[Box, ...]]
    copied: bool
    state: str
    newer: str
    pictures: str


def find_sources(entries: tuple[Entry, ...], sheets: Sheets, cleaner: Cleaner) -> dict[int, Source]:
    """Return by entry number where the passage is from."""
    return {entry.number: _source(entry, sheets, cleaner) for entry in entries}


def _source(entry: Entry, sheets: Sheets, cleaner: Cleaner) -> Source:
    document, number = entry.document, entry.number
    first = sheets.first_of(number)
    on = [(sheet, mark) for sheet in sheets.sheets for mark in sheet.marks if mark.number == number]
    return Source(
        document=document.id,
        title=_title(document, cleaner),
        citation=_citation(document, entry.passage.page, cleaner),
        dated=dated(document.metadata),
        file=_file(document, cleaner),
        sha256=document.sha256,
        sheet=first.number,
        boxes={sheet.number: mark.boxes for sheet, mark in on},
        copied=first.copied,
        state=sheets.changed.get(document.id, "same"),
        newer=_newer(entry),
        pictures="; ".join(sheet.settled for sheet, _ in on if sheet.settled),
    )


def _newer(entry: Entry) -> str:
    later = entry.later
    when = dated(later.document.metadata) if later and later.document else ""
    return told_outside(later, when) if later else ""


def source_lines(sheets: Sheets, cleaner: Cleaner) -> dict[int, str]:
    """Return for each sheet the line printed at its foot, with redactions made."""
    lines = {}
    for sheet in sheets.sheets:
        numbers = ", ".join(str(mark.number) for mark in sheet.marks)
        state = sheets.changed.get(sheet.document.id)
        # What is set plainly stands together, from whatever page.
        is_out = sheet.fate is Choice.OMIT
        page = sheet.page if sheet.copied or is_out else None
        is_set = not (sheet.copied or is_out)
        how = " Set from the text as it was read; this is no copy." if is_set else ""
        gone = f" The file is {state} since." if state else ""
        lines[sheet.number] = (
            f"Passages {numbers}: {_citation(sheet.document, page, cleaner)}. File "
            f"{_file(sheet.document, cleaner)}, SHA-256 "
            f"{sheet.document.sha256[:16]}\u2026.{how}{gone}"
        )
    return lines


def _citation(document: Document, page: int | None, cleaner: Cleaner) -> str:
    """Write how to cite a page in one line; None: the document as a whole.

    Nobody private is told by an authority or a date: what is to go is taken out of the title.
    """
    metadata = document.metadata
    where = None if page is None else _page_words(document, page)
    parts = [_title(document, cleaner), metadata.authority, dated(metadata), where]
    return ", ".join(part for part in parts if part)


def _title(document: Document, cleaner: Cleaner) -> str:
    """Return a title with redactions made, and with the authority that stands in it."""
    title, authority = document.metadata.title, document.metadata.authority
    if not title:
        return _file(document, cleaner)
    pieces = re.split(rf"(?<!\w)({re.escape(authority)})(?!\w)", title) if authority else [title]
    pieces[::2] = map(cleaner.clean, pieces[::2])
    hints = cleaner.hints("; ".join(pieces[::2]))
    return f"Document {document.id}" if hints else "".join(pieces)


def _file(document: Document, cleaner: Cleaner) -> str:
    """Return the name of a file; the id of its document where it says a name that is to go."""
    name = PurePath(document.path).name
    return document.id if cleaner.spans(name) or cleaner.hints(name) else name


def dated(metadata: Metadata) -> str:
    """Write the date of a document, no finer than it is known."""
    if metadata.published:
        return in_words(metadata.published)
    if metadata.event_end:
        return f"fieldwork to {in_words(metadata.event_end)}"
    return period_in_words(metadata.period) if metadata.period else "date not stated"


def _page_words(document: Document, number: int) -> str | None:
    if not any(page.width for page in document.pages) and len(document.pages) < 2:
        return None
    label = document.pages[number - 1].label if 0 < number <= len(document.pages) else None
    return (
        f"page {number} (printed {label})" if label and label != str(number) else f"page {number}"
    )
