"""Findings for programs: what inspectors and reviewers found wanting, with its ratings."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from app.api.paging import next_address
from app.api.problems import Problem
from app.api.shapes import Day, Moment, Part, Shape
from app.wiring import Workplace
from indexer.findings.contract import finding_json
from indexer.findings.model import INSPECTED, FindingKind
from indexer.findings.register import FindingError, find_entry, load_register


class Rating(Shape):
    """How far something was done, or helped, as a person sees it."""

    status: str
    owner: str | None
    due: Day | None
    note: str | None
    who: str
    at: Moment


class Finding(Shape):
    """A point under a heading such as "What needs to improve"."""

    id: str
    document: str
    kind: str = Field(
        description="needs-improvement, priority-action, recommendation, action or promise."
    )
    text: str
    page: int
    themes: list[str]
    areas: list[str]
    action_status: str | None = Field(description="What a person said; null if nobody did.")
    impact_status: str | None = Field(description="What a person said; null if nobody did.")
    title: str | None
    authority: str | None
    date: Day | None = Field(description="Last day of the visit, or of publication.")
    framework: str | None
    event: str | None
    heading: str | None
    group: str | None
    number: str | None
    part: Part | None = Field(description="The paper of a pack it stands in; null in other files.")
    owner: str | None
    due: str | None = Field(description="By when, in the document's words.")
    passages: list[str]
    places: list[list[float]] = Field(description="Page, then left, top, right, bottom in points.")
    quoted: bool = Field(description="Found earlier, and repeated in a paper that answers it.")
    corrected: bool
    removed: bool
    action: Rating | None
    impact: Rating | None


class FindingList(Shape):
    """Findings by date of their document."""

    total: int
    findings: list[Finding]
    next: str | None = Field(description="Address of the next ones; null at the end.")


def findings(place: Workplace, values: Mapping[str, Any]) -> dict[str, Any]:
    """List findings."""
    document = values["document"]
    if document and place.store.document(document) is None:
        raise Problem(404, f"No document has the id {document}. `/api/v1/documents` lists them.")
    kinds = tuple(FindingKind(kind) for kind in values["kind"]) or INSPECTED
    found = load_register(place.store, documents=[document] if document else None, kinds=kinds)
    start = values["offset"]
    return {
        "total": len(found),
        "findings": [finding_json(one) for one in found[start : start + values["limit"]]],
        "next": next_address(values, len(found)),
    }


def finding(place: Workplace, id_: str, _values: Mapping[str, Any]) -> dict[str, Any]:
    """Give one finding."""
    try:
        return finding_json(find_entry(place.store, id_))
    except FindingError as error:
        told = f"No finding has the id {id_[:40]}. `/api/v1/findings` lists them."
        raise Problem(404, told) from error
