"""A decision, what it is about, and what all the decisions on a passage come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from nlp.types import Annotation, AreaLabel, Source, Speaker, Stance, StanceLabel, ThemeLabel


class Field(StrEnum):
    """What can be decided of a passage."""

    THEME = "theme"
    AREAS = "areas"
    STANCE = "stance"
    MIXED = "mixed"
    SPEAKER = "speaker"
    NOTE = "note"


class Act(StrEnum):
    """What a decision does.

    ``yes`` and ``no`` are said of one theme; ``set`` of all else: the areas as a list, a
    stance, a flag, a speaker or None, the words of a note. ``withdraw`` takes an earlier
    decision back, which then counts no more; it can itself be withdrawn.
    """

    YES = "yes"
    NO = "no"
    SET = "set"
    WITHDRAW = "withdraw"


class State(StrEnum):
    """Where what was decided of stands now.

    ``attached``: where it was; ``moved``: the same words elsewhere; ``changed``: much the
    same words, to be looked at; ``orphaned``: nowhere, and kept.
    """

    ATTACHED = "attached"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Subject:
    """A passage as people decided of it; it outlives the passage's row.

    Attributes:
        path: of the file it stood in; its later versions have the same.
        document: the version it is found in now or was last.
        passage: id of the passage it is now; None while orphaned.
        words: hash of its words, see :func:`indexer.decisions.anchors.words_hash`.
        quote: its text when it was last attached.
        page, position: where it stood then.
    """

    id: int
    path: str
    document: str
    passage: str | None
    words: str
    quote: str
    page: int
    position: int
    state: State


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person said of one label of one passage.

    Attributes:
        subject: id of the :class:`Subject`.
        value: a theme, areas, a stance, a flag, a speaker or a note; of what is withdrawn, its id.
        machine: what the machine said of that field then, as JSON.
        versions: of the pipeline that said so.
        who, at: the person, and when, in UTC.
        batch: shared by what was decided in one go; empty for single ones.
        round: of blind coding that it belongs to; such decisions count for nothing else.
        key: made up by the sender; a decision that is sent again is stored once.
    """

    id: int
    subject: int
    field: Field
    act: Act
    value: Any
    machine: Any
    versions: str
    who: str
    at: datetime
    batch: str = ""
    round: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the decisions on a passage come to; None: nobody said.

    Attributes:
        themes: theme to whether it applies, in the order they were first spoken of.
        speaker: a one-tuple, because nobody's words (None) can be decided too.
    """

    themes: Mapping[str, bool] = field(default_factory=dict)
    areas: tuple[str, ...] | None = None
    stance: str | None = None
    mixed: bool | None = None
    speaker: tuple[str | None] | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no label was decided; notes are no label."""
        return replace(self, notes=()) == Decided()


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that count: not withdrawn, of no blind round; oldest first."""
    made = sorted((one for one in decisions if one.round is None), key=lambda one: one.id)
    withdrawn: set[int] = set()
    # What takes back comes after what it takes back, so the last word is known first.
    for one in reversed(made):
        if one.act is Act.WITHDRAW and one.id not in withdrawn:
            withdrawn.add(int(one.value))
    return [one for one in made if one.act is not Act.WITHDRAW and one.id not in withdrawn]


def outcome(decisions: Iterable[Decision]) -> Decided:
    """Sum up the decisions on one passage; of each label the last counts."""
    themes: dict[str, bool] = {}
    single: dict[Field, Any] = {}
    notes = []
    for one in standing(decisions):
        if one.field is Field.THEME:
            themes[str(one.value)] = one.act is Act.YES
        elif one.field is Field.NOTE:
            notes.append(str(one.value))
        else:
            single[one.field] = one.value
    areas = single.get(Field.AREAS)
    return Decided(
        themes=themes,
        areas=None if areas is None else tuple(areas),
        stance=single.get(Field.STANCE),
        mixed=single.get(Field.MIXED),
        speaker=(single[Field.SPEAKER],) if Field.SPEAKER in single else None,
        notes=tuple(notes),
    )


def laid_over(machine: Annotation, decided: Decided) -> Annotation:
    """Put what people decided in the place of what the machine said of a passage."""
    stance = machine.stance
    if decided.stance is not None:
        kept = stance.spans if stance.id.value == decided.stance else ()
        stance = StanceLabel(Stance(decided.stance), 1.0, Source.PERSON, kept)
    return replace(
        machine,
        themes=_themes(machine.themes, decided.themes),
        areas=machine.areas
        if decided.areas is None
        else tuple(AreaLabel(id_, 1.0, Source.PERSON) for id_ in decided.areas),
        stance=stance,
        mixed=machine.mixed if decided.mixed is None else decided.mixed,
        speaker=machine.speaker if decided.speaker is None else _speaker(decided.speaker[0]),
    )


def _themes(machine: Sequence[ThemeLabel], decided: Mapping[str, bool]) -> tuple[ThemeLabel, ...]:
    spans = {theme.id: theme.spans for theme in machine}
    people = [
        ThemeLabel(id_, 1.0, Source.PERSON, spans.get(id_, ()))
        for id_, applies in decided.items()
        if applies
    ]
    return (*people, *(theme for theme in machine if theme.id not in decided))


def _speaker(value: str | None) -> Speaker | None:
    return Speaker(value) if value else None
