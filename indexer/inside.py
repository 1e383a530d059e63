"""Files within containers against the ledger: which are new, changed or already done.

The files in an archive or a mail have ledger entries of their own, under paths that go
on inside it, with the time of the outermost container. An archive's own entry says
``container``: it is no document and counts as none. A mail's is that of a document.

As long as a container has the size and time of its entry, its members are those of the
ledger and nothing is unpacked to look at them. This can be relied on because the entry
of a container is settled last, when all its members are in the ledger.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from indexer.archives import FREE_BYTES, MAX_BYTES, MAX_MEMBERS, MAX_RATIO
from indexer.containers import (
    MAX_DEPTH,
    Unpacked,
    depth_of,
    is_archive,
    is_container,
    unpack,
    within,
)
from indexer.errors import ExtractionError
from indexer.files import INTERRUPTED, Look, is_due, look, look_inside, written
from indexer.model import FileStatus, LedgerEntry, Stage
from indexer.readers import readers_version


class Ledger(Protocol):
    """What has to be known of earlier runs."""

    def entry(self, path: str) -> LedgerEntry | None:
        """Return what the ledger says of a file; None if it was never offered."""

    def entries_within(self, container: str) -> Sequence[LedgerEntry]:
        """Return the entries of the files in a container, at any depth."""


def look_through(files: Iterable[Path], ledger: Ledger) -> Iterator[Look]:
    """Compare files with the ledger, and the members of containers before themselves."""
    for path in files:
        known = ledger.entry(written(path))
        item = look(path, known)
        if item.entry is known:
            yield from _kept(known, ledger)
            yield item
        elif item.entry.sha256 is None:
            yield item  # it cannot be opened
        else:
            allowance = _Allowance(item.entry.size)
            yield from _members_first(item, path, ledger, allowance)


@dataclass(slots=True)
class _Allowance:
    """What a file may unpack to with all that lies in it, at whatever depth.

    Each archive is checked before it is unpacked. Ten archives of ten, each within the
    limits, would still unpack to a hundred times as much.
    """

    packed: int
    files: int = 0
    size: int = 0

    def take(self, size: int) -> None:
        """Count one more file that was unpacked.

        Raises:
            ExtractionError: it was one too many.
        """
        self.files += 1
        self.size += size
        grown = self.size > FREE_BYTES and self.size > MAX_RATIO * self.packed
        if grown or self.files > MAX_MEMBERS or self.size > MAX_BYTES:
            raise ExtractionError(
                f"It grows beyond all measure while the archives in it are unpacked: "
                f"{self.files:,} files and {self.size / 1e9:.1f} GB so far. If it is genuine, "
                "unpack it and index the files."
            )


def _kept(container: LedgerEntry, ledger: Ledger) -> Iterator[Look]:
    """Take the members of an unchanged container from the ledger.

    Those of another time are no longer in it. One that is due is tried again, unless it
    could not even be unpacked: that will not change.
    """
    for entry in ledger.entries_within(container.path):
        if entry.modified != container.modified:
            continue
        again = is_due(entry) and entry.sha256 is not None
        yield Look(_begun(entry) if again else entry, work=again)


def _begun(entry: LedgerEntry) -> LedgerEntry:
    failed, version = FileStatus.FAILED, readers_version()
    return replace(entry, status=failed, stage=Stage.READ, error=INTERRUPTED, reader=version)


def _members_first(item: Look, file: Path, ledger: Ledger, allowance: _Allowance) -> Iterator[Look]:
    """Look at what is in a file, if it is a container, and then settle the file itself."""
    if not is_container(file):
        yield item
        return
    error = None
    path = Path(item.entry.path)
    if depth_of(path) >= MAX_DEPTH:
        error = (
            f"It lies in {MAX_DEPTH} archives or messages, one within the other. "
            "Unpack them and index the files."
        )
    else:
        try:
            for one in unpack(file):
                allowance.take(one.member.size)
                yield from _member(one, item.entry, ledger, allowance)
        except ExtractionError as fault:
            error = str(fault)
    yield _settled(item, error) if is_archive(file) else item


def _member(
    one: Unpacked, container: LedgerEntry, ledger: Ledger, allowance: _Allowance
) -> Iterator[Look]:
    path, modified = within(Path(container.path), one.member.name), container.modified
    known = ledger.entry(str(path))
    if one.file is None:
        yield Look(_unpackable(path, one, modified), work=False)
    else:
        item = look_inside(path, one.file, known, modified=modified)
        yield from _members_first(item, one.file, ledger, allowance)


def _unpackable(path: Path, one: Unpacked, modified: float) -> LedgerEntry:
    return LedgerEntry(
        path=str(path),
        sha256=None,
        size=one.member.size,
        modified=modified,
        status=FileStatus.FAILED,
        stage=Stage.READ,
        error=one.error,
    )


def _settled(item: Look, error: str | None) -> Look:
    """Settle an archive; it holds no text itself, so there is nothing to read."""
    entry = replace(
        item.entry,
        sha256=None if error else item.entry.sha256,
        status=FileStatus.FAILED if error else FileStatus.CONTAINER,
        stage=Stage.READ if error else Stage.DONE,
        document=None,
        error=error,
    )
    return Look(entry, work=False)
