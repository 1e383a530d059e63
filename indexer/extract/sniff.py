"""What a file is by its content: its kind, given as a suffix, and its name in plain words."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from indexer.extract.decode import encoding_of
from indexer.extract.office.archive import OLE

HEAD_BYTES = 4096
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # the second of an empty archive
#: Beginning of a part's name, in the order they are asked, and what the archive then is.
_ZIP_KINDS = (
    ("word/document", ".docx"),
    ("xl/workbook.bin", ".xlsb"),
    ("xl/workbook", ".xlsx"),
    ("ppt/presentation", ".pptx"),
    ("visio/document", ".vsdx"),
    ("META-INF/container.xml", ".epub"),
    ("content.xml", ".odt"),
)
_OLE_KINDS = (
    ("__properties_version1.0", ".msg"),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
# A protected or old file of these names is refused as what it is called.
_OFFICE = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx"})
_WORDS = {
    ".xlsb": "a binary Excel workbook (.xlsb); save it as .xlsx first",
    ".vsdx": "a Visio drawing; save it as PDF first",
    ".epub": "an electronic book; save it as PDF first",
    ".odt": "an OpenDocument file; save it as .docx, .xlsx, .pptx or PDF first",
    ".doc": "an old Word file (.doc); save it as .docx or PDF first",
    ".xls": "an old Excel file (.xls); save it as .xlsx first",
    ".ppt": "an old PowerPoint file (.ppt); save it as .pptx or PDF first",
    ".zip": "an archive; its files are read one by one when it is indexed",
}
_SIGNATURES = (
    (OLE, "an old Office file (.doc, .xls, .ppt); save it as .docx, .xlsx, .pptx or PDF first"),
    (b"<?xml", "an XML data file"),
    (b"\x1f\x8b", "a compressed archive; unpack it first"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it first"),
    (b"Rar!", "a compressed archive; unpack it first"),
)


def kind_of(path: Path, head: bytes) -> str:
    """Tell what a file is, as the suffix such files have.

    Only archives and Outlook's and Office's old files have to be opened for it; of all
    others the suffix of the name is given, for the readers to judge by the head.

    Args:
        path: the file.
        head: its first :data:`HEAD_BYTES` bytes.
    """
    named = path.suffix.lower()
    if head.startswith(_ZIPS):
        names = _zip_names(path)
        if names is None:  # damaged: let the reader of the name say so
            return named if named in _OFFICE else ".zip"
        return _first(_ZIP_KINDS, names) or ".zip"
    if head.startswith(OLE):
        found = _first(_OLE_KINDS, _ole_names(path))
        return found if found and (found == ".msg" or named not in _OFFICE) else named
    return named


def describe(head: bytes, kind: str) -> str:
    """Say in plain words what a file is that nothing here reads."""
    if kind in _WORDS and head.startswith((OLE, *_ZIPS)):
        return _WORDS[kind]
    for signature, words in _SIGNATURES:
        if head.startswith(signature):
            return words
    if encoding_of(head) is not None:
        return f"a data or program file ({kind or 'no suffix'})"
    return "a binary file of a kind not known here"


def _first(kinds: tuple[tuple[str, str], ...], names: Iterable[str]) -> str | None:
    found = list(names)
    return next((k for start, k in kinds if any(name.startswith(start) for name in found)), None)


def _zip_names(path: Path) -> list[str] | None:
    """List an archive, which stands at its end; None when it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None


def _ole_names(path: Path) -> list[str]:
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as file:
            return [entry[0] for entry in file.listdir(streams=True, storages=True)]
    except Exception:  # the library lets through whatever the damage led to
        return []
