"""The words people read in place of ids, in one spot for the whole interface."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from types import MappingProxyType

from indexer.days import in_words, moment_in_words, period_from_iso, period_in_words, period_iso
from indexer.model import Document, FileStatus, Metadata, Part, Passage, Stage
from indexer.store.corrected import Plain
from indexer.store.listing import Order, Trait
from nlp.taxonomy import Taxonomy
from nlp.types import Source, Speaker, Stance

NOT_STATED = "not stated"

FACET_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "theme": "Theme",
        "area": "Inspection area",
        "stance": "What it says",
        "speaker": "Who speaks",
        "type": "Kind of document",
        "authority": "Authority",
        "year": "Year",
    }
)
"""Facet names in the order shown, with the heading of each."""

STANCES: Mapping[str, str] = MappingProxyType(
    {
        Stance.STRENGTH: "Strength",
        Stance.NEEDS_IMPROVEMENT: "Needs improvement",
        Stance.ACTION_OR_PLAN: "Action or plan",
        Stance.CONTEXT: "Context",
        Stance.SKIP: "Page furniture",
    }
)

SPEAKERS: Mapping[str, str] = MappingProxyType(
    {
        Speaker.INSPECTORATE: "Inspectorate",
        Speaker.COUNCIL: "Council about itself",
        Speaker.PARTNERSHIP: "Partnership",
        Speaker.AUDITOR_PEER: "Auditor or peer",
        Speaker.CHILD_FAMILY: "Child or family",
    }
)

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        Source.RULE: "found by its words",
        Source.MODEL: "suggested by the trained model",
        Source.HEADING: "taken from the heading above it",
        Source.PERSON: "decided by a person",
    }
)

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "standard": "Standard inspection",
        "short": "Short inspection",
        "send-full": "Full inspection",
        "send-monitoring": "Monitoring inspection",
        "jtai": "Joint targeted area inspection",
        "sif": "Single inspection",
        "slac": "Safeguarding and looked after children inspection",
        "cp-2012": "Child protection arrangements inspection",
        "cra": "Contact, referral and assessment inspection",
        "joint-area-review": "Joint area review",
        "childrens-home": "Children's home inspection",
    }
)
"""Events by the short names the indexer gives them, where the taxonomy does not name them."""

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        FileStatus.INDEXED: "Indexed",
        FileStatus.FAILED: "Failed",
        FileStatus.SKIPPED: "Skipped",
        FileStatus.DUPLICATE: "Duplicate",
        FileStatus.QUARANTINED: "Quarantined",
        FileStatus.CONTAINER: "Archive",
        FileStatus.REMOVED: "Removed",
    }
)

STATUS_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        FileStatus.INDEXED: "was read, and its passages can be found.",
        FileStatus.FAILED: "could not be read; the reason says why. It is tried again by the "
        "next run.",
        FileStatus.QUARANTINED: "hung or crashed its reader. It is left alone until the file or "
        "Sightline changes, so that it holds up nothing else.",
        FileStatus.SKIPPED: "is of a kind that holds no text to read, or was left out for the "
        "reason given. It is looked at again when it or Sightline changes.",
        FileStatus.DUPLICATE: "has the very same content as another file, which is the one shown.",
        FileStatus.CONTAINER: "holds other files, such as a ZIP. Each file in it has a line of "
        "its own.",
        FileStatus.REMOVED: "was missing, and was taken out of the search by whoever runs "
        "Sightline. Its text is kept for those who cited it. If the file comes back, it is read "
        "again.",
    }
)

TRAITS: Mapping[str, str] = MappingProxyType(
    {
        Trait.NEEDS_OCR: "Needs OCR",
        Trait.LOW_CONFIDENCE: "Low OCR confidence",
        Trait.REPAIRED: "Repaired",
        Trait.MISSING: "Missing",
    }
)

ORDERS: Mapping[str, str] = MappingProxyType(
    {
        Order.NAME: "Name",
        Order.STATUS: "Status",
        Order.DATE: "Date of document",
        Order.TRIED: "Last tried",
    }
)

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "type": "Kind",
        "title": "Title",
        "authority": "Authority",
        "published": "Published",
        "period": "Month or year",
        "event": "Inspection or visit",
        "event_start": "Fieldwork from",
        "event_end": "Fieldwork to",
        "framework": "Framework",
        "inspectors": "Inspectors",
        "grades.overall": "Overall effectiveness",
        "grades.leaders": "Leaders",
        "grades.help_protection": "Help and protection",
        "grades.children_in_care": "Children in care",
        "grades.care_leavers": "Care leavers",
    }
)
"""What a document says of itself, in the order shown."""

STAGES: Mapping[str, str] = MappingProxyType(
    {
        Stage.READ: "while reading the file",
        Stage.EXTRACT: "while taking out the text",
        Stage.ANNOTATE: "while labelling passages",
        Stage.STORE: "while storing passages",
        Stage.SEARCH: "while adding to the search index",
        Stage.DONE: "at the end",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """Labels for the values of every facet; unknown ids are shown as they are."""

    labels: Mapping[str, Mapping[str, str]]

    def label(self, facet: str, value: str) -> str:
        """Return the words for one value of a facet."""
        return self.labels.get(facet, {}).get(value, value)

    def known(self, facet: str) -> Mapping[str, str]:
        """Return every valid id of a facet with its label; empty if any value will do."""
        return self.labels.get(facet, {})


def build_words(taxonomy: Taxonomy) -> Words:
    """Collect the labels of a taxonomy and our own."""
    return Words(
        {
            "theme": {theme.id: theme.label for theme in taxonomy.themes},
            "area": {area.id: area.label for area in taxonomy.areas},
            "type": {kind.id: kind.label for kind in taxonomy.document_types},
            "framework": {frame.id: frame.short for frame in taxonomy.frameworks},
            "event": {
                **{e.id: e.label for frame in taxonomy.frameworks for e in frame.events},
                **EVENTS,
            },
            "stance": dict(STANCES),
            "speaker": dict(SPEAKERS),
        }
    )


def date_words(value: date | None) -> str:
    """Write a date as ``1 June 2022``."""
    return in_words(value) if value else f"date {NOT_STATED}"


def month_words(value: date) -> str:
    """Write the month of a day as ``June 2022``, where there is no room for the day."""
    return f"{value:%B %Y}"


def time_words(value: datetime) -> str:
    """Write a moment as ``1 June 2022, 14:05``, in the time of this machine."""
    return moment_in_words(value)


def short_time_words(value: datetime) -> str:
    """Write a moment as ``1 Jun 2022, 14:05``, for a table."""
    local = value.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def duration_words(seconds: float) -> str:
    """Write a span of time as ``0.4 s`` or ``3 min 20 s``."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


