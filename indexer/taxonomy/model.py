"""A theme or framework as it is edited, and the record of an edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from indexer.errors import IndexerError

Raw = Mapping[str, Any]
"""An entry as it stands in the YAML files: names to text, or lists of text."""


class Part(StrEnum):
    """What can be edited."""

    THEME = "theme"
    FRAMEWORK = "framework"

    @property
    def file(self) -> str:
        """Name of the file that its entries stand in."""
        return f"{self}s.yaml"

    @property
    def listed(self) -> str:
        """Name of the list of its entries in that file."""
        return f"{self}s"


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of one entry.

    Attributes:
        before, after: the entry as it counted; None where there was none, or is none.
        who: the person's name.
        at: in UTC.
        note: why, in their words; may be empty.
        version: of the taxonomy from then on.
    """

    id: int
    part: Part
    entry: str
    before: Raw | None
    after: Raw | None
    who: str
    at: datetime
    note: str
    version: str

    @property
    def label(self) -> str:
        """What people call the entry."""
        known = self.after or self.before or {}
        return str(known.get("label") or known.get("short") or self.entry)


class EntryRefused(IndexerError):
    """An entry cannot be saved so.

    Attributes:
        faults: what is wrong, by the field it is wrong in; "" stands for the whole.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


class EntryChanged(IndexerError):
    """Somebody else saved the entry while it was being edited."""
