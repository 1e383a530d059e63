"""What a document says of itself: type, title, authority, dates, inspectors and grades.

Everything comes from the words of the first pages and of the last. What they do not say
stays None. The one use of the file's name is told in :mod:`indexer.metadata.dates`.
"""

from pathlib import Path

from indexer.metadata import authority, dates, events, grades, kinds, people, titles
from indexer.metadata.opening import read_opening
from indexer.model import Extraction, Grades, Metadata

__all__ = ["read_metadata"]


def read_metadata(path: Path, extraction: Extraction) -> Metadata:
    """Read what a document says of itself.

    Args:
        path: where the file lies.
        extraction: its blocks in reading order.
    """
    opening = read_opening(extraction)
    kind = kinds.find_kind(opening, extraction)
    if kind is None:
        return Metadata(
            title=titles.find_title(opening, extraction.title),
            authority=authority.find_authority(opening, extraction),
            published=dates.find_published(opening),
        )
    visit = events.find_visit(opening) if kind.is_event else None
    published = dates.find_published(opening)
    if published and visit and published < visit.end:
        published = None  # a misprint: nothing appears before it has happened
    return Metadata(
        type=kind.id,
        title=titles.find_title(opening, extraction.title, pattern=kind.title),
        authority=authority.find_authority(opening, extraction) if kind.is_local else None,
        published=published or dates.published_by_name(path, visit),
        event_start=visit.start if visit else None,
        event_end=visit.end if visit else None,
        framework=kind.framework,
        event=events.name_event(kind, opening, visit),
        inspectors=people.find_inspectors(opening, extraction) if kind.is_event else (),
        grades=grades.find_grades(kind, opening, extraction) if kind.is_graded else Grades(),
    )
