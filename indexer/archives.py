"""ZIP archives, which strangers made: nothing is unpacked that might fill the disk."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import ExtractionError

MAX_MEMBERS = 10_000
"""Files in one archive: as many as the largest share is expected to hold in all."""
MAX_BYTES = 4_000_000_000
"""Unpacked bytes of all its files. They are laid out one by one, but each has to be read."""
MAX_MEMBER = 1_000_000_000
"""Unpacked bytes of one file, which has to fit on disk; the largest scans are a tenth of it."""
MAX_RATIO = 150
"""Times an archive may grow, once it grows beyond :data:`FREE_BYTES`. Papers hardly shrink;
text and tables pack up to thirtyfold, and only what repeats itself without end a thousandfold."""
FREE_BYTES = 100_000_000
"""Bytes that may be unpacked whatever the ratio: a blank scan packs well too."""
_CHUNK = 1 << 20
_ENCRYPTED, _UTF8 = 0x1, 0x800

Content = tuple[str, int, Callable[[Path], None]]
"""Name, bytes, and what lays the file out."""


@contextmanager
def zip_contents(path: Path) -> Iterator[list[Content]]:
    """List the files of an archive, folders left out, in the archive's order.

    Raises:
        ExtractionError: it is damaged, protected as a whole, or beyond the limits.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ExtractionError(
            f"{path.name} is a damaged archive ({error}). Copy it again from its source, or "
            "unpack it and index the files."
        ) from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _check(path, infos)
        yield [(_name(info), info.file_size, _writer(archive, info)) for info in infos]


def _check(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive by the sizes it claims; unpacking never goes beyond them."""
    if infos and all(info.flag_bits & _ENCRYPTED for info in infos):
        raise ExtractionError(
            f"{path.name} is protected by a password. Unpack it and index the files."
        )
    total = sum(info.file_size for info in infos)
    packed = max(path.stat().st_size, 1)
    if len(infos) > MAX_MEMBERS:
        told = f"holds {len(infos):,} files, more than the {MAX_MEMBERS:,} allowed"
    elif total > MAX_BYTES:
        told = f"would unpack to {total / 1e9:.1f} GB, more than the {MAX_BYTES / 1e9:.0f} allowed"
    elif total > FREE_BYTES and total > MAX_RATIO * packed:
        told = f"would grow {total // packed:,} times when unpacked, as only hostile archives do"
    else:
        return
    raise ExtractionError(f"{path.name} {told}. If it is genuine, unpack it and index the files.")


def _writer(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[Path], None]:
    def write(place: Path) -> None:
        name = _name(info)
        if info.flag_bits & _ENCRYPTED:
            raise ExtractionError(f"{name} is protected by a password. Unpack it and index it.")
        if info.file_size > MAX_MEMBER:
            raise ExtractionError(
                f"{name} would unpack to {info.file_size / 1e9:.1f} GB, more than the "
                f"{MAX_MEMBER / 1e9:.0f} allowed. If it is genuine, unpack it and index it."
            )
        try:
            with archive.open(info) as source, place.open("wb") as target:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
        except (*_DAMAGE, OSError) as error:
            raise ExtractionError(
                f"{name} is damaged in its archive ({error}). Unpack it again from its source."
            ) from error

    return write


_DAMAGE = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, NotImplementedError)


def _name(info: zipfile.ZipInfo) -> str:
    """Give a file's name; some programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
