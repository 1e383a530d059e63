"""The domain: files, documents, pages and passages.

Boxes are ``(x0, y0, x1, y1)`` in points from the page's top-left corner.
Offsets count characters of the text they belong to, end not included.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from nlp.types import Annotation, Span

Box = tuple[float, float, float, float]


class Kind(StrEnum):
    """What a block or passage is on the page."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    HEADING = "heading"
    EXCERPT = "excerpt"  # words that a person made a passage of; they stand in others, too


class FileStatus(StrEnum):
    """Where a file stands in the ledger.

    A quarantined file hung or crashed its reader. It is not tried again until it
    changes, the program changes or the operator asks for it. A container is a ZIP
    archive: no document itself, its files have entries of their own. A removed file was
    missing and is, as the operator asked, no longer searched.
    """

    INDEXED = "indexed"
    FAILED = "failed"
    SKIPPED = "skipped"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    CONTAINER = "container"
    REMOVED = "removed"


class Stage(StrEnum):
    """The step a file had reached when its status was last written."""

    READ = "read"
    EXTRACT = "extract"
    ANNOTATE = "annotate"
    STORE = "store"
    SEARCH = "search"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text and the box it fills on a page; one printed line as a rule.

    Attributes:
        start, end: offsets into the text of the block or passage.
        page: page number from 1.
        box: None where the format has no geometry (DOCX, HTML, plain text).
    """

    start: int
    end: int
    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One unit an extractor found, in reading order.

    Attributes:
        kind: what it is.
        text: clean text, a single line without line breaks.
        regions: in text order, covering the text.
        level: rank of a heading, 1 the highest; 0 for other text that stands under
            no heading though headings precede it; None for all else.
        depth: how deep a point stands in lists within lists, 0 the outermost.
        scope: the boxes and columns it stands in, outermost first, each a number of the
            document, whose headings hold for what stands in them alone.
    """

    kind: Kind
    text: str
    regions: tuple[Region, ...]
    level: int | None = None
    depth: int = 0
    scope: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the reader sees it.

    Attributes:
        number: from 1, by position in the file.
        label: the printed page label when the file carries one, else None.
        width, height: points; 0 where the format has no pages.
        has_text: False for a scan or an empty page that nothing was read from.
        ocr: how sure recognition was of the page's words, 0 to 1; None where the
            text is the file's own or there is none.
    """

    number: int
    label: str | None = None
    width: float = 0.0
    height: float = 0.0
    has_text: bool = True
    ocr: float | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline a file carries: its level from 1, its words, its page."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor hands on.

    Attributes:
        blocks: in reading order, furniture already removed.
        title: the title the file itself claims in its properties, or None.
        repaired: the file was damaged and could be read only in part.
        furniture: each distinct text of the running heads and feet that was removed.
        outline: the bookmarks of the file, in its own order; empty where it has none.
    """

    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    title: str | None = None
    repaired: bool = False
    furniture: tuple[str, ...] = ()
    outline: tuple[Bookmark, ...] = ()


@dataclass(frozen=True, slots=True)
class Grades:
    """Inspection grades as printed, lower case; None where there is none."""

    overall: str | None = None
    leaders: str | None = None
    help_protection: str | None = None
    children_in_care: str | None = None
    care_leavers: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a statement rests on, and the page they stand on (None: no page)."""

    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months: a month, a quarter, a year.

    Attributes:
        start, end: its first and last day.
    """

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. None means it cannot be told, never a guess.

    Attributes:
        period: the month, quarter or year it bears, where it bears no day.
        evidence: field name to the words that field was read from.
    """

    type: str | None = None
    title: str | None = None
    authority: str | None = None
    published: date | None = None
    event_start: date | None = None
    event_end: date | None = None
    framework: str | None = None
    event: str | None = None
    inspectors: tuple[str, ...] = ()
    grades: Grades = field(default_factory=Grades)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    period: Period | None = None

    @property
    def dated(self) -> date | None:
        """The day it is put in order by: of publication or, failing that, the last known.

        That is the last day of the fieldwork or, where no day is stated at all, of the period.
        """
        return self.published or self.event_end or (self.period.end if self.period else None)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the papers a pack is made of: its agenda, minutes, a report, an appendix.

    Attributes:
        number: from 1, in the order of the pack.
        first_page, last_page: both included.
    """

    number: int
    title: str
    first_page: int
    last_page: int
    type: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of evidence: one paragraph, bullet, table row, minute or heading.

    Attributes:
        id: document id, a hyphen and the position in the document from 1; of an excerpt
            followed by ``c`` and its number.
        page: the page it starts on, from 1.
        heading_path: headings above it, outermost first.
        regions: where each stretch of ``text`` stands.
        annotation: the labels that hold: the machine's, with what people decided in their
            place; None before annotation.
        machine: the machine's own labels where people decided of any; else None.
        part: number of the part of a pack it stands in; None in a single paper.
        stem: the sentence ending in a colon that introduces the list it is a point of.
    """

    id: str
    document: str
    page: int
    kind: Kind
    text: str
    heading_path: tuple[str, ...]
    regions: tuple[Region, ...]
    annotation: Annotation | None = None
    part: int | None = None
    stem: str | None = None
    machine: Annotation | None = None


def position_of(passage: str) -> int:
    """Return where a passage stands in its document, from 1; an excerpt where it begins."""
    return int(passage.rpartition("-")[2].partition("c")[0])


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a document explains an abbreviation, and what it stands for there.

    Attributes:
        short: without plural, as written.
        long: as written; in the singular if the abbreviation was in the plural.
        passage: id of the passage that explains it.
        page: where that begins.
        span: where the explanation stands in its text.
    """

    short: str
    long: str
    passage: str
    page: int
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a document, known by its content.

    Attributes:
        id: the first twelve hexadecimal digits of ``sha256``.
        path: where the file lay when it was read.
        parts: of a pack, in order; empty for a single paper.
        abbreviations: those it explains, in the order it explains them.
    """

    id: str
    sha256: str
    path: str
    metadata: Metadata
    pages: tuple[Page, ...]
    repaired: bool = False
    parts: tuple[Part, ...] = ()
    abbreviations: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The life of one file: every path ever offered has exactly one.

    Attributes:
        document: id of the document its content became; None if unreadable.
        error: why it failed or was skipped, in plain words; of an indexed file, why its
            pages without text could not be recognised. None if there is nothing to tell.
        seconds: time its last processing took.
        attempts: how often in a row reading this content was begun and did not succeed.
        reader: version of the code that last read it, see :mod:`indexer.readers`.
        missing_since: when a run first found nothing at the path any more, in UTC; the
            store sets it, and ends it when the file is recorded again.
    """

    path: str
    sha256: str | None
    size: int
    modified: float
    status: FileStatus
    stage: Stage
    document: str | None = None
    error: str | None = None
    seconds: float = 0.0
    attempts: int = 0
    reader: str | None = None
    missing_since: datetime | None = None
