"""The file a document was read from, and whether it is still the same."""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from indexer.containers import opened, split
from indexer.errors import ExtractionError
from indexer.files import hash_of
from indexer.model import Document


class Original(StrEnum):
    """What has become of the file since it was read."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"


def check_original(document: Document) -> Original:
    """Compare the file on disk with the one that was read."""
    path = Path(document.path)
    try:
        state = split(path)[0].stat()
        digest = _digest(path, state.st_size, state.st_mtime_ns)
    except (OSError, ExtractionError):
        return Original.MISSING
    return Original.SAME if digest == document.sha256 else Original.CHANGED


@lru_cache(maxsize=1024)
def _digest(path: Path, size: int, modified: int) -> str:  # noqa: ARG001 - they key the cache
    with opened(path) as original:
        return hash_of(original)
