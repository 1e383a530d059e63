"""Files on disk against the ledger: which are new, changed or already done."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.containers import MARK
from indexer.extract.formats import is_candidate
from indexer.home import Home
from indexer.model import FileStatus, LedgerEntry, Stage
from indexer.readers import readers_version

INTERRUPTED = "The run ended before this file was finished. Run `sightline index` again."

AGAIN = "again"
"""Noted as the version of the reader, it asks for a file to be read although it has not
changed. It goes when the file is taken up, so a run that was cut off is gone on with."""


def _untold(_doubt: str) -> None:
    pass


def walk(paths: Iterable[Path], home: Home, *, tell: Callable[[str], None] = _untold) -> list[Path]:
    """List the files under ``paths``, each once, in order of their names.

    What is built lies in the home and is no paper, though the home may lie among the papers.

    Args:
        paths: files and folders.
        home: of the index.
        tell: called with why, for each folder that is not looked into.
    """
    built, added = home.path.resolve(), home.uploads.resolve()
    return sorted(
        file
        for file in set(_walk(tuple(paths), tell))
        if not file.is_relative_to(built) or file.is_relative_to(added)
    )


def _walk(paths: Sequence[Path], tell: Callable[[str], None]) -> Iterator[Path]:
    roots = [path.resolve() for path in paths]
    for root in roots:
        if not root.is_dir():
            yield root
            continue
        for place, folders, names in os.walk(root, onerror=lambda fault: tell(_closed(fault))):
            here = Path(place)
            for name in folders:
                target = (here / name).resolve()
                if not any(map(target.is_relative_to, roots)):
                    tell(_aside(here / name, target))
            for file in filter(is_candidate, map(here.joinpath, names)):
                try:
                    if stat.S_ISREG(file.stat().st_mode):
                        yield file.resolve()
                except OSError:  # a link that leads nowhere, perhaps; looking at it tells why
                    yield file


def _closed(fault: OSError) -> str:
    folder = written(Path(fault.filename))
    return f"{folder} cannot be opened ({fault.strerror}). Nothing in it was looked at."


def _aside(link: Path, target: Path) -> str:
    return (
        f"{written(link)} is a link to a folder elsewhere and was not followed. "
        f"Give {written(target)} as a PATH to index what is in it."
    )


def written(path: Path) -> str:
    """Write a path as the ledger can keep it: bytes that are no letters by their numbers.

    Names on old shares are in encodings of their time, and no database takes them.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Look:
    """What comparing one file with the ledger showed.

    Attributes:
        entry: what the ledger is to say now.
        work: the file has to be read.
    """

    entry: LedgerEntry
    work: bool

    @property
    def inside(self) -> bool:
        """It lies in an archive or a mail."""
        return MARK in self.entry.path


def look(path: Path, known: LedgerEntry | None) -> Look:
    """Compare a file with its ledger entry, by size and time first, then by content."""
    if written(path) != str(path):
        error = "Its name, or that of a folder it lies in, holds what is no letter here. Rename it."
        return Look(_unreadable(path, known, error), work=False)
    try:
        at = path.stat()
        same = known and (known.size, known.modified) == (at.st_size, at.st_mtime)
        if known and same and not is_due(known):
            return Look(known, work=False)
        return look_inside(path, path, known, modified=at.st_mtime)
    except OSError as fault:
        error = f"The file cannot be opened ({fault.strerror or fault})."
        if isinstance(fault, FileNotFoundError) and path.is_symlink():
            error = "It is a link that leads nowhere. Put the file itself in its place."
        return Look(_unreadable(path, known, error), work=False)


def look_inside(path: Path, file: Path, known: LedgerEntry | None, *, modified: float) -> Look:
    """Compare the content of a file with its ledger entry.

    Args:
        path: where the ledger has it; a path into a container, perhaps.
        file: where its content lies now.
        known: the ledger entry.
        modified: time it was changed: of a file in a container, the container's.

    Raises:
        OSError: the content cannot be read.
    """
    sha256, size = hash_of(file), file.stat().st_size
    if known and not is_due(known) and known.sha256 == sha256:
        return Look(replace(known, size=size, modified=modified), work=False)
    entry = LedgerEntry(
        path=str(path),
        sha256=sha256,
        size=size,
        modified=modified,
        status=FileStatus.FAILED,
        stage=Stage.READ,
        # The version read before stays in the index until the new one is.
        document=known.document if known else None,
        error=INTERRUPTED,
        attempts=1 + (known.attempts if known and known.sha256 == sha256 else 0),
        reader=readers_version(),
    )
    return Look(entry, work=True)


def is_due(entry: LedgerEntry) -> bool:
    """Tell whether a file is to be read although it has not changed.

    One that failed is, for what it lacked may be there now, and so is one that came back.
    One of no known format, and one that hung or killed its reader, is left alone until the
    code that reads files changes. One that was asked for is.
    """
    if entry.reader == AGAIN:
        return True
    if entry.status in (FileStatus.SKIPPED, FileStatus.QUARANTINED):
        return entry.reader != readers_version()
    return entry.status in (FileStatus.FAILED, FileStatus.REMOVED)


def hash_of(path: Path) -> str:
    """Compute the SHA-256 of a file's content, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unreadable(path: Path, known: LedgerEntry | None, error: str) -> LedgerEntry:
    return LedgerEntry(
        path=written(path),
        sha256=None,
        size=0,
        modified=0.0,
        status=FileStatus.FAILED,
        stage=Stage.READ,
        document=known.document if known else None,
        error=error,
    )


def part_copies(looks: Sequence[Look]) -> tuple[list[Look], list[Look]]:
    """Part files to read from files whose content another of them has already."""
    seen: set[str | None] = set()
    firsts: list[Look] = []
    copies: list[Look] = []
    for item in looks:
        (copies if item.entry.sha256 in seen else firsts).append(item)
        seen.add(item.entry.sha256)
    return firsts, copies
