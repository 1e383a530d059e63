"""An entry of the codebook and its earlier wordings."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is of."""

    THEME = "theme"
    AREA = "area"
    STANCE = "stance"


@dataclass(frozen=True, slots=True)
class Wording:
    """What an entry says.

    Attributes:
        counts: what belongs to the label; empty in a version of a theme, which says that itself.
        excludes: what looks near and does not.
        notes: how it is coded where that is in doubt; empty: nothing to say.
    """

    counts: str
    excludes: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A wording that a person gave an entry.

    Attributes:
        why: in their words; may be empty.
    """

    id: int
    kind: EntryKind
    name: str
    wording: Wording
    who: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A passage of which a person confirmed the label."""

    passage: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A label in the codebook.

    Attributes:
        terms: words that the rules find it by; empty where there are none.
        negatives: words that look like it and are not.
        version: the last; None: the wording is the one that ships.
        examples: the latest first.
    """

    kind: EntryKind
    name: str
    label: str
    wording: Wording
    terms: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    version: Version | None = None
    examples: tuple[Example, ...] = ()
