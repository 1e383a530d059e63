"""What a council or partnership undertakes of its own: tasks, promises and resolutions.

Three places hold them: the rows of a table with a column of what is to be done and one of
who or by when; points under a heading such as "What we will do next"; and what a committee
resolved. Findings of an earlier inspection that a paper answers point by point are read too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.findings.model import Finding, FindingKind
from indexer.findings.reading import reference
from indexer.findings.wording import Wording, load_wording
from indexer.model import Kind, Passage
from nlp.taxonomy import Taxonomy
from nlp.types import Speaker

_OWN = frozenset({Speaker.COUNCIL, Speaker.PARTNERSHIP})

_COLUMN = re.compile(r"(?:^|[;.]\s)(?P<label>[A-Z][\w ,/'\u2019?-]{0,40}):\s")
_BY = re.compile(
    r"\bby (?:the end of )?(?P<due>(?:\d{1,2} )?(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December|spring|summer|autumn|winter) \d{4})\b",
    re.IGNORECASE,
)
_RESOLVED = re.compile(
    r"^(?:\(?\w{1,3}[).]\s+)?(?:it was |the (?:committee|cabinet|board|panel) )?"
    r"(?:resolved|agreed)(?:\s*[:,\u2013-]\s*|\s+)(?:that |to )",
    re.IGNORECASE,
)
_NOTED = re.compile(r"\b(?:to|that .{0,60})\s*(?:note|noted|notes|receive|thank)\b", re.IGNORECASE)
_WILL = re.compile(r"\bwill\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Undertaking:
    kind: FindingKind
    text: str
    owner: str | None = None
    due: str | None = None
    heading: str | None = None


def is_own(document_type: str | None, taxonomy: Taxonomy) -> bool:
    """Tell whether a kind of document is a council's or a partnership's own."""
    known = taxonomy.document_type(document_type)
    return document_type is None or bool(known and known.speaker in _OWN)


def read_undertakings(document: str, passages: Sequence[Passage]) -> tuple[Finding, ...]:
    """Return what a document undertakes, and the findings it answers, in reading order."""
    wording = load_wording()
    found: dict[str, Finding] = {}
    for passage, one in [*_answered(passages, wording), *_undertaken(passages, wording)]:
        id_ = reference(document, one.text)
        heading = one.heading or (passage.heading_path[-1] if passage.heading_path else "")
        found.setdefault(
            id_,
            Finding(
                id=id_,
                document=document,
                kind=one.kind,
                text=one.text,
                page=passage.page,
                passages=(passage.id,),
                heading=heading,
                owner=one.owner,
                due=one.due,
            ),
        )
    return tuple(found.values())


def _undertaken(
    passages: Sequence[Passage], wording: Wording
) -> Iterator[tuple[Passage, _Undertaking]]:
    for passage in passages:
        one = _read(passage, wording) if passage.kind is not Kind.HEADING else None
        if one is not None:
            yield passage, one


def _read(passage: Passage, wording: Wording) -> _Undertaking | None:
    if passage.kind is Kind.ROW:
        return _from_row(passage, wording)
    text = passage.text
    if _RESOLVED.match(text):
        return (
            None if _NOTED.search(text) else _Undertaking(FindingKind.ACTION, text, due=_due(text))
        )
    heads = [*passage.heading_path[-1:], *filter(None, [passage.stem])]
    ahead = any(wording.looks_ahead(head) for head in heads)
    if not ahead or (passage.kind is not Kind.BULLET and not _WILL.search(text)):
        return None
    return _Undertaking(_kind(heads, wording), text, due=_due(text))


def _from_row(passage: Passage, wording: Wording) -> _Undertaking | None:
    """Read a row that has a column of what is to be done, and one of who or by when."""
    columns = _columns(passage.text)
    done = next(((name, c) for name, c in columns if wording.is_column("what", name)), None)
    owner = next((c for name, c in columns if wording.is_column("owner", name)), None)
    due = next((c for name, c in columns if wording.is_column("due", name)), None)
    if done is None or not done[1] or not (owner or due):
        return None
    heads = [done[0], *passage.heading_path[-1:]]
    return _Undertaking(_kind(heads, wording), done[1].rstrip(";"), owner, due)


def _columns(text: str) -> list[tuple[str, str]]:
    marks = list(_COLUMN.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [
        (mark["label"], text[mark.end() : end].strip(" ;"))
        for mark, end in zip(marks, ends, strict=False)
    ]


def _kind(heads: Sequence[str], wording: Wording) -> FindingKind:
    promised = any(wording.promises(head) for head in heads)
    return FindingKind.PROMISE if promised else FindingKind.ACTION


def _due(text: str) -> str | None:
    found = _BY.search(text)
    return found["due"] if found else None


def _answered(
    passages: Sequence[Passage], wording: Wording
) -> Iterator[tuple[Passage, _Undertaking]]:
    """Yield the findings that a paper answers one by one, each under its own heading."""
    answering: str | None = None
    for at, passage in enumerate(passages):
        if passage.kind is not Kind.HEADING:
            continue
        if wording.answers(passage.text):
            answering = passage.text
        elif answering is not None:
            below = passages[at + 1] if at + 1 < len(passages) else passage
            if below.kind is Kind.HEADING or not wording.demands(passage.text):
                answering = None
                continue
            kind = FindingKind.NEEDS_IMPROVEMENT
            yield passage, _Undertaking(kind, passage.text, heading=answering)