def size_words(size: int) -> str:
    """Write a file's size as ``2.4 MB``."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= step:
            return f"{size / step:.1f} {unit}" if size < 10 * step else f"{size / step:.0f} {unit}"
    return f"{size} B"


def sure_words(confidence: float) -> str:
    """Write how sure recognition was; what it was not wholly sure of is never 100 %."""
    return f"{min(round(confidence * 100), 99 if confidence < 1 else 100)} % sure"


def value_words(field: str, value: Plain, words: Words) -> str:
    """Write a value of metadata as JSON keeps it in the words that people read."""
    if not value:
        return NOT_STATED
    if isinstance(value, list):
        return ", ".join(value)
    if field in ("published", "event_start", "event_end"):
        return date_words(date.fromisoformat(value))
    if field == "period":
        period = period_from_iso(value)
        return period_in_words(period) if period else value
    if field in ("type", "framework", "event"):
        return words.label(field, value)
    return value.capitalize() if field.startswith("grades.") else value


def part_of(document: Document, passage: Passage) -> Part | None:
    """Return the paper of a pack that a passage stands in; None in a single paper."""
    return next((part for part in document.parts if part.number == passage.part), None)


def dated_words(metadata: Metadata) -> str:
    """Write when a document is of, and say so where it is not the day of publication."""
    if metadata.published:
        return date_words(metadata.published)
    if metadata.event_end:
        return f"fieldwork to {date_words(metadata.event_end)}"
    return period_in_words(metadata.period) if metadata.period else date_words(None)


def dated_iso(metadata: Metadata) -> str:
    """Write the same for a machine, no finer than it is known; empty where it is not."""
    if metadata.published or metadata.event_end or metadata.period is None:
        return metadata.dated.isoformat() if metadata.dated else ""
    return period_iso(metadata.period).rpartition("/")[2]


def title_of(document: Document) -> str:
    """Return the document's title, or its file name where it states none."""
    return document.metadata.title or PurePath(document.path).name


def page_words(document: Document, number: int) -> str:
    """Name a page by its number, with the printed label beside it where they differ."""
    page = document.pages[number - 1] if 0 < number <= len(document.pages) else None
    if page and page.label and page.label != str(number):
        return f"page {number} (printed {page.label})"
    return f"page {number}"


def citation(document: Document, number: int) -> str:
    """Write how to cite a page in one line."""
    meta = document.metadata
    parts = (title_of(document), meta.authority, dated_words(meta))
    pages = page_words(document, number) if has_pages(document) else None
    return ", ".join(part for part in (*parts, pages) if part)


def has_pages(document: Document) -> bool:
    """Tell whether a page number leads a reader anywhere.

    It does in a PDF and in a Word file that says where its pages break; a web page
    or a plain text is one long page without a number.
    """
    return is_drawn(document) or len(document.pages) > 1


def is_drawn(document: Document) -> bool:
    """Tell whether the format fixes what its pages look like, as PDF does."""
    return any(page.width and page.height for page in document.pages)


def score_words(score: float) -> str:
    """Write a model's score; the highest is not rounded up to a certainty no model has."""
    return "over 0.99" if score > 0.99 else f"{score:.2f}"
