"""A passage with what stands around it."""

from dataclasses import dataclass

from indexer.model import Document, Kind, Passage, position_of
from indexer.store.repository import Store


@dataclass(frozen=True, slots=True)
class Context:
    """A passage in its place; ``before`` and ``after`` are None at an end or beside a heading."""

    document: Document
    passage: Passage
    before: Passage | None
    after: Passage | None


def find_context(store: Store, id_: str) -> Context | None:
    """Return a passage with its neighbours; None if there is no such passage."""
    passage = store.passages_by_id([id_]).get(id_)
    document = store.document(passage.document) if passage else None
    if passage is None or document is None:
        return None
    position = position_of(id_)
    first = max(position - 2, 0)
    near = list(store.passages(document=document.id, limit=position + 1 - first, offset=first))
    whole = f"{document.id}-{position}"  # an excerpt stands where the passage stands it begins in
    at = next(n for n, one in enumerate(near) if one.id == whole)
    return Context(
        document,
        passage,
        before=_shown(near[at - 1]) if at else None,
        after=_shown(near[at + 1]) if at + 1 < len(near) else None,
    )


def _shown(passage: Passage) -> Passage | None:
    # Headings stand in the heading path.
    return passage if passage.kind is not Kind.HEADING else None
