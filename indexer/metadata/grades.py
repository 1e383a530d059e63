"""The inspectorate's grades, as printed and never imputed."""

import re
from collections.abc import Iterable, Iterator

from indexer.metadata.evidence import Found, quote
from indexer.metadata.kinds import DocumentKind
from indexer.metadata.opening import Opening
from indexer.model import Block, Extraction, Kind

_GRADE = r"outstanding|good|adequate|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate"
_AT_END = re.compile(rf"^(?P<label>.*?)[\s:;.\u2013-]+(?P<grade>{_GRADE})\s*\d?\.?$", re.IGNORECASE)
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
    found = dict(_read(opening.blocks))
    if kind.id in {"ilacs-inspection-report", "sif-inspection-report"}:
        headings = (block for block in extraction.blocks if block.kind is Kind.HEADING)
        found = dict(_read(headings)) | found
    return found


def normalise(grade: str) -> str:
    """Write a grade as data sets do: "requires improvement", lower case."""
    lower = " ".join(grade.lower().split())
    return "requires improvement" if lower.startswith("require") else lower


def _read(blocks: Iterable[Block]) -> Iterator[tuple[str, Found[str]]]:
    seen: set[str] = set()
    for block in blocks:
        if len(block.text) > _LONGEST:
            continue
        pair = _pair(block.text)
        if pair and pair[0] not in seen:
            seen.add(pair[0])
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
