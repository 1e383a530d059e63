"""What a change to a theme or framework took away and added, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.taxonomy.form import FIELDS
from indexer.taxonomy.model import Change, Raw

_OTHERS = {"specific_over": "More specific than", "in_force": "In force", "events": "Events"}


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one field."""

    title: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def differences(change: Change) -> list[Difference]:
    """Return the fields that were changed, in the order of the form; lists item by item."""
    before, after = change.before or {}, change.after or {}
    titles = {field.name: field.title for field in FIELDS[change.part]} | _OTHERS
    names = [*titles, *(name for name in {**before, **after} if name not in titles)]
    found = (_difference(titles.get(name, name), before, after, name) for name in names)
    return [one for one in found if (one.removed or one.added) and one.title != "id"]


def _difference(title: str, before: Raw, after: Raw, name: str) -> Difference:
    old, new = _items(before.get(name)), _items(after.get(name))
    removed = tuple(item for item in old if item not in new)
    return Difference(title, removed, tuple(item for item in new if item not in old))


def _items(value: Any) -> list[str]:
    if value is None:
        return []
    return [_words(item) for item in (value if isinstance(value, list) else [value])]


def _words(item: Any) -> str:
    if isinstance(item, Mapping):
        known = item.get("label") or item.get("what") or item.get("text")
        others = ", ".join(str(v) for k, v in item.items() if k in ("maps_to", "from", "until"))
        return ": ".join(part for part in (str(known or ""), others) if part)
    return str(item)
