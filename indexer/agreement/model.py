"""A round of blind coding, and what one coder says of one passage in it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from nlp.types import Annotation

MACHINE = "the machine"
"""The coder that is none: the labels that the machine gives now."""


class RoundKind(StrEnum):
    """``double``: each coder codes each passage. ``sample``: one codes each, to measure."""

    DOUBLE = "double"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Round:
    """A round of blind coding.

    Attributes:
        coders: names of who codes; empty: whoever takes a passage.
        who: made the round.
        closed: when it ended; None: it has not.
    """

    id: int
    name: str
    kind: RoundKind
    coders: tuple[str, ...]
    who: str
    at: datetime
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """All the labels that one coder gives a passage."""

    themes: frozenset[str]
    areas: frozenset[str]
    stance: str
    mixed: bool


@dataclass(frozen=True, slots=True)
class Coded:
    """A passage with what each coder says of it.

    Attributes:
        subject: what the decisions hang on, see :class:`indexer.decisions.model.Subject`.
        passage: its id now; None where a new version of its file has it no more.
        quote: its words when it was coded.
        codings: coder to coding, people before the machine.
    """

    subject: int
    passage: str | None
    quote: str
    codings: dict[str, Coding]

    @property
    def people(self) -> Sequence[Coding]:
        """What the people say, without the machine."""
        return [coding for who, coding in self.codings.items() if who != MACHINE]

    @property
    def is_disputed(self) -> bool:
        """Whether two people say different things."""
        return len(set(self.people)) > 1

    @property
    def disputed(self) -> list[str]:
        """Which labels two people see differently: fields of :class:`Coding`."""
        names = [field.name for field in fields(Coding)]
        return [name for name in names if len({getattr(one, name) for one in self.people}) > 1]


def coding_of(label: Annotation) -> Coding:
    """Return labels as a coding."""
    return Coding(
        themes=frozenset(theme.id for theme in label.themes),
        areas=frozenset(area.id for area in label.areas),
        stance=label.stance.id.value,
        mixed=label.mixed,
    )
