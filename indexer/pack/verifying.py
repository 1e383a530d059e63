"""Telling whether a pack is still what was built, and whether what it cites is still the same."""

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from indexer.containers import opened
from indexer.errors import ExtractionError
from indexer.files import hash_of
from indexer.pack.building import FORMAT, MANIFEST, manifest_hash, words_hash
from indexer.pack.model import PackError
from indexer.pack.standing import standing
from indexer.pack.strays import find_strays
from indexer.store.repository import Store

_LARGEST = 2 * 10**9
"""Bytes unpacked of one file; larger than any pack, and not so large as to fill a disk."""
_LARGEST_MANIFEST = 10**8
"""Bytes of a manifest, which is held in memory; a passage takes some 3,000."""

_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    zlib.error,
    EOFError,
    struct.error,
)
_MISSHAPEN = (KeyError, ValueError, TypeError, AttributeError, RecursionError)


class State(StrEnum):
    """What has become of something that a pack cites."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "missing"
    UNKNOWN = "unknown"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Checked:
    """One item of a pack.

    Attributes:
        source: what has become of the file it is from; unknown without a home.
        words: whether the index still holds the passage with the same words; where its paper
            has a newer version, whether that one does.
    """

    number: int
    citation: str
    source: State
    words: State


@dataclass(frozen=True, slots=True)
class Verified:
    """What a pack is worth.

    Attributes:
        name, built, by: as its manifest says.
        faults: what of the pack itself is not as it was built, in plain words.
        known: whether the home made it; None where no home was asked.
    """

    name: str
    built: str
    by: str
    faults: tuple[str, ...]
    items: tuple[Checked, ...]
    known: bool | None

    @property
    def holds(self) -> bool:
        """Whether nothing has changed, in the pack or in what it cites."""
        bad = (State.CHANGED, State.MISSING, State.OUTDATED)
        return not self.faults and not any(
            one.source in bad or one.words in bad for one in self.items
        )


def verify(path: Path, store: Store | None = None) -> Verified:
    """Check a pack file against itself and, with a store, against the home that made it.

    Raises:
        PackError: it is no pack.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            manifest = _read_manifest(archive, path)
            faults = _own_faults(archive, manifest)
            strays = find_strays(archive, file)
            faults += [f"There are bytes {place} that were not built." for place in strays]
    except (OSError, RuntimeError, *_DAMAGED) as error:  # RuntimeError: it wants a password
        raise PackError(f"{path.name} is damaged or no pack: {error}.") from error
    known = None
    hashes: Mapping[str, str] = {}
    if store is not None:
        build = store.build_of_hash(str(manifest.get("pack_sha256")))
        known = build is not None
        if build is None:
            faults.append(
                "This home never built a pack with this manifest: it was built elsewhere, or its "
                "manifest was changed."
            )
        else:
            hashes = build.hashes
    try:
        items = tuple(_check(manifest["items"], store, hashes))
    except _MISSHAPEN as error:
        raise PackError(_unreadable(path)) from error
    told = (str(manifest.get(name, "")) for name in ("name", "built", "by"))
    name, built, by = told
    return Verified(name, built, by, tuple(faults), items, known)


def _read_manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise PackError(f"{path.name} holds a manifest too large for an evidence pack.")
    except KeyError as error:
        raise PackError(f"{path.name} holds no manifest of an evidence pack.") from error
    try:
        manifest = json.loads(archive.read(MANIFEST))
        kind, _ = manifest["format"], manifest["items"]
        _ = {name: said["sha256"] for name, said in manifest["files"].items()}
    except _MISSHAPEN as error:
        raise PackError(_unreadable(path)) from error
    if kind != FORMAT:
        raise PackError(f"{path.name} holds a manifest of another kind: {kind!r}.")
    return dict(manifest)


def _unreadable(path: Path) -> str:
    return (
        f"The manifest in {path.name} cannot be read as that of an evidence pack: it was damaged "
        "or changed after the pack was built. Ask for the pack again where it was built."
    )


def _own_faults(archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> list[str]:
    faults = []
    if manifest_hash(manifest) != manifest.get("pack_sha256"):
        faults.append("The manifest was changed after the pack was built.")
    there = archive.namelist()
    for name, said in manifest["files"].items():
        if name not in there:
            faults.append(f"{name} is missing from the pack.")
        elif _hash_in(archive, name) != said["sha256"]:
            faults.append(f"{name} was changed after the pack was built.")
    more = sorted(set(there) - {*manifest["files"], MANIFEST})
    faults += [f"{name} was added after the pack was built." for name in more]
    twice = sorted({name for name in there if there.count(name) > 1})
    faults += [f"{name} is in the pack more than once." for name in twice]
    return faults


def _hash_in(archive: zipfile.ZipFile, name: str) -> str | None:
    if archive.getinfo(name).file_size > _LARGEST:
        return None
    digest = hashlib.sha256()
    try:
        with archive.open(name) as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except _DAMAGED:
        return None
    return digest.hexdigest()


def _check(
    items: Iterable[Mapping[str, Any]], store: Store | None, hashes: Mapping[str, str]
) -> Iterator[Checked]:
    heirs = store.successors() if store else {}
    files: dict[str, State] = {}
    for item in items:
        number, citation = int(item["number"]), str(item["citation"])
        if store is None:
            yield Checked(number, citation, State.UNKNOWN, State.UNKNOWN)
            continue
        document = str(item["document"])
        if document not in files:
            files[document] = _source_state(store, document, str(item["file_sha256"]))
        wanted = hashes.get(str(number)) or item["passage_sha256"]
        words = _words_state(store, str(item["passage"]), wanted, heirs)
        yield Checked(number, citation, files[document], words)


def _words_state(store: Store, id_: str, wanted: str | None, heirs: Mapping[str, str]) -> State:
    """Tell whether the words cited stand under their id, or elsewhere in the latest version."""
    document, _, number = id_.partition("-")
    heir = heirs.get(document)
    if wanted and standing(store, f"{heir or document}-{number}", wanted, hashed=words_hash):
        return State.UNCHANGED if heir or store.is_current(document) else State.MISSING
    if wanted and heir:
        return State.OUTDATED
    there = id_ in store.passages_by_id([id_])
    return (State.CHANGED if wanted else State.UNKNOWN) if there else State.MISSING


def _source_state(store: Store, document: str, sha256: str) -> State:
    """Tell what has become of a file, wherever a copy of the very same content lies."""
    known = store.document(document)
    if known is None:
        return State.MISSING
    try:
        with opened(Path(known.path)) as file:
            return State.UNCHANGED if hash_of(file) == sha256 else State.CHANGED
    except (OSError, ExtractionError):
        return State.MISSING
