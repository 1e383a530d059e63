"""Outlook messages (.msg) written byte by byte, because no library here writes them.

Such a file is a small file system (Compound File Binary, [MS-CFB]) with a stream for each
property ([MS-OXMSG]). This writer knows only what the tests need.
"""

import struct
from dataclasses import dataclass, field
from itertools import pairwise

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 folder, 2 stream, 5 root
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    start: int = END


def make_msg(
    *, subject: str, body: str = "", html: str = "", sender: str = "", headers: str = "",
    attachments: dict[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """Write a message with its attachments by value."""
    texts = {0x0037: subject, 0x1000: body, 0x0C1A: sender, 0x007D: headers}
    files = attachments or {}
    tree = _properties(texts, {0x1013: html.encode()} if html else {}, header=32)
    for number, (name, data) in enumerate(files.items()):
        inner = _properties({0x3707: name}, {0x3701: data}, header=8, method=1)
        tree[f"__attach_version1.0_#{number:08X}"] = inner
    return _write(tree)


def _properties(
    texts: dict[int, str], binaries: dict[int, bytes], *, header: int, method: int | None = None
) -> Tree:
    tree: Tree = {}
    table = bytes(header)
    for number, text in texts.items():
        if text:
            tree[f"__substg1.0_{number:04X}001F"] = text.encode("utf-16-le")
            table += struct.pack("<HHIII", 0x001F, number, 6, 2 * len(text) + 2, 0)
    for number, data in binaries.items():
        tree[f"__substg1.0_{number:04X}0102"] = data
        table += struct.pack("<HHIII", 0x0102, number, 6, len(data), 0)
    if method is not None:
        table += struct.pack("<HHIII", 0x0003, 0x3705, 6, method, 0)
    tree["__properties_version1.0"] = table
    return tree


def _write(tree: Tree) -> bytes:
    entries = [_Entry("Root Entry", 5)]
    _gather(tree, 0, entries)
    small, small_table = b"", []
    for entry in entries:  # short streams share one stream, in cells of 64 bytes
        if entry.kind == 2 and 0 < len(entry.data) < CUTOFF:
            entry.start = len(small) // MINI
            count = -(-len(entry.data) // MINI)
            small_table += [*range(entry.start + 1, entry.start + count), END]
            small += entry.data.ljust(count * MINI, b"\0")
    entries[0].data = small
    body, table = b"", []

    def place(data: bytes) -> int:
        nonlocal body
        start, count = len(body) // SECTOR, -(-len(data) // SECTOR)
        table.extend([*range(start + 1, start + count), END] if count else [])
        body += data.ljust(count * SECTOR, b"\0")
        return start if count else END

    for entry in entries:
        if entry.kind == 5 or len(entry.data) >= CUTOFF:
            entry.start = place(entry.data)
    first_mini = place(struct.pack(f"<{len(small_table)}I", *small_table))
    minis = -(-4 * len(small_table) // SECTOR)
    first_directory = place(_directory(entries))
    fats = 1
    while (len(table) + fats) * 4 > fats * SECTOR:
        fats += 1
    places = [len(table) + n if n < fats else FREE for n in range(109)]
    table += [FAT] * fats
    table += [FREE] * (fats * SECTOR // 4 - len(table))
    head = struct.pack(
        "<8s16x5H6x9I109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, fats, first_directory, 0, CUTOFF, first_mini, minis, END, 0, *places,
    )  # fmt: skip
    return head + body + struct.pack(f"<{len(table)}I", *table)


def _gather(tree: Tree, parent: int, entries: list[_Entry]) -> None:
    for name, content in tree.items():
        number = len(entries)
        entries[parent].children.append(number)
        if isinstance(content, bytes):
            entries.append(_Entry(name, 2, content))
        else:
            entries.append(_Entry(name, 1))
            _gather(content, number, entries)


def _directory(entries: list[_Entry]) -> bytes:
    """Chain the children of a folder to the right; a reader follows any such tree."""
    right = [FREE] * len(entries)
    child = [FREE] * len(entries)
    for number, entry in enumerate(entries):
        ordered = sorted(entry.children, key=lambda n: (len(entries[n].name), entries[n].name))
        if ordered:
            child[number] = ordered[0]
        for here, after in pairwise(ordered):
            right[here] = after
    out = b""
    for number, entry in enumerate(entries):
        name = entry.name.encode("utf-16-le")
        out += struct.pack(
            "<64sHBBIII36xIQ", name, len(name) + 2, entry.kind, 1, FREE, right[number],
            child[number], entry.start, len(entry.data),
        )  # fmt: skip
    return out.ljust(-(-len(out) // SECTOR) * SECTOR, b"\0")
