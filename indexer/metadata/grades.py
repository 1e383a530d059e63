"""The inspectorate's grades, as printed and never imputed."""

import re
from collections.abc import Iterable, Iterator

from indexer.metadata.evidence import Found, quote
from indexer.metadata.kinds import DocumentKind
from indexer.metadata.opening import Opening
from indexer.model import Block, Extraction, Kind

_GRADE = r"outstanding|good|adequate|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate"
_AT_END = re.compile(
    rf"^(?P<label>.*?)[\s:;.\u2013-]+(?P<grade>{_GRADE})(?:\s+grade)?\s*\d?\.?$", re.IGNORECASE
)
_OVERALL = re.compile(
    rf"^(?:the overall judgement is (?:that )?|the )?(?:children.s services\b.{{0,80}}?)?"
    rf"\b(?:are |is )?(?P<grade>{_GRADE})\W*\d?$",
    re.IGNORECASE,
)
_OVERALL_START = re.compile(
    r"^(?:the )?(?:overall judgement is|children.s services)\b", re.IGNORECASE
)
#: Area and what its label says, asked in this order.
_AREAS = (
    ("overall", re.compile(r"overall effectiveness$", re.IGNORECASE)),
    ("leaders", re.compile(r"impact of leaders|leadership|ambition", re.IGNORECASE)),
    ("children_in_care", re.compile(r"children in care|looked.after", re.IGNORECASE)),
    ("care_leavers", re.compile(r"care leavers", re.IGNORECASE)),
    ("help_protection", re.compile(r"help and protect", re.IGNORECASE)),
)
_LONGEST = 170
# A report of 2009 to 2013 closes with its record of judgements. One on two services has
# each of these twice; where they differ, neither is the grade of the whole.
_RECORD_BLOCKS = 80
_RECORDED = ("overall", "leaders")


def find_grades(
    kind: DocumentKind, opening: Opening, extraction: Extraction
) -> dict[str, Found[str]]:
    """Read the grades off the table on the first pages, or off the section headings.

    Args:
        kind: only types with the inspectorate's own grades may be asked for.
        opening: of the document.
        extraction: whole, for its headings ("...in care: good").

    Returns:
        the grade of each area that has one, under the field names of ``Grades``.
    """
    if kind.id == "slac-inspection-report":
        return _read_record(extraction.blocks[-_RECORD_BLOCKS:])
    found = _first_of_each(opening.blocks)
    if kind.id in {"ilacs-inspection-report", "sif-inspection-report"}:
        headings = (block for block in extraction.blocks if block.kind is Kind.HEADING)
        found = _first_of_each(headings) | found
    return found


def normalise(grade: str) -> str:
    """Write a grade as data sets do: "requires improvement", lower case."""
    lower = " ".join(grade.lower().split())
    return "requires improvement" if lower.startswith("require") else lower


def _first_of_each(blocks: Iterable[Block]) -> dict[str, Found[str]]:
    found: dict[str, Found[str]] = {}
    for area, grade in _read(blocks):
        found.setdefault(area, grade)
    return found


def _read_record(blocks: Iterable[Block]) -> dict[str, Found[str]]:
    """Read the closing record of judgements; what it gives twice and unlike is left out."""
    read = list(_read(block for block in blocks if block.kind is Kind.ROW))
    found: dict[str, Found[str]] = {}
    for name in _RECORDED:
        grades = [grade for area, grade in read if area == name]
        if len({grade.value for grade in grades}) == 1:
            found[name] = grades[0]
    return found


def _read(blocks: Iterable[Block]) -> Iterator[tuple[str, Found[str]]]:
    for block in blocks:
        pair = _pair(block.text) if len(block.text) <= _LONGEST else None
        if pair:
            yield pair[0], Found(pair[1], quote(block))


def _pair(text: str) -> tuple[str, str] | None:
    if _OVERALL_START.match(text) and (match := _OVERALL.match(text)):
        return "overall", normalise(match["grade"])
    match = _AT_END.match(text)
    if match is None:
        return None
    label = re.sub(r"(?:judge?ment|grade)s?\s*:?", " ", match["label"], flags=re.IGNORECASE)
    label = label.strip(" ;:.")
    area = next((name for name, pattern in _AREAS if pattern.search(label)), None)
    return (area, normalise(match["grade"])) if area else None
