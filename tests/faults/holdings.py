"""All that matters of a home, in a form that can be compared with another's."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from indexer.home import Home
from indexer.search.base import FACETS, SearchRequest
from indexer.search.lifecycle import open_current
from indexer.search.query import parse
from indexer.store.database import open_database
from indexer.store.repository import Store
from indexer.store.tables import fingerprints, versions

QUERIES = (
    "supervision",
    "police attendance at strategy discussions",
    '"direct work"',
    "kinship OR guardianship",
    "challenge -adoption",
)
_EVERYTHING = 100_000


def holdings(home: Home) -> dict[str, Any]:
    """Tell what a home holds, leaving out times and how often a file was tried."""
    with Store.open(home.store) as store:
        held: dict[str, Any] = {
            "ledger entries": {
                entry.path: replace(entry, seconds=0.0, attempts=0) for entry in store.entries()
            },
            "documents": {document.id: document for document in store.documents(all=True)},
            "passages": {passage.id: passage for passage in store.passages()},
        }
    return held | _rows(home) | _answers(home)


def _rows(home: Home) -> dict[str, Any]:
    """Tell which passages are grouped, however the groups are called, and what paths held."""
    engine = open_database(home.store, create=False)
    groups: dict[str, set[str]] = defaultdict(set)
    try:
        with engine.connect() as connection:
            columns = (fingerprints.c.passage, fingerprints.c.family)
            for passage, family in connection.execute(sa.select(*columns)):
                groups[str(family)].add(passage)
            held = (versions.c.path, versions.c.document, versions.c.superseded_at.is_(None))
            found = connection.execute(sa.select(*held).order_by(versions.c.id)).all()
    finally:
        engine.dispose()
    return {
        "groups": {frozenset(group) for group in groups.values()},
        "versions": sorted(tuple(row) for row in found),
    }


def _answers(home: Home) -> dict[str, Any]:
    """Ask the search index for everything, and some questions with all their facets."""
    engine = open_current(home.search)
    try:
        asked = {text: parse(text) for text in QUERIES}
        found = {
            text: engine.search(SearchRequest(node=node, limit=_EVERYTHING))
            for text, node in {**asked, "": None}.items()
        }
        return {
            "searchable passages": engine.count(),
            "answers": {text: sorted(h.passage for h in r.hits) for text, r in found.items()},
            "facets": {
                text: {name: dict(result.facets.get(name, {})) for name in FACETS}
                for text, result in found.items()
            },
        }
    finally:
        engine.close()


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Say in which respects two homes differ, with an example of each."""
    return [
        f"{name} differ: {_example(expected[name], found[name])}"
        for name in expected
        if expected[name] != found[name]
    ]


def _example(expected: Any, found: Any) -> str:
    if isinstance(expected, dict):
        keys = [key for key in {*expected, *found} if expected.get(key) != found.get(key)]
        first = min(keys, key=str)
        return f"{len(keys)}, as {first}: {expected.get(first)} / {found.get(first)}"[:1500]
    if isinstance(expected, set | list):
        gone = [one for one in expected if one not in found]
        new = [one for one in found if one not in expected]
        return f"{len(gone)} gone, {len(new)} new, as {(gone + new)[:1]}"[:1500]
    return f"{expected} / {found}"
