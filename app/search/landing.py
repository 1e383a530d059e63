"""The first page: what is here, and questions to begin with."""

from dataclasses import dataclass

from app.search.params import SearchParams
from app.wiring import Workplace
from indexer.model import Document, FileStatus
from indexer.search.base import Sort
from indexer.status import unfinished
from indexer.store.summary import StoreCounts

RECENT = 6

_UNREAD = (FileStatus.FAILED, FileStatus.QUARANTINED)

_EXAMPLES: tuple[tuple[str, SearchParams], ...] = (
    (
        "What inspectors say needs to improve in supervision",
        SearchParams(
            filters={
                "theme": ("supervision-oversight",),
                "stance": ("needs-improvement",),
                "speaker": ("inspectorate",),
            }
        ),
    ),
    ("Timeliness of strategy discussions", SearchParams(text="strategy discussions timely")),
    (
        "Strengths in direct work with children",
        SearchParams(filters={"theme": ("direct-work",), "stance": ("strength",)}),
    ),
    (
        "Everything on kinship care, newest first",
        SearchParams(filters={"theme": ("kinship-care",)}, sort=Sort.DATE),
    ),
    ("The exact words “management oversight”", SearchParams(text='"management oversight"')),
)


@dataclass(frozen=True, slots=True)
class Landing:
    """What the first page shows.

    Attributes:
        passages: those that can be found; what the store counts takes in headings.
        failed: files that could not be read.
        unfinished: files that a run under way, or one broken off, has not come to the end of.
    """

    counts: StoreCounts
    passages: int
    failed: int
    unfinished: int
    examples: tuple[tuple[str, SearchParams], ...]
    recent: tuple[Document, ...]


def build_landing(place: Workplace) -> Landing:
    """Gather the first page."""
    counts = place.store.counts()
    themes = place.words.known("theme")
    left = unfinished(place.store)
    return Landing(
        counts=counts,
        passages=place.engine().count(),
        failed=sum(counts.files.get(status, 0) for status in _UNREAD) - left,
        unfinished=left,
        examples=tuple(e for e in _EXAMPLES if set(e[1].filters.get("theme", ())) <= set(themes)),
        recent=tuple(place.store.latest_documents(RECENT)),
    )
