"""What was noticed in a pack, kept in the home: to notice it anew takes seconds."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from indexer.home import Home
from indexer.pack.laying import Laid
from indexer.pack.screening import Concern, Context, texts_of

_SCREEN = 4
"""Raised whenever the screen notices other things than before, or tells more of them."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noticed, without what people rule of it.

    Attributes:
        is_latest: the pack is still what it was then.
    """

    concerns: tuple[Concern, ...]
    is_latest: bool


def mark_of(laid: Laid) -> str:
    """Return what is another whenever something else would leave with a pack.

    Of a file that changed on disk it knows nothing; building a pack looks anew.
    """
    parts: list[object] = [version("sightline"), _SCREEN]
    for where, text, entry in texts_of(laid):
        about = entry and (
            entry.document.id,
            entry.document.metadata.type,
            entry.document.metadata.authority,
            entry.document.metadata.inspectors,
            [region.page for region in entry.passage.regions],
        )
        parts.append((where, text, about))
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def keep_noticed(home: Home, laid: Laid, concerns: Sequence[Concern]) -> None:
    """Keep what was noticed, in place of what was before."""
    path = _path(home, laid.pack.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {"kind": one.kind, "key": one.key, "text": one.text, "rule": one.rule}
        | {"contexts": [asdict(context) for context in one.contexts]}
        for one in concerns
    ]
    # It names people: readable by its owner only, as temporary files are.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".saving-")
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
        json.dump({"mark": mark_of(laid), "concerns": rows}, file, ensure_ascii=False)
    Path(name).replace(path)


def read_noticed(home: Home, laid: Laid) -> Noticed | None:
    """Return what was noticed last, of what is still in the pack; None: nothing is kept."""
    try:
        kept = json.loads(
            _path(home, laid.pack.id).read_text(encoding="utf-8", errors="surrogatepass")
        )
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    concerns = (_concern(row, laid) for row in kept["concerns"])
    found = tuple(one for one in concerns if one.contexts)
    return Noticed(found, kept["mark"] == mark_of(laid))


def forget_noticed(home: Home, pack: int) -> None:
    """Take away what was noticed in a pack that is no more."""
    with suppress(FileNotFoundError):
        _path(home, pack).unlink()


def _path(home: Home, pack: int) -> Path:
    return home.path / "packs" / "screens" / f"{pack}.json"


def _concern(row: Mapping[str, Any], laid: Laid) -> Concern:
    there = {entry.passage.id for entry in laid.entries} | {None}
    papers = {entry.document.id for entry in laid.entries} | {None}
    contexts = [Context(**context) for context in row["contexts"]]
    return Concern(
        row["kind"],
        row["key"],
        row["text"],
        row["rule"],
        contexts=[one for one in contexts if one.passage in there and one.document in papers],
    )
