"""A council's own themes and frameworks, laid over those that ship.

They lie in a folder of their own, in files of the same names and the same rules::

    version: 1
    themes:
    - {id: ..., label: ..., ...}      # new, or in place of the shipped one of that id
    removed: [id of a shipped theme]

Whatever they do not name is as it ships, also in later versions of the program.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

PARTS = {"themes.yaml": "themes", "frameworks.yaml": "frameworks"}
"""The files that can be laid over, each with the list of entries in it."""

Raw = dict[str, Any]


def own_folder(models: Path | None) -> Path | None:
    """Return where a council's own taxonomy lies: beside the models that were trained there."""
    return models.parent / "taxonomy" if models else None


_ONLY_READ = frozenset({"label", "counts", "excludes"})
"""What people read of a theme, and no label rests on."""


def own_stamp(folder: Path | None) -> str:
    """Return what is another whenever the files of a folder are; empty where there are none."""
    files = [path for name in PARTS if folder and (path := folder / name).is_file()]
    content = b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in files)
    return hashlib.sha256(content).hexdigest()[:8] if files else ""


def bearing_of(shipped: dict[str, Any], own: dict[str, Raw]) -> str:
    """Return what is another whenever labels may be; empty where they are as without a folder.

    Rewording what a theme is called or counts changes no label, so nothing is labelled anew.

    Args:
        shipped: the files that ship, parsed.
        own: those that are laid over them, as :func:`read_own` gives them.
    """
    bearing: dict[str, Any] = {}
    for name, content in own.items():
        part = PARTS[name]
        known = {entry["id"]: _bare(entry, part) for entry in shipped[name][part]}
        laid = [_bare(entry, part) for entry in content.get(part) or ()]
        changed = [entry for entry in laid if entry != known.get(entry["id"])]
        if changed or content.get("removed"):
            bearing[name] = [changed, sorted(content.get("removed") or ())]
    if not bearing:
        return ""
    text = json.dumps(bearing, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _bare(entry: Raw, part: str) -> Raw:
    if part != "themes":
        return entry
    return {name: value for name, value in entry.items() if name not in _ONLY_READ}


def read_own(folder: Path) -> tuple[dict[str, Raw], list[str]]:
    """Parse the files of a folder; returns them by name, and what is wrong with their shape."""
    files: dict[str, Raw] = {}
    problems: list[str] = []
    for name in PARTS:
        path = folder / name
        if not path.is_file():
            continue
        try:
            content = yaml.load(path.read_bytes(), yaml.CSafeLoader)
        except (OSError, yaml.YAMLError) as error:
            problems.append(f"{path}: cannot be read: {' '.join(str(error).split())}")
            continue
        faults = list(_faults(name, content))
        problems += [f"{path}: {fault}" for fault in faults]
        if not faults:
            files[name] = content
    return files, problems


def lay_over(shipped: dict[str, Any], own: dict[str, Raw]) -> dict[str, Any]:
    """Return the shipped files with a council's own entries in place."""
    return shipped | {name: _merged(shipped[name], own[name], PARTS[name]) for name in own}


def _merged(shipped: Raw, own: Raw, part: str) -> Raw:
    entries = {entry["id"]: entry for entry in shipped[part]}
    entries |= {entry["id"]: entry for entry in own.get(part) or ()}
    gone = set(own.get("removed") or ())
    return shipped | {part: [entry for id_, entry in entries.items() if id_ not in gone]}


def _faults(name: str, content: Any) -> Iterator[str]:
    part = PARTS[name]
    if not isinstance(content, dict):
        yield f"is no list of names; it holds version, {part} and removed"
        return
    for unknown in content.keys() - {"version", part, "removed"}:
        yield f"{unknown} is unknown; valid are version, {part} and removed"
    entries = content.get(part) or []
    if not isinstance(entries, list) or not all(_has_id(entry) for entry in entries):
        yield f"{part}: each entry needs an id"
        return
    ids = [entry["id"] for entry in entries]
    for double in {id_ for id_ in ids if ids.count(id_) > 1}:
        yield f"entry '{double}': the id stands twice; each entry needs its own"
    removed = content.get("removed") or []
    if not isinstance(removed, list) or not all(isinstance(id_, str) for id_ in removed):
        yield "removed: is a list of ids"


def _has_id(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("id"), str)
