"""Papers that were added in the browser, kept under their own names, never overwritten.

Whatever is added at once lies in a folder of its own under ``HOME/uploads``, named for when
that was, so that two papers of one name never meet. What became of each is in the ledger,
as of any other file.
"""

import re
import secrets
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath
from typing import IO, Any

from indexer.errors import IndexerError
from indexer.extract.formats import is_candidate
from indexer.home import Home

if sys.platform != "win32":
    import fcntl

LARGEST = 500_000_000
"""Bytes of one file. The largest scans are a fifth of it, and a server takes twice as much."""
MOST = 2_000
"""Files added at once; a larger share is indexed from its folder by the command line."""
ROOM = 1_000_000_000
"""Bytes that stay free on disk, for the index has to grow with what was added."""

_BATCH = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 120
_COPY = 1 << 20
_COMING = ".coming-"
_BEGINNING = timedelta(minutes=1)
"""So long after it last grew nothing is taken for cut off, for it may not have its lock yet."""
_DAY = timedelta(days=1)


class UploadRefused(IndexerError):
    """A file cannot be added; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was added at once.

    Attributes:
        id: its name in addresses and under ``HOME/uploads``.
        began: in UTC.
        files: in order of their names.
    """

    id: str
    began: datetime
    folder: Path
    files: tuple[Path, ...]


def begin_batch(home: Home) -> Batch:
    """Make a folder for what is added now, and clear away what was cut off before."""
    clear_cut_off(home)
    moment = datetime.now(UTC).replace(microsecond=0)
    id_ = f"{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
    folder = home.uploads / id_
    folder.mkdir(parents=True)
    return Batch(id_, moment, folder, ())


def clear_cut_off(home: Home) -> int:
    """Delete what is left of files that were cut off on their way; returns of how many.

    Those are the ones whose process is gone, and after a day all; empty folders go then, too.
    """
    gone = 0
    for path in home.uploads.glob(f"*/{_COMING}*"):
        with suppress(FileNotFoundError):
            age = _age(path)
            if age > _DAY or (age > _BEGINNING and not _is_held(path)):
                path.unlink()
                gone += 1
    for folder in home.uploads.glob("*/"):
        with suppress(OSError):  # it holds papers, or another process was first
            if _age(folder) > _DAY:
                folder.rmdir()
    return gone


def find_batch(home: Home, id_: str) -> Batch | None:
    """Return what was added under an id; None if nothing was."""
    folder = home.uploads / id_
    if not _BATCH.fullmatch(id_) or not folder.is_dir():
        return None
    began = datetime.strptime(id_[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    files = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    return Batch(id_, began, folder, tuple(files))


def batches(home: Home, *, limit: int) -> list[Batch]:
    """Return what was added last, newest first; what holds no file is left out."""
    if not home.uploads.is_dir():
        return []
    names = sorted((folder.name for folder in home.uploads.iterdir()), reverse=True)
    found = (find_batch(home, name) for name in names)
    return [batch for batch in found if batch and batch.files][:limit]


def keep_file(batch: Batch, name: str, content: IO[bytes]) -> Path:
    """Keep a file under its name, or under one like it where that is taken.

    A file that was cut off on its way leaves nothing behind.

    Args:
        name: as the browser gives it.
        content: read to its end.

    Raises:
        UploadRefused: it is too large, no paper by its name, or one too many, or the disk
            is full.
    """
    safe = safe_name(name)
    if not is_candidate(Path(safe)):
        raise UploadRefused(
            f"{safe} was left out: files of this name belong to the computer or describe their "
            "folder. If it is a paper, give it another name and add it again."
        )
    if len(batch.files) >= MOST:
        raise UploadRefused(
            f"{safe} was left out: {MOST:,} files are added at once. Add the others afterwards."
        )
    with _taken_in(batch.folder, content, safe) as kept:
        return _named(kept, batch.folder, safe)


def safe_name(name: str) -> str:
    """Return a file's name as it may stand on any disk: its last part, without what is unsafe."""
    last = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    clean = _UNSAFE.sub("_", last).strip().rstrip(".") or "unnamed"
    if _DEVICES.match(clean):
        clean = f"_{clean}"
    suffix = PurePath(clean).suffix
    if len(clean.encode()) <= _LONGEST or len(suffix) > 10:
        return clean.encode()[:_LONGEST].decode(errors="ignore")
    stem = clean[: -len(suffix)].encode()[: _LONGEST - len(suffix.encode())]
    return stem.decode(errors="ignore").rstrip() + suffix


@contextmanager
def _taken_in(folder: Path, content: IO[bytes], name: str) -> Iterator[Path]:
    """Copy what comes to a hidden file, which is gone afterwards."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=_COMING) as file:
        _hold(file)
        size = 0
        while chunk := content.read(_COPY):
            size += len(chunk)
            if size > LARGEST:
                raise UploadRefused(
                    f"{name} is larger than the {LARGEST // 1_000_000} MB that are taken here. "
                    "Have whoever looks after Sightline index it from its folder."
                )
            if shutil.disk_usage(folder).free < ROOM:
                raise UploadRefused(
                    f"{name} was not saved: the disk that Sightline keeps papers on is almost "
                    "full. Tell whoever looks after it."
                )
            file.write(chunk)
        file.flush()
        yield Path(file.name)


def _hold(file: Any) -> None:
    """Show other processes that this one lives: a lock on an open file ends with its process."""
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX)


def _is_held(path: Path) -> bool:
    if sys.platform == "win32":
        return True
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _age(path: Path) -> timedelta:
    return datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _named(kept: Path, folder: Path, name: str) -> Path:
    """Give a file its name; one that another has already is numbered."""
    path, number = folder / name, 1
    while True:
        try:
            # Unlike renaming, linking fails where there is a file already.
            path.hardlink_to(kept)
        except FileExistsError:
            number += 1
            path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        else:
            path.chmod(0o640)
            return path
