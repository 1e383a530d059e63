"""Files that hold documents: ZIP archives, and mail with attachments.

A document within a container is addressed by a path that goes on inside it::

    /papers/2022.zip!/minutes/May.eml!/report.pdf

Such a path stands in the ledger beside those of files. :func:`opened` gives a real file
for any of them, unpacked into a temporary folder where need be. Names in a container are
never used as places on disk, so none can lead out of that folder.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from indexer.archives import zip_contents
from indexer.errors import ExtractionError
from indexer.extract.formats import is_candidate, read_head
from indexer.extract.mail import starts_as_mail
from indexer.extract.office.archive import OLE
from indexer.extract.sniff import kind_of

MARK = "!/"
MAX_DEPTH = 4
"""Containers within containers: a message with a ZIP in an archive of messages is three. A
file that holds itself would go on for ever."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a container: its name there, clean and unlike any other, and its bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A member laid out on disk, or the reason why it cannot be."""

    member: Member
    file: Path | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """One file of a container: ``write`` lays it out, or raises ExtractionError."""

    name: str
    size: int
    write: Callable[[Path], None]


def is_container(path: Path) -> bool:
    """Tell whether a real file holds documents of its own: a ZIP archive, or a mail.

    A Word, Excel or PowerPoint file is an archive too, but one document.
    """
    try:
        head = read_head(path)
    except ExtractionError:
        return False
    return _is_archive(path, head) or _is_mail(path, head)


def is_archive(path: Path) -> bool:
    """Tell whether a real file is nothing but a container; a mail is a document as well."""
    try:
        return _is_archive(path, read_head(path))
    except ExtractionError:
        return False


def members(path: Path) -> list[Member]:
    """List the files in a container, itself in another or not.

    Files that nobody wrote are left out, as they are when a folder is walked.

    Raises:
        ExtractionError: it is damaged, protected, or would unpack beyond all measure.
    """
    with opened(path) as file, _contents(file) as contents:
        return [Member(content.name, content.size) for content in contents]


def unpack(file: Path) -> Iterator[Unpacked]:
    """Lay out the members of a real file one after another.

    Each is gone when the next is asked for. One that cannot be read comes with the
    reason; the others follow.

    Raises:
        ExtractionError: as :func:`members`.
    """
    with _contents(file) as contents, tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        for content in contents:
            member = Member(content.name, content.size)
            place = Path(folder) / file_name(content.name)
            try:
                content.write(place)
            except ExtractionError as error:
                yield Unpacked(member, None, str(error))
            else:
                yield Unpacked(member, place)
            place.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Give a real file to read for any path of the ledger, as long as the context lasts.

    Raises:
        ExtractionError: the container or the member is damaged, or no longer there.
    """
    outer, names = split(path)
    if not names:
        yield outer
        return
    with tempfile.TemporaryDirectory(prefix="sightline-") as folder:
        file = outer
        for depth, name in enumerate(names):
            place = Path(folder) / str(depth)
            place.mkdir()
            file = _unpack_one(file, name, place)
        yield file


def split(path: Path) -> tuple[Path, list[str]]:
    """Part a path into the real file and the names within it, outermost first."""
    text = path.as_posix()
    at = text.find(MARK)
    while at >= 0:
        outer = Path(text[:at])
        if outer.is_file():
            return outer, text[at + len(MARK) :].split(MARK)
        at = text.find(MARK, at + 1)
    return path, []


def ways_in(path: str) -> Iterator[str]:
    """Yield a path, and what is left of it cut off at each mark: one of them is the real file.

    A folder may be called "Urgent!", so not every mark is ours.
    """
    yield path
    at = path.find(MARK)
    while at >= 0:
        yield path[:at]
        at = path.find(MARK, at + 1)


def within(container: Path, name: str) -> Path:
    """Give the path of a member."""
    return Path(f"{container}{MARK}{name}")


def depth_of(path: Path) -> int:
    """Count the containers a path leads through."""
    return len(split(path)[1])


def file_name(name: str) -> str:
    """Make a safe name on disk of a member's, with the same suffix."""
    last = PurePosixPath(name)
    stem = _UNSAFE.sub("_", last.stem)[:_LONGEST_NAME].strip(". ") or "file"
    return f"{stem}{_UNSAFE.sub('_', last.suffix)[:20]}"


def _is_archive(path: Path, head: bytes) -> bool:
    return head.startswith(b"PK") and kind_of(path, head) == ".zip"


def _is_mail(path: Path, head: bytes) -> bool:
    kind = kind_of(path, head)
    return kind == ".msg" if head.startswith(OLE) else starts_as_mail(head, kind)


def _unpack_one(container: Path, name: str, folder: Path) -> Path:
    with _contents(container) as contents:
        for content in contents:
            if content.name == name:
                place = folder / file_name(name)
                content.write(place)
                return place
    raise ExtractionError(f"{container.name} no longer holds {name}. Index it again.")


@contextmanager
def _contents(file: Path) -> Iterator[list[_Content]]:
    """List what is in a container, under names that are clean and each used once."""
    if is_archive(file):
        with zip_contents(file) as found:
            yield _named([_Content(name, size, write) for name, size, write in found])
    else:
        yield _named(list(_mail_contents(file)))


def _mail_contents(file: Path) -> Iterator[_Content]:
    from indexer.extract.messages import read_message

    for number, one in enumerate(read_message(file).attachments, start=1):
        # A name is no path: a subject may hold a slash.
        name = _UNSAFE.sub("_", one.name).strip() or f"attachment {number}"
        try:
            data = one.read()
        except ExtractionError as error:
            yield _Content(name, 0, _refusing(error))
        else:
            yield _Content(name, len(data), _writing(data))


def _writing(data: bytes) -> Callable[[Path], None]:
    def write(place: Path) -> None:
        place.write_bytes(data)

    return write


def _refusing(error: ExtractionError) -> Callable[[Path], None]:
    def write(_place: Path) -> None:
        raise error

    return write


def _named(contents: list[_Content]) -> list[_Content]:
    named: dict[str, _Content] = {}
    count: dict[str, int] = {}
    for content in contents:
        name = clean = _clean(content.name)
        if not all(is_candidate(Path(part)) for part in clean.split("/")):
            continue
        while name in named:
            count[clean] = count.get(clean, 1) + 1
            base = PurePosixPath(clean)
            name = str(base.with_name(f"{base.stem} ({count[clean]}){base.suffix}"))
        named[name] = _Content(name, content.size, content.write)
    return list(named.values())


def _clean(name: str) -> str:
    """Make a relative path of a name, without steps upwards and without our own mark."""
    parts = [part.strip() for part in re.split(r"[\\/]", name)]
    kept = [re.sub(r"[\x00-\x1f]", "", part) for part in parts if part not in {"", ".", ".."}]
    return "/".join(f"{part[:-1]}_" if part.endswith("!") else part for part in kept) or "file"
