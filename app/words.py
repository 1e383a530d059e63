"""The words people read in place of ids, in one spot for the whole interface."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from types import MappingProxyType

from indexer.model import Document, FileStatus, Metadata, Stage
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

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        FileStatus.INDEXED: "Indexed",
        FileStatus.FAILED: "Failed",
        FileStatus.SKIPPED: "Skipped",
        FileStatus.DUPLICATE: "Duplicate",
        FileStatus.CONTAINER: "Archive",
    }
)

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
                event.id: event.label for frame in taxonomy.frameworks for event in frame.events
            },
            "stance": dict(STANCES),
            "speaker": dict(SPEAKERS),
        }
    )


def date_words(value: date | None) -> str:
    """Write a date as ``1 June 2022``."""
    return f"{value.day} {value:%B %Y}" if value else f"date {NOT_STATED}"


def dated_words(metadata: Metadata) -> str:
    """Write the day a document speaks for, and say so where it is not the day of publication."""
    if metadata.published is None and metadata.event_end is not None:
        return f"fieldwork to {date_words(metadata.event_end)}"
    return date_words(metadata.published)


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


def plural(count: int, word: str, words: str | None = None) -> str:
    """Write a count with its word, thousands parted by commas."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def score_words(score: float) -> str:
    """Write a model's score; the highest is not rounded up to a certainty no model has."""
    return "over 0.99" if score > 0.99 else f"{score:.2f}"
