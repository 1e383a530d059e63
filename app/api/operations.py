"""What can be asked of ``/api/v1``, by whom it is answered, and what comes back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.api import answers, findings, shapes
from app.api.paging import paging
from app.api.parameters import Choice, Day, Parameter, Schema, Text
from app.wiring import Workplace
from app.words import SPEAKERS, STANCES
from indexer.findings.model import FindingKind
from indexer.model import FileStatus, Kind
from indexer.search.base import Sort
from indexer.search.query import MAX_LENGTH
from indexer.store.listing import Order, Trait
from nlp.taxonomy import Taxonomy

_ID = "[0-9a-f]{12}"
_DOCUMENT: Schema = {"type": "string", "pattern": f"^{_ID}$"}
_PASSAGE: Schema = {"type": "string", "pattern": "^[0-9a-f]{12}-[1-9][0-9]{0,6}$"}
_FINDING: Schema = {"type": "string", "pattern": "^[0-9a-f]{12}-[0-9a-z-]{1,40}$"}

Values = Mapping[str, Any]
"""Parameter name to what was read of it."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One address and what it answers.

    Attributes:
        name: of the endpoint, and the ``operationId``.
        path: under ``/api/v1``; what stands in braces is part of the address.
        answer: makes the answer from the workplace, the parts of the address in braces
            and the parameters.
        shape: what comes back.
        parameters: those after the question mark.
        parts: name to schema and meaning of what stands in braces.
        statuses: problems of its own, beside those that every operation has.
        links: operations that lead on from the answer, by name, with the place in the answer
            (a JSON pointer) of what stands in their braces.
    """

    name: str
    path: str
    summary: str
    about: str
    answer: Callable[..., Any]
    shape: type[shapes.Shape]
    parameters: Callable[[Taxonomy], Sequence[Parameter]] = lambda _taxonomy: ()
    parts: Mapping[str, tuple[Schema, str]] = field(default_factory=dict)
    statuses: tuple[int, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def run(self, place: Workplace, parts: Mapping[str, str], values: Values) -> dict[str, Any]:
        """Answer.

        Raises:
            Problem: it cannot be answered as asked.
            IndexerError: the store or the index cannot be used.
        """
        found: dict[str, Any] = self.answer(place, *parts.values(), values)
        return found


def _search_parameters(taxonomy: Taxonomy) -> Sequence[Parameter]:
    ids = {
        "theme": [theme.id for theme in taxonomy.themes],
        "area": [area.id for area in taxonomy.areas],
        "stance": list(map(str, STANCES)),
        "speaker": list(map(str, SPEAKERS)),
        "type": [kind.id for kind in taxonomy.document_types],
    }
    choices = [
        Choice(name=name, about=f"Only this {name}.", many=True, values=values)
        for name, values in ids.items()
    ]
    return (
        Text(
            name="q",
            about="What to look for, in the query language; nothing: everything.",
            longest=MAX_LENGTH,
            default="",
        ),
        *choices,
        Text(name="authority", about="Only this authority.", many=True, longest=200),
        Text(name="year", about="Only this year.", many=True, longest=4, pattern="[0-9]{4}"),
        Day(name="since", about="Only documents from this day on."),
        Day(name="until", about="Only documents up to this day."),
        Choice(
            name="sort",
            about="Best first, or newest first.",
            values=[str(sort) for sort in Sort],
            default=str(Sort.RELEVANCE),
        ),
        *paging(),
    )


def _document_parameters(_taxonomy: Taxonomy) -> Sequence[Parameter]:
    return (
        Choice(
            name="status", about="Only files of this status.", values=list(map(str, FileStatus))
        ),
        Choice(name="trait", about="Only files with this trait.", values=list(map(str, Trait))),
        Text(name="name", about="Letters the path must hold.", longest=500, default=""),
        Choice(
            name="order",
            about="By what to order them; dates newest first.",
            values=list(map(str, Order)),
            default=str(Order.NAME),
        ),
        *paging(),
    )


def _passage_parameters(_taxonomy: Taxonomy) -> Sequence[Parameter]:
    kinds = list(map(str, Kind))
    return (Choice(name="kind", about="Only this kind.", values=kinds), *paging())


def _finding_parameters(_taxonomy: Taxonomy) -> Sequence[Parameter]:
    kinds = list(map(str, FindingKind))
    return (
        Text(name="document", about="Only those of this document.", longest=12, pattern=_ID),
        Choice(name="kind", about="Only this kind.", many=True, values=kinds),
        *paging(),
    )


OPERATIONS = (
    Operation(
        "search",
        "/search",
        "Find passages that answer",
        "The answer of `sightline search`: hits with the reasons they match, and facets that "
        "count all matches. Values of one facet are alternatives, facets must all hold.",
        answers.search,
        shapes.Answer,
        parameters=_search_parameters,
        statuses=(422,),
        links=(
            ("passage", "/hits/0/passage"),
            ("document", "/hits/0/document"),
            ("document_passages", "/hits/0/document"),
        ),
    ),
    Operation(
        "documents",
        "/documents",
        "List files",
        "Every file ever offered, with what its document says of itself.",
        answers.documents,
        shapes.DocumentList,
        parameters=_document_parameters,
    ),
    Operation(
        "document",
        "/documents/{document}",
        "Give one document",
        "Earlier versions too: they stay readable under their own id.",
        answers.document,
        shapes.DocumentDetail,
        parts={"document": (_DOCUMENT, "Its id.")},
        statuses=(404,),
    ),
    Operation(
        "document_passages",
        "/documents/{document}/passages",
        "List the passages of a document",
        "In reading order, headings included.",
        answers.document_passages,
        shapes.PassageList,
        parameters=_passage_parameters,
        parts={"document": (_DOCUMENT, "Its id.")},
        statuses=(404,),
    ),
    Operation(
        "passage",
        "/passages/{passage}",
        "Give one passage",
        "With its labels, its place on the page and the figures it states.",
        answers.passage,
        shapes.Passage,
        parts={"passage": (_PASSAGE, "Its id: the document's, a hyphen, its position.")},
        statuses=(404,),
    ),
    Operation(
        "findings",
        "/findings",
        "List findings",
        "What inspectors and reviewers found wanting, as the register holds it, by date; with "
        "`kind` also what councils undertook themselves.",
        findings.findings,
        findings.FindingList,
        parameters=_finding_parameters,
        statuses=(404,),
        links=(("finding", "/findings/0/id"), ("document", "/findings/0/document")),
    ),
    Operation(
        "finding",
        "/findings/{finding}",
        "Give one finding",
        "With where it stands and how people rated it.",
        findings.finding,
        findings.Finding,
        parts={"finding": (_FINDING, "Its id.")},
        statuses=(404,),
    ),
    Operation(
        "status",
        "/status",
        "Tell what the index holds",
        "Counts, versions, size on disk and the last run.",
        answers.status,
        shapes.Status,
    ),
    Operation(
        "taxonomy",
        "/taxonomy",
        "Give themes, areas, kinds and frameworks",
        "Every id that labels and filters can have, with its words.",
        answers.taxonomy,
        shapes.TaxonomyEntry,
    ),
)
"""Everything that can be asked, in the order it is described."""
