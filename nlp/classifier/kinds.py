"""Settle on one name for a kind of document."""

from functools import lru_cache

from nlp.taxonomy import load_taxonomy


@lru_cache(maxsize=256)
def kind_of(document_type: str | None) -> str | None:
    """Return the taxonomy's id of a document type given by id or alias; None if unknown."""
    kind = load_taxonomy().document_type(document_type)
    return kind.id if kind else None
