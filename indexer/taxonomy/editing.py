"""The use case of editing the taxonomy: a council's own words, laid over those that ship.

What counts lies in ``HOME/taxonomy``, where the pipeline reads it; the store keeps who
changed what, so that everything can be taken back.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock

from indexer.home import Home
from indexer.store.repository import Store
from indexer.taxonomy.faults import find_faults
from indexer.taxonomy.model import Change, EntryChanged, EntryRefused, Part, Raw
from nlp.taxonomy import raw_taxonomy, taxonomy_version
from nlp.taxonomy.own import read_own

_NOT_ID = re.compile(r"[^a-z0-9]+")
_HEAD = """\
# Laid over the taxonomy that ships. Written by the pages for editing; it may be edited here,
# too: `sightline taxonomy validate --home HOME` checks it.
"""


def entries(home: Home, part: Part) -> dict[str, Raw]:
    """Return the entries that count now, by id, in the order of the files.

    Raises:
        TaxonomyError: a file in the home is damaged.
    """
    return _by_id(raw_taxonomy(home.taxonomy), part)


def shipped(part: Part) -> dict[str, Raw]:
    """Return the entries that ship, by id."""
    return _by_id(raw_taxonomy(), part)


def digest_of(entry: Raw | None) -> str:
    """Return what tells whether an entry is still the one a form was opened with."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:16]


def id_from(label: str, taken: Mapping[str, Any]) -> str:
    """Make an id of a name, unlike those that are taken."""
    base = _NOT_ID.sub("-", label.lower().replace("'", "")).strip("-")[:60].strip("-")
    number, made = 1, base
    while made in taken:
        number += 1
        made = f"{base}-{number}"
    return made


def faults_of(home: Home, part: Part, entry: Raw) -> dict[str, str]:
    """Return what is wrong with an entry that is to be saved, by field."""
    return find_faults(part, entry, with_entry(home, part, entry))


def with_entry(home: Home, part: Part, entry: Raw) -> dict[str, Any]:
    """Return all files as they would be with an entry in its place."""
    files = raw_taxonomy(home.taxonomy)
    known = _by_id(files, part) | {str(entry["id"]): entry}
    return files | {part.file: files[part.file] | {part.listed: list(known.values())}}


def save_entry(
    home: Home,
    store: Store,
    part: Part,
    entry: Raw,
    *,
    who: str,
    note: str = "",
    opened: str | None = None,
) -> Change | None:
    """Save a new or changed entry; None where nothing was changed.

    Args:
        entry: whole, with its id.
        who: the person's name.
        note: why, in their words.
        opened: :func:`digest_of` the entry when editing began; None: do not look.

    Raises:
        EntryRefused: a rule is broken; it says which, by field.
        EntryChanged: somebody else changed the entry meanwhile.
    """
    faults = faults_of(home, part, entry)
    if faults:
        raise EntryRefused(faults)
    return _put(home, store, part, str(entry["id"]), entry, who=who, note=note, opened=opened)


def remove_entry(
    home: Home, store: Store, part: Part, entry: str, *, who: str, note: str = ""
) -> Change | None:
    """Take an entry out; what people decided with it is kept and reported.

    Raises:
        EntryRefused: others rest on it.
    """
    resting = [
        str(other.get("label", id_))
        for id_, other in entries(home, part).items()
        if entry in other.get("specific_over", ())
    ]
    if resting:
        told = f"It is named by {', '.join(resting)}. Take it out of there first."
        raise EntryRefused({"": told})
    return _put(home, store, part, entry, None, who=who, note=note)


def restore(home: Home, store: Store, change: Change, *, who: str) -> Change | None:
    """Let an entry say again what it said before a change.

    Raises:
        EntryRefused: that breaks a rule today.
    """
    note = f"As before change {change.id}"
    if change.before is None:
        return remove_entry(home, store, change.part, change.entry, who=who, note=note)
    return save_entry(home, store, change.part, change.before, who=who, note=note)


def _put(
    home: Home,
    store: Store,
    part: Part,
    id_: str,
    entry: Raw | None,
    *,
    who: str,
    note: str,
    opened: str | None = None,
) -> Change | None:
    with _alone(home):
        before = entries(home, part).get(id_)
        if opened is not None and opened != digest_of(before):
            raise EntryChanged(
                "Somebody else saved this while you were editing it. What you typed is still "
                "here; look at what they changed before you save."
            )
        if before == entry:
            return None
        _write(home, part, _laid(home, part, id_, entry))
        version = taxonomy_version(own=home.taxonomy)
        return store.add_taxonomy_change(
            part, id_, before, entry, who=who, note=" ".join(note.split()), version=version
        )


def _laid(home: Home, part: Part, id_: str, entry: Raw | None) -> dict[str, Any]:
    """Return what is to be laid over: only what is not as it ships."""
    own, _ = read_own(home.taxonomy)
    content = own.get(part.file, {})
    known = shipped(part)
    changed = {row["id"]: row for row in content.get(part.listed) or () if row["id"] != id_}
    removed = [gone for gone in content.get("removed") or () if gone != id_]
    if entry is None and id_ in known:
        removed.append(id_)
    elif entry is not None and entry != known.get(id_):
        changed[id_] = entry
    laid: dict[str, Any] = {}
    if changed:
        laid[part.listed] = [dict(row) for row in changed.values()]
    if removed:
        laid["removed"] = removed
    return laid


def _write(home: Home, part: Part, laid: Mapping[str, Any]) -> None:
    """Replace the file in one go: a process that reads it meanwhile reads one or the other."""
    path = home.taxonomy / part.file
    if not laid:
        path.unlink(missing_ok=True)
        return
    text = yaml.safe_dump({"version": 1, **laid}, sort_keys=False, allow_unicode=True, width=100)
    handle, name = tempfile.mkstemp(dir=home.taxonomy, prefix=".saving-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_HEAD + text)
    Path(name).chmod(0o640)
    Path(name).replace(path)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    home.taxonomy.mkdir(parents=True, exist_ok=True)
    with FileLock(home.taxonomy / ".lock", timeout=10):
        yield


def _by_id(files: Mapping[str, Any], part: Part) -> dict[str, Raw]:
    return {str(entry["id"]): entry for entry in files[part.file][part.listed]}
