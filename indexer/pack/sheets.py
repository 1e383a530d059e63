"""The cited pages: copied from the originals, or set plainly where there is none to copy."""

import html
import logging
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from indexer.containers import opened
from indexer.errors import IndexerError
from indexer.export.cells import writable
from indexer.extract.image import open_pages
from indexer.extract.mupdf import load_mupdf, mupdf_errors
from indexer.files import hash_of
from indexer.model import Box, Document, Passage
from indexer.pack.laying import Entry
from indexer.pack.model import Choice
from indexer.pack.pictures import is_ornament, pages_around, pictures_on
from indexer.store.repository import Store

log = logging.getLogger(__name__)

_A4 = (0.0, 0.0, 595.0, 842.0)
_CSS = (
    "body { font-family: sans-serif; font-size: 11pt; line-height: 1.4; }"
    "p.path { color: #444; font-size: 9pt; } h1 { font-size: 14pt; }"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sheet, or a line of a scanned one, and its box."""

    text: str
    box: Box
    block: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a passage stands on a sheet: to be highlighted."""

    number: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the file of pages.

    Attributes:
        number: from 1, in that file.
        document: whose page it is.
        page: its number there.
        marks: the passages on it.
        words: all it says, in reading order.
        copied: it is the original's own page.
        pictures: a mark for each picture on it, see :func:`~indexer.pack.pictures.pictures_on`.
        fate: what becomes of these; None until that is settled, and where there are none.
        settled: the same in words, with who decided and when.
    """

    number: int
    document: Document
    page: int
    marks: tuple[Mark, ...]
    words: tuple[Word, ...]
    copied: bool
    pictures: tuple[str, ...] = ()
    fate: Choice | None = None
    settled: str = ""

    def text(self) -> tuple[str, list[int]]:
        """Return its words as one text, and for each letter the index of its word or -1."""
        parts: list[str] = []
        owners: list[int] = []
        for number, word in enumerate(self.words):
            if parts:
                parts.append("\n" if word.block != self.words[number - 1].block else " ")
                owners.append(-1)
            parts.append(word.text)
            owners += [number] * len(word.text)
        return "".join(parts), owners


@dataclass(slots=True)
class Sheets:
    """The file of pages in the making; close it.

    Attributes:
        file: an open PDF of PyMuPDF.
        sheets: one for each of its pages.
        changed: ids of documents whose file is no longer the one that was read.
        bearing: mark of a picture to how many pages bear it, of those looked at.
    """

    file: Any
    sheets: list[Sheet]
    changed: dict[str, str]
    bearing: Counter[str] = field(default_factory=Counter)

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def has_unread(self, sheet: Sheet) -> bool:
        """Tell whether a sheet has a picture that is none of its paper's ornaments."""
        return not all(is_ornament(self.bearing[one]) for one in sheet.pictures)

    def first_of(self, number: int) -> Sheet:
        """Return the sheet that an entry begins on."""
        return next(
            sheet for sheet in self.sheets if any(mark.number == number for mark in sheet.marks)
        )


Told = Callable[[int, int, str], None]


def gather(entries: Sequence[Entry], store: Store, told: Told) -> Sheets:
    """Copy the pages on which these passages stand, in the order of first mention.

    A file that has changed or is gone since it was read, or that has no pages, is replaced by
    its passages set plainly.
    """
    mupdf = load_mupdf()
    made = Sheets(mupdf.open(), [], {})
    by_document: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_document[entry.document.id].append(entry)
    for done, own in enumerate(by_document.values()):
        told(done, len(by_document), f"Pages of {done + 1} of {len(by_document)} documents")
        document = own[0].document
        if not any(page.width for page in document.pages):
            made.changed |= _state_of(document)
            _set_plainly(made, own)
        elif not _copy(made, own, store):
            _set_plainly(made, own)
    return made


def pages_of(passage: Passage) -> list[int]:
    """Return the pages that a passage stands on."""
    return sorted({region.page for region in passage.regions} | {passage.page})


def _state_of(document: Document) -> dict[str, str]:
    """Tell whether a file is no longer what was read: by document id ``changed`` or ``missing``."""
    try:
        with opened(Path(document.path)) as file:
            same = hash_of(file) == document.sha256
    except (OSError, IndexerError):
        return {document.id: "missing"}
    return {} if same else {document.id: "changed"}


def _copy(made: Sheets, entries: Sequence[Entry], store: Store) -> bool:
    document = entries[0].document
    state = _state_of(document)
    if state:
        made.changed |= state
        return False
    try:
        with opened(Path(document.path)) as path:
            source = open_pages(path)
            try:
                _copy_pages(made, source, entries, store)
            finally:
                source.close()
    except mupdf_errors() as error:
        log.warning("The pages of %s cannot be copied: %s", document.path, error)
        return False
    except (OSError, IndexerError) as error:
        log.warning("The pages of %s cannot be copied: %s", document.path, error)
        return False
    return True


def _copy_pages(made: Sheets, source: Any, entries: Sequence[Entry], store: Store) -> None:
    document = entries[0].document
    lines = _scanned_lines(document, store)
    scanned = {page.number for page in document.pages if page.ocr is not None}
    wanted = sorted({page for entry in entries for page in pages_of(entry.passage)})
    if any(_has_more(source[page - 1]) for page in wanted):
        # What is filled in or noted on a page becomes part of it, to be screened as the rest is.
        source.bake()
    for page in wanted:
        made.file.insert_pdf(
            source,
            from_page=page - 1,
            to_page=page - 1,
            links=False,
            annots=False,
            widgets=False,
            final=0,
        )
        leaf = made.file[-1]
        leaf.clean_contents()  # else pictures that the page does not show would leave with it
        if leaf.rotation:
            leaf.remove_rotation()
        marks = tuple(
            Mark(entry.number, boxes)
            for entry in entries
            if (boxes := boxes_on(entry.passage, page)) or entry.passage.page == page
        )
        # What was recognised counts beside what text there is: a stamp, or letters without sense.
        words = (*_words(leaf), *lines.get(page, ()))
        number = len(made.sheets) + 1
        shown = pictures_on(leaf, known=page not in scanned)
        made.sheets.append(Sheet(number, document, page, marks, words, True, shown))
    _look_around(made, source, wanted, scanned)


def _look_around(made: Sheets, source: Any, wanted: Sequence[int], scanned: Set[int]) -> None:
    """Count the pages that bear the same pictures; a scan is a picture of its own."""
    if any(sheet.pictures for sheet in made.sheets[-len(wanted) :]):
        for page in pages_around(wanted, source.page_count):
            if page not in scanned:
                made.bearing.update(set(pictures_on(source[page - 1], known=True)))


def _has_more(leaf: Any) -> bool:
    """Tell whether there is more on a page than is printed; baking a file takes 14 ms."""
    return leaf.first_annot is not None or leaf.first_widget is not None


def boxes_on(passage: Passage, page: int) -> tuple[Box, ...]:
    """Return the boxes of a passage on one page."""
    return tuple(
        region.box for region in passage.regions if region.page == page and region.box is not None
    )


def _words(leaf: Any) -> Iterator[Word]:
    mupdf = load_mupdf()
    flags = mupdf.TEXTFLAGS_WORDS & ~mupdf.TEXT_MEDIABOX_CLIP  # what lies beyond the edge, too
    for x0, y0, x1, y1, text, block, *_ in leaf.get_text("words", flags=flags):
        # As one types them: fonts join letters, and part them from their accents.
        yield Word(unicodedata.normalize("NFKC", text), (x0, y0, x1, y1), block)


def _scanned_lines(document: Document, store: Store) -> dict[int, list[Word]]:
    """Return by page, line by line, what was recognised from its picture."""
    recognised = {page.number for page in document.pages if page.ocr is not None}
    if not recognised:
        return {}
    lines: dict[int, list[Word]] = defaultdict(list)
    for number, passage in enumerate(store.passages(document=document.id)):
        for region in passage.regions:
            if region.box and region.page in recognised:
                text = passage.text[region.start : region.end].strip()
                lines[region.page].append(Word(text, region.box, number))
    return lines


def _set_plainly(made: Sheets, entries: Sequence[Entry]) -> None:
    """Set the passages of a document without pages on pages of their own."""
    mupdf = load_mupdf()
    document = entries[0].document
    title = document.metadata.title or Path(document.path).name
    story = mupdf.Story(_plain_html(title, entries), user_css=_CSS)
    target = mupdf.Rect(_A4[0] + 60, _A4[1] + 60, _A4[2] - 60, _A4[3] - 90)
    first = len(made.sheets)
    boxes: dict[int, dict[int, list[Box]]] = defaultdict(lambda: defaultdict(list))
    part = 0

    def note(position: Any) -> None:
        if position.id and position.id.startswith("n"):
            box = tuple(float(side) for side in position.rect)
            boxes[part][int(position.id[1:])].append(box)  # type: ignore[arg-type]

    stream = BytesIO()
    writer = mupdf.DocumentWriter(stream)
    more = 1
    while more:
        more, _ = story.place(target)
        story.element_positions(note)
        device = writer.begin_page(mupdf.Rect(_A4))
        story.draw(device)
        writer.end_page()
        part += 1
    writer.close()
    with mupdf.open("pdf", stream.getvalue()) as source:
        made.file.insert_pdf(source)
    for offset in range(part):
        leaf = made.file[first + offset]
        marks = tuple(
            Mark(number, tuple(dict.fromkeys(some))) for number, some in boxes[offset].items()
        )
        page = entries[0].passage.page
        words = tuple(_words(leaf))
        made.sheets.append(Sheet(first + offset + 1, document, page, marks, words, copied=False))


def _plain_html(title: str, entries: Sequence[Entry]) -> str:
    parts = [f"<h1>{_escaped(title)}</h1>"]
    for entry in entries:
        path = " > ".join(entry.passage.heading_path)
        if path:
            parts.append(f'<p class="path">{_escaped(path)}</p>')
        parts.append(f'<p id="n{entry.number}">{_escaped(entry.passage.text)}</p>')
    return "".join(parts)


def _escaped(text: str) -> str:
    return html.escape(writable(text))
