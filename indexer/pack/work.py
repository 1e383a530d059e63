"""Screening and building a pack in the background."""

from collections.abc import Callable, Mapping
from typing import Any

from indexer.home import Home
from indexer.pack.building import build, screen_of
from indexer.store.repository import Store

Progress = Callable[[int, int, str], None]


def screen_pack(home: Home, params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Screen ``params["pack"]``; what is noticed is kept in the home.

    Raises:
        PackError: there is no such pack.
    """
    with Store.open(home.store) as store:
        found = screen_of(home, store, int(params["pack"]), told=progress)
    return {"pack": params["pack"], "open": len(found.open)}


def build_pack(home: Home, params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Build ``params["pack"]`` for ``params["who"]``; gives the number of the build.

    Raises:
        PackError: it cannot be built, see :func:`indexer.pack.building.build`.
    """
    with Store.open(home.store) as store:
        made = build(
            home,
            store,
            int(params["pack"]),
            who=str(params["who"]),
            undecided=bool(params.get("undecided")),
            told=progress,
        )
    return {"build": made.id, "pack": made.pack, "file": made.file, "sha256": made.hash}
