"""What Office files have in common: an archive of parts, which may be hostile or protected."""

import zipfile
import zlib
from pathlib import Path

from indexer.errors import ExtractionError

OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Packed, a part may claim any size. Unpacked, the libraries hold it in memory: decks with
# photographs unpack to some tens of megabytes, and XML packs about tenfold.
_MOST_BYTES = 400_000_000
_MOST_XML = 150_000_000


def check_archive(path: Path, program: str) -> None:
    """Refuse an Office file that is protected, of the old kind, damaged, or far too large.

    Args:
        path: the file.
        program: the program that writes such files, to be named in the message.

    Raises:
        ExtractionError: with the reason in plain words.
    """
    try:
        with path.open("rb") as file:
            old = file.read(4) == OLE
            protected = old and _ENCRYPTED in file.read()
        sizes = [] if old else _sizes(path)
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, NotImplementedError) as error:
        raise damaged(path, program, error) from error
    except OSError as error:
        raise ExtractionError(f"{path.name} cannot be opened: {error.strerror}.") from error
    if protected:
        raise ExtractionError(
            f"{path.name} is protected by a password. Remove the password in {program} and save it."
        )
    if old:
        raise ExtractionError(
            f"{path.name} is an old binary {program} file under a new name. "
            f"Save it in {program}'s present format."
        )
    xml = sum(size for name, size in sizes if name.endswith((".xml", ".rels", ".vml")))
    if xml > _MOST_XML or sum(size for _, size in sizes) > _MOST_BYTES:
        raise ExtractionError(
            f"{path.name} would unpack to more than {_MOST_BYTES // 1_000_000} MB, or to more "
            f"than {_MOST_XML // 1_000_000} MB of text. Save the part that matters as a file "
            "of its own."
        )


def damaged(path: Path, program: str, error: Exception) -> ExtractionError:
    """Word the failure of a library to read a file."""
    told = str(error).strip() or type(error).__name__
    return ExtractionError(
        f"{path.name} is damaged or no {program} file ({told[:200]}). "
        f"Open it in {program} and save it again, or save it as PDF."
    )


def _sizes(path: Path) -> list[tuple[str, int]]:
    """List the parts with the sizes they claim; the archive reader never goes beyond them."""
    with zipfile.ZipFile(path) as archive:
        return [(info.filename.lower(), info.file_size) for info in archive.infolist()]
