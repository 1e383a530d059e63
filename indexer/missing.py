"""Files of the ledger that are no longer where they were.

Only what is surely gone counts. A folder that is not there, or holds nothing at all, is
more likely a share that is not mounted than one that somebody emptied: nothing in it
counts as missing then, and that is said.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from indexer.containers import MARK
from indexer.files import written
from indexer.model import FileStatus, LedgerEntry

_UNREAD = (FileStatus.FAILED, FileStatus.QUARANTINED)


class Ledger(Protocol):
    """What has to be known of earlier runs."""

    def entry(self, path: str) -> LedgerEntry | None:
        """Return what the ledger says of a file; None if it was never offered."""

    def entries_under(self, folder: str) -> Sequence[LedgerEntry]:
        """Return the entries of the files in a folder, at any depth."""


def doubt_about(folder: Path, seen: Collection[str], ledger: Ledger) -> str | None:
    """Tell why nothing can be said of the files that are not found in a folder.

    Args:
        folder: as a run was given it.
        seen: paths of all files found by the run.
        ledger: of earlier runs.

    Returns:
        None where what is not found there is missing.
    """
    place = prefix(folder)
    if not ledger.entries_under(place) or any(path.startswith(place) for path in seen):
        return None
    what = "holds no file to read" if folder.is_dir() else "is not there"
    return (
        f"{written(folder)} {what}, though files in it were indexed. Nothing in it counts as "
        "missing: see whether the share is mounted, and run again."
    )


def missing_in(folder: Path, seen: Collection[str], ledger: Ledger) -> list[str]:
    """List the files of the ledger in a folder that a run did not find and that are gone.

    For the arguments see :func:`doubt_about`, which is to be asked first.
    """
    known = [entry.path for entry in ledger.entries_under(prefix(folder))]
    return [path for path in known if path not in seen and _is_gone(path, ledger)]


def prefix(folder: Path) -> str:
    """Write how the paths of the files in a folder begin."""
    return written(folder.resolve()).rstrip(os.sep) + os.sep


def _is_gone(path: str, ledger: Ledger) -> bool:
    """Tell whether a path leads nowhere; one that cannot be looked at may be there still."""
    outer, _, within = path.partition(MARK)
    try:
        Path(outer).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return bool(within) and not _is_closed(path, ledger)


def _is_closed(path: str, ledger: Ledger) -> bool:
    """Tell whether a container on the way to a file could not be read this time."""
    while MARK in path:
        path = path.rpartition(MARK)[0]
        container = ledger.entry(path)
        if container is None or container.status in _UNREAD:
            return True
    return False
