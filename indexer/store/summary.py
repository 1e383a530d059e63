"""What the store tells about itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from indexer.model import FileStatus


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the indexer.

    Attributes:
        started, finished: in UTC; ``finished`` is None if it is under way or was cut off.
        paths: what it was pointed at.
        counts: what it did, in its own words.
    """

    id: int
    started: datetime
    finished: datetime | None
    paths: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How much the store holds.

    Attributes:
        files: number of ledger entries by status; a status without files is absent.
        years: first and last year of publication; None if no document has a date.
        pages_without_text: scans and empty pages.
        missing: files that are no longer where they were and are still searched.
    """

    files: Mapping[FileStatus, int]
    documents: int
    pages: int
    passages: int
    years: tuple[int, int] | None
    pages_without_text: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """One content that a path held for a time.

    Attributes:
        document: id of the document it became.
        first_seen, last_seen: by runs of the indexer, in UTC.
        superseded_at: when a run found other content at the path; None if it is there now.
    """

    path: str
    document: str
    sha256: str | None
    first_seen: datetime
    last_seen: datetime
    superseded_at: datetime | None = None
