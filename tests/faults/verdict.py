"""What is a correct end for each kind of damage, and whether a file came to one.

=========  ==================================================================================
kind       what is correct
=========  ==================================================================================
bits       indexed, or failed, or skipped where the flip hit what the file is known by
truncated  a PDF: failed, or indexed and marked as repaired unless all its text was left; an
           Office file: failed; text: indexed as far as it goes; a picture: either
blanked    indexed, or failed, or skipped
renamed    indexed as what it is: as many pages and passages as under its own name
claim      failed, or indexed with the pages that it has
password   failed, and the error says that there is a password
owner      indexed, with as many pages and passages as without
bomb       failed; or an archive of which a member failed
=========  ==================================================================================

A file may also be quarantined, if its worker was killed for time or memory; these are
counted apart, because a run that quarantines is slow.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.containers import MARK
from indexer.model import FileStatus, LedgerEntry
from indexer.store.repository import Store
from tests.faults.mutate import BOMB, RENAMED, Mutant

_INDEXED, _FAILED, _SKIPPED = FileStatus.INDEXED, FileStatus.FAILED, FileStatus.SKIPPED
_DUPLICATE, _CONTAINER = FileStatus.DUPLICATE, FileStatus.CONTAINER
#: Left as they are, or so little changed that another file of the run is the same.
_ANY = {_INDEXED, _DUPLICATE, _FAILED, _SKIPPED, _CONTAINER}
_ALLOWED = {
    "bits": _ANY,
    "truncated": _ANY,
    "blanked": _ANY,
    RENAMED: {_INDEXED, _DUPLICATE},
    "claim": {_INDEXED, _FAILED, _DUPLICATE},
    "password": {_FAILED},
    "owner": {_INDEXED},
    BOMB: {_FAILED, _CONTAINER},
}
_OFFICE = {".docx", ".pptx", ".xlsx"}
_UNFORESEEN = ("Unexpected fault", "before this file was finished", "Traceback")
_PYTHON = re.compile(
    r"NoneType|has no attribute|list index out of range|\w+Error\b|__\w+__|object at 0x"
)
#: Every error ends with what to do about it.
_ADVICE = re.compile(
    r"\b(Fetch|Copy|Open|Save|Split|Remove|Unpack|unpack|Scan|Part|It is not tried again|"
    r"can be read, and ZIP archives of them)\b"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of one file: numbers of pages and passages, and if it was repaired."""

    pages: int
    passages: int
    repaired: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger at the end of a run, and what became of the files, by path."""

    entries: Mapping[str, LedgerEntry]
    held: Mapping[str, Held]

    @classmethod
    def of(cls, store: Store) -> "Ledger":
        """Read it from a store."""
        counts = store.passage_counts()
        documents = {
            one.id: Held(len(one.pages), counts.get(one.id, 0), one.repaired)
            for one in store.documents()
        }
        entries = {entry.path: entry for entry in store.entries()}
        known = {p: documents.get(e.document or "") for p, e in entries.items()}
        return cls(entries, {path: held for path, held in known.items() if held})


def exceptions(mutants: Sequence[Mutant], whole: Ledger, damaged: Ledger) -> Iterator[str]:
    """Tell of every file that did not come to a correct end.

    Args:
        mutants: the damaged files.
        whole: what became of the files they were made of.
        damaged: what became of them.
    """
    for mutant in mutants:
        entry = damaged.entries.get(str(mutant.path))
        if entry is None:
            yield f"{mutant.path.name}: not in the ledger"
            continue
        held = damaged.held.get(entry.path)
        source = whole.held.get(str(mutant.source)) if mutant.source else None
        found = [*_wording(entry), *_end(mutant, entry, held, source)]
        if (
            mutant.kind == BOMB
            and entry.status is _CONTAINER
            and not _failed_within(entry, damaged)
        ):
            found.append("unpacked as if it were none")
        for fault in found:
            yield f"{mutant.path.name} ({mutant.source and mutant.source.name}): {fault}"
    known = {str(mutant.path) for mutant in mutants}
    for path, entry in damaged.entries.items():
        if path not in known:
            if path.partition(MARK)[0] not in known:
                yield f"{path}: nobody offered it"
            for fault in _wording(entry):
                yield f"{path}: {fault}"


def _failed_within(container: LedgerEntry, damaged: Ledger) -> bool:
    start = f"{container.path}{MARK}"
    inside = (entry for path, entry in damaged.entries.items() if path.startswith(start))
    return any(entry.status is _FAILED for entry in inside)


def _wording(entry: LedgerEntry) -> Iterator[str]:
    """Find fault with an error, or with its absence."""
    if entry.status in {_INDEXED, _CONTAINER}:
        if entry.error:
            yield f"{entry.status}, and yet with an error: {entry.error}"
        return
    told = entry.error or ""
    if not told:
        yield f"{entry.status} without a reason"
    elif any(words in told for words in _UNFORESEEN) or _PYTHON.search(told):
        yield f"not in plain words: {told}"
    elif entry.status is not _DUPLICATE and not _ADVICE.search(told):
        yield f"does not say what to do: {told}"


def _end(
    mutant: Mutant, entry: LedgerEntry, held: Held | None, source: Held | None
) -> Iterator[str]:
    if entry.status is FileStatus.QUARANTINED:
        return
    if entry.status not in _ALLOWED[mutant.kind]:
        yield f"{entry.status}: {entry.error}"
    elif entry.status is _INDEXED and held is None:
        yield "indexed, but no document is in the store"
    elif entry.status is _INDEXED and held is not None:
        yield from _reading(mutant, held, source)
    elif mutant.kind == "password" and "password" not in (entry.error or ""):
        yield f"does not speak of a password: {entry.error}"


def _reading(mutant: Mutant, held: Held, source: Held | None) -> Iterator[str]:
    """Compare what was read with what the source holds."""
    if not held.pages:
        yield "indexed without a page"
    if source is None:
        return
    suffix = mutant.source.suffix if mutant.source else ""
    told = f"{held.pages} pages and {held.passages} passages of {source.pages}, {source.passages}"
    # The line that renaming adds is text, where the file is text.
    more = 1 if mutant.kind == RENAMED and suffix in {".csv", ".eml", ".html", ".txt"} else 0
    same = held.pages == source.pages and abs(held.passages - source.passages) <= more
    if mutant.kind in {RENAMED, "owner"} and not same:
        yield f"indexed otherwise than its source: {told}"
    if mutant.kind == "claim" and held.pages > source.pages:
        yield f"indexed with pages that are not there: {told}"
    if mutant.kind == "truncated":
        if suffix in _OFFICE:
            yield f"indexed, though its end is gone: {told}"
        elif suffix == ".pdf" and not (same or held.repaired):
            yield f"indexed and not marked as repaired: {told}"
