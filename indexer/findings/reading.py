"""Reading the findings of one document from its passages."""

import hashlib
import re
from collections.abc import Sequence

from indexer.findings.model import Finding, FindingKind
from indexer.findings.points import Point, read_points
from indexer.findings.rows import row_parts
from indexer.findings.sections import find_sections
from indexer.findings.shapes import addressee
from indexer.findings.wording import Wording, load_wording
from indexer.model import Kind, Passage
from nlp.taxonomy import Taxonomy
from nlp.types import Speaker

_REVIEWERS = frozenset({Speaker.INSPECTORATE, Speaker.AUDITOR_PEER})
_ALSO = frozenset({"practice-review", "letter", None})
"""Types read besides: reviews of practice end in recommendations, and a letter or a paper of
unknown type is an inspectorate's if an inspector signed it. Of those two nothing is taken as a
recommendation, for councils call so what a committee is asked to decide."""
_OPEN = frozenset({"letter", None})
_SIGNED = re.compile(r"\bMajesty[\u2019'](?:s|S) (?:Senior |Chief |Lead )?Inspector", re.IGNORECASE)

_LETTERS = re.compile(r"[^a-z0-9]+")
_REFERENCE = 8
"""Hexadecimal digits of a hash of the wording: of a document's few dozen findings, two of
different words share one once in a hundred million."""


def is_read(document_type: str | None, taxonomy: Taxonomy) -> bool:
    """Tell whether a kind of document holds findings of others about an authority."""
    if document_type in _ALSO:
        return True
    known = taxonomy.document_type(document_type)
    return bool(known and known.framework and known.speaker in _REVIEWERS)


def read_findings(
    document: str,
    passages: Sequence[Passage],
    *,
    document_type: str | None = None,
    wording: Wording | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of a document, in reading order.

    Args:
        document: its id.
        passages: all of it, in reading order.
        document_type: as the taxonomy names it; None and ``letter`` leave open whose it is.
        wording: of headings; the shipped one where none is given.
    """
    if document_type in _OPEN and not any(_SIGNED.search(passage.text) for passage in passages):
        return ()
    wording = wording or load_wording()
    found: dict[str, Finding] = {}
    for section in find_sections(passages, wording):
        if section.kind is FindingKind.RECOMMENDATION and document_type in _OPEN:
            continue
        for point in read_points(section, wording):
            finding = _finding(document, section.kind, section.heading, point, wording)
            if finding is not None:
                found.setdefault(finding.id, finding)
    return tuple(found.values())


def reference(document: str, text: str) -> str:
    """Return the id of a finding of these words in this document."""
    return f"{document}-f{wording_hash(text)}"


def wording_hash(text: str) -> str:
    """Return what the same words give, however they are spaced and punctuated."""
    plain = _LETTERS.sub("", text.lower())
    return hashlib.sha256(plain.encode()).hexdigest()[:_REFERENCE]


def _finding(
    document: str, kind: FindingKind, heading: str, point: Point, wording: Wording
) -> Finding | None:
    said, owner = " ".join(point.pieces).strip(), addressee(point.stem)
    if point.passages[0].kind is Kind.ROW:
        said, owner = _from_rows(point, wording)
    text = _without_heading(said, wording)
    if not any(map(str.isalpha, text)):
        return None
    group = point.group
    return Finding(
        id=reference(document, text),
        document=document,
        kind=kind,
        text=text,
        page=point.passages[0].page,
        passages=tuple(passage.id for passage in point.passages),
        heading=heading,
        group=group,
        number=point.number,
        owner=owner,
        due=group if group and wording.is_time(group) else None,
    )


def _without_heading(text: str, wording: Wording) -> str:
    """Cut off a heading that was read as the end of the text above it."""
    above, stop, last = text.rpartition(". ")
    return f"{above}." if stop and wording.kind_of(last) else text


def _from_rows(point: Point, wording: Wording) -> tuple[str, str | None]:
    """Take the finding out of the columns of a table, and who is to act on it."""
    said, owners = [], []
    for passage, piece in zip(point.passages, point.pieces, strict=True):
        text, owner = row_parts(piece, wording) if passage.kind is Kind.ROW else (piece, None)
        said.append(text)
        owners.append(owner or "")
    return " ".join(said).strip(), " ".join(filter(None, owners)) or None
