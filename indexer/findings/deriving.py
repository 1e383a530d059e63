"""Keeping the findings of the store up to date with its documents and with this code."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.findings.model import Finding
from indexer.findings.reading import is_read, read_findings
from indexer.findings.undertaken import is_own, read_undertakings
from indexer.model import Document, Passage
from nlp.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from indexer.store.repository import Store

_HERE = Path(__file__).parent
_SOURCES = ("deriving", "reading", "points", "rows", "sections", "shapes", "wording", "undertaken")
_LENGTH = 12
_FEET = 3


@cache
def findings_version() -> str:
    """Return a digest of the code and the wording that findings are read by."""
    files = [_HERE / f"{name}.py" for name in _SOURCES]
    digest = hashlib.sha256()
    for file in [*files, _HERE.parent / "data" / "findings.yaml"]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:_LENGTH]


def derive_findings(store: "Store") -> None:
    """Read the findings of all current documents that this code has not yet looked through.

    Those of a file that was read just now are there already. A document whose type was
    corrected is looked through again.
    """
    taxonomy = load_taxonomy()
    known = store.findings_versions()
    for document in store.documents():
        version = looked_through(document)
        if known.get(document.id) != version:
            found = findings_in(store, document, taxonomy)
            store.save_findings(document.id, found, version=version)


def current_findings(store: "Store", documents: Iterable[Document]) -> dict[str, list[Finding]]:
    """Return the findings of documents, those that are out of date read anew but not kept.

    So a store can be shown while another process writes to it, or that an earlier program
    made.
    """
    some = list(documents)
    known = store.findings_versions()
    fresh = [one.id for one in some if known.get(one.id) == looked_through(one)]
    kept = store.findings(fresh)
    taxonomy = load_taxonomy()
    up_to_date = set(fresh)
    return {
        one.id: kept.get(one.id, [])
        if one.id in up_to_date
        else list(findings_in(store, one, taxonomy))
        for one in some
    }


def findings_in(store: "Store", document: Document, taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Read the findings of one document of the store."""
    if not _is_looked_at(document, taxonomy):
        return ()
    return findings_of(document, store.plain_passages(document.id), taxonomy)


def findings_of(
    document: Document, passages: Sequence[Passage], taxonomy: Taxonomy
) -> tuple[Finding, ...]:
    """Read the findings of one document: those of inspectors, and what a council undertook.

    Each paper of a committee's pack is read as what it is: the letter in an appendix as a
    letter, the minutes as minutes.

    Args:
        document: with its type and its parts.
        passages: all of it, in reading order.
        taxonomy: the types of document.
    """
    if not _is_looked_at(document, taxonomy):
        return ()
    found: dict[str, Finding] = {}
    for type_, some in _papers(document, passages, taxonomy):
        if is_read(type_, taxonomy):
            for finding in read_findings(document.id, some, document_type=type_):
                found.setdefault(finding.id, finding)
        if is_own(type_, taxonomy):
            for finding in read_undertakings(document.id, some):
                found.setdefault(finding.id, finding)
    return tuple(found.values())


def _is_looked_at(document: Document, taxonomy: Taxonomy) -> bool:
    kind = document.metadata.type
    return is_read(kind, taxonomy) or is_own(kind, taxonomy)


def _papers(
    document: Document, passages: Sequence[Passage], taxonomy: Taxonomy
) -> list[tuple[str | None, Sequence[Passage]]]:
    """Return the papers of a document, each with its type; a report of inspectors is one."""
    kind = document.metadata.type
    if not document.parts or not is_own(kind, taxonomy):
        return [(kind, passages)]
    by_part: dict[int | None, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_part[passage.part].append(passage)
    return [(part.type, _without_feet(by_part[part.number])) for part in document.parts]


def _without_feet(passages: Sequence[Passage]) -> list[Passage]:
    """Leave out lines that come again on three pages of one paper, whatever their numbers.

    Of the whole pack they are too few for the layout to know them for heads and feet.
    """
    pages: dict[str, set[int]] = defaultdict(set)
    for passage in passages:
        pages[_letters(passage)].add(passage.page)
    return [passage for passage in passages if len(pages[_letters(passage)]) < _FEET]


def _letters(passage: Passage) -> str:
    return "".join(filter(str.isalpha, passage.text))


def looked_through(document: Document) -> str:
    """Return what is noted of a document whose findings were read: by which code, as what type."""
    return f"{findings_version()}:{document.metadata.type or ''}"
