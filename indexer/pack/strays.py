"""Bytes of a zip that belong to none of its files, and that whatever opens it passes over."""

import struct
import zipfile
from typing import BinaryIO

_LOCAL = struct.Struct("<4s22xHH")
_END, _END_LENGTH = b"PK\x05\x06", 22
_DESCRIPTORS = (12, 16, 20, 24)
"""Bytes that other programs write after the content of a file, where its head says so."""
_HAS_DESCRIPTOR = 0x08


def find_strays(archive: zipfile.ZipFile, file: BinaryIO) -> list[str]:
    """Say where there is anything beside the files of an archive and the list of them.

    Args:
        archive: as read from ``file``.
        file: the same, open for reading.
    """
    members = sorted(archive.infolist(), key=lambda one: one.header_offset)
    starts = [one.header_offset for one in members] + [archive.start_dir]
    ends = [_ends_of(one, file) for one in members]
    places = []
    if starts[0]:
        places.append("before its first file")
    if any(start not in end for start, end in zip(starts[1:], ends, strict=True)):
        places.append("between its files")
    file.seek(-_END_LENGTH, 2)
    last = file.read()
    if not last.startswith(_END) or last[-2:] != b"\0\0":  # that long is its comment
        places.append("after its end")
    return places


def _ends_of(member: zipfile.ZipInfo, file: BinaryIO) -> list[int]:
    """Return where a file may end: its head has a length of its own."""
    file.seek(member.header_offset)
    _, name, more = _LOCAL.unpack(file.read(_LOCAL.size))
    end = member.header_offset + _LOCAL.size + name + more + member.compress_size
    longer = _DESCRIPTORS if member.flag_bits & _HAS_DESCRIPTOR else ()
    return [end, *(end + length for length in longer)]
