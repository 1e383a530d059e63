"""The versions a file has had, and where the one shown stands among them."""

from dataclasses import dataclass

from app.wiring import Workplace
from indexer.model import Document
from indexer.store.summary import Version


@dataclass(frozen=True, slots=True)
class Editions:
    """What the file of a document held over time.

    Attributes:
        is_current: some file still holds what is shown.
        newest: id of the document that took its place, if the file holds one.
        versions: latest first; empty where the file never changed.
        kept: ids of those whose text can still be read.
    """

    is_current: bool
    newest: str | None
    versions: tuple[Version, ...]
    kept: frozenset[str]


def find_editions(document: Document, place: Workplace) -> Editions:
    """Look up the versions of the file a document was read from."""
    store = place.store
    versions = store.versions(document.path)[::-1]
    if len(versions) == 1:
        versions = []
    return Editions(
        is_current=store.is_current(document.id),
        newest=store.successor(document.id),
        versions=tuple(versions),
        kept=frozenset(v.document for v in versions if store.document(v.document)),
    )
