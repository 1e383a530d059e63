"""Keeping the findings of the store up to date with its documents and with this code."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from indexer.findings.model import Finding
from indexer.findings.reading import is_read, read_findings
from indexer.findings.undertaken import is_own, read_undertakings
from indexer.model import Document
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy, load_taxonomy

_HERE = Path(__file__).parent
_SOURCES = ("reading", "points", "rows", "sections", "shapes", "wording", "undertaken")
_LENGTH = 12


@cache
def findings_version() -> str:
    """Return a digest of the code and the wording that findings are read by."""
    files = [_HERE / f"{name}.py" for name in _SOURCES]
    digest = hashlib.sha256()
    for file in [*files, _HERE.parent / "data" / "findings.yaml"]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:_LENGTH]


def derive_findings(store: Store) -> None:
    """Read the findings of all current documents that this code has not yet looked through.

    A document whose type was corrected is looked through again.
    """
    taxonomy = load_taxonomy()
    known = store.findings_versions()
    for document in store.documents():
        version = _version(document)
        if known.get(document.id) != version:
            found = findings_in(store, document, taxonomy)
            store.save_findings(document.id, found, version=version)


def current_findings(store: Store, documents: Iterable[Document]) -> dict[str, list[Finding]]:
    """Return the findings of documents, those that are out of date read anew but not kept.

    So a store can be shown while another process writes to it, or that an earlier program
    made.
    """
    some = list(documents)
    known = store.findings_versions()
    fresh = [one.id for one in some if known.get(one.id) == _version(one)]
    kept = store.findings(fresh)
    taxonomy = load_taxonomy()
    up_to_date = set(fresh)
    return {
        one.id: kept.get(one.id, [])
        if one.id in up_to_date
        else list(findings_in(store, one, taxonomy))
        for one in some
    }


def findings_in(store: Store, document: Document, taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Read the findings of one document: those of inspectors, and what a council undertook."""
    kind = document.metadata.type
    inspected, own = is_read(kind, taxonomy), is_own(kind, taxonomy)
    if not (inspected or own):
        return ()
    passages = store.plain_passages(document.id)
    found = read_findings(document.id, passages, document_type=kind) if inspected else ()
    known = {finding.id for finding in found}
    more = read_undertakings(document.id, passages) if own else ()
    return (*found, *(finding for finding in more if finding.id not in known))


def _version(document: Document) -> str:
    return f"{findings_version()}:{document.metadata.type or ''}"
