"""What a council or partnership undertakes of its own: actions, promises and resolutions."""

from collections.abc import Sequence

from indexer.findings.model import Finding
from indexer.model import Passage
from nlp.taxonomy import Taxonomy
from nlp.types import Speaker

_OWN = frozenset({Speaker.COUNCIL, Speaker.PARTNERSHIP})


def is_own(document_type: str | None, taxonomy: Taxonomy) -> bool:
    """Tell whether a kind of document is a council's or a partnership's own."""
    known = taxonomy.document_type(document_type)
    return bool(known and known.speaker in _OWN)


def read_undertakings(document: str, passages: Sequence[Passage]) -> tuple[Finding, ...]:
    """Return what a document undertakes, in reading order."""
    return ()
