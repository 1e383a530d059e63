"""What a document says of itself: type, title, authority, dates, inspectors and grades.

Everything comes from the words of the first pages and of the last, and is handed on with
those words. What they do not say stays None. What use is made of the file's name is told
in :mod:`indexer.metadata.dates` and :mod:`indexer.metadata.periods`.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer.metadata import authority, dates, events, grades, kinds, people, periods, titles
from indexer.metadata.evidence import Found
from indexer.metadata.opening import Opening, read_opening
from indexer.model import Extraction, Grades, Metadata

__all__ = ["read_metadata"]

_Findings = dict[str, Found[Any] | None]


def read_metadata(path: Path, extraction: Extraction) -> Metadata:
    """Read what a document says of itself, with the words that say so.

    Args:
        path: where the file lies.
        extraction: its blocks in reading order.

    Returns:
        Every field that is not None, and every tuple that is not empty, has its words
        in ``evidence`` under its name; a grade has them under "grades.overall" and so on.
    """
    opening = read_opening(extraction)
    kind = kinds.find_kind(opening, extraction)
    findings: _Findings = {
        "title": titles.find_title(
            opening, extraction.title, pattern=kind.value.title if kind else None
        ),
        "published": dates.find_published(opening),
    }
    if kind is None or kind.value.is_local:
        findings["authority"] = authority.find_authority(opening, extraction)
    marks: Mapping[str, Found[str]] = {}
    if kind is not None:
        findings["type"] = Found(kind.value.id, kind.evidence)
        if kind.value.is_event:
            findings |= _read_event(path, kind, opening, extraction, findings["published"])
        if kind.value.is_graded:
            marks = grades.find_grades(kind.value, opening, extraction)
    if not findings["published"] and not findings.get("event_end"):
        findings["period"] = periods.find_period(opening, path)
    return _to_metadata(findings, marks)


def _read_event(
    path: Path,
    kind: Found[kinds.DocumentKind],
    opening: Opening,
    extraction: Extraction,
    published: Found[Any] | None,
) -> _Findings:
    """Read what a report of an inspection or visit says of it."""
    visit = events.find_visit(opening)
    if published and visit and published.value < visit.value.end:
        published = None  # a misprint: nothing appears before it has happened
    return {
        "published": published or dates.published_by_name(path, visit.value if visit else None),
        "event_start": Found(visit.value.start, visit.evidence) if visit else None,
        "event_end": Found(visit.value.end, visit.evidence) if visit else None,
        "framework": Found(kind.value.framework, kind.evidence),
        "event": events.name_event(kind, opening, visit),
        "inspectors": people.find_inspectors(opening, extraction),
    }


def _to_metadata(findings: _Findings, marks: Mapping[str, Found[str]]) -> Metadata:
    known = {name: found for name, found in findings.items() if found is not None}
    evidence = {name: found.evidence for name, found in known.items()}
    evidence |= {f"grades.{area}": found.evidence for area, found in marks.items()}
    printed = Grades(**{area: found.value for area, found in marks.items()})
    values = {name: found.value for name, found in known.items()}
    return replace(Metadata(grades=printed, evidence=evidence), **values)
