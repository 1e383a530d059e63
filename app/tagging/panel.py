"""Everything the tagging panel shows of one passage: what the machine says, and what people do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.people import current_person
from app.tagging.words import decision_words, value_words
from app.wiring import workplace
from app.words import SOURCES, Words, score_words
from indexer.decisions.deciding import machine_value
from indexer.decisions.model import Act, Decision, Field, standing
from indexer.model import Passage
from nlp.types import Annotation, Source, Speaker, Stance, ThemeLabel


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme that somebody or something speaks of.

    Attributes:
        applies: it counts.
        machine: on what the machine rests it; None where it does not see it.
        by: the decision of a person; None where nobody said.
    """

    id: str
    label: str
    applies: bool
    machine: str | None
    by: Decision | None


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a label can be given; ``say`` is what is sent to do so."""

    label: str
    say: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A label of which there is one, or a few.

    Attributes:
        machine: what the machine says, in words.
        by: the decision of a person; None where nobody said.
    """

    field: Field
    options: tuple[Option, ...]
    machine: str
    by: Decision | None


@dataclass(frozen=True, slots=True)
class Line:
    """A gesture in the history of a passage; ``key`` is empty where it cannot be undone here."""

    key: str
    who: str
    at: datetime
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The tagging panel of a passage.

    Attributes:
        confirm: what says yes to all that nobody decided yet; empty if there is nothing.
        history: the gestures, newest first.
    """

    passage: Passage
    stance: Choice
    mixed: Choice
    areas: Choice
    speaker: Choice
    themes: tuple[ThemeRow, ...]
    notes: tuple[Decision, ...]
    confirm: tuple[str, ...]
    history: tuple[Line, ...]


def build_panel(passage: Passage, decisions: Sequence[Decision], words: Words) -> Panel | None:
    """Gather what the panel shows; None for a passage without labels.

    Args:
        passage: as the store gives it.
        decisions: all that were made of it.
        words: the labels.
    """
    note = passage.annotation
    if note is None:
        return None
    said = standing(decisions)
    last = {(one.field, _which(one)): one for one in said}
    choices = {
        field: Choice(
            field,
            _options(field, note, words),
            value_words(field, machine_value(passage, field, None), words),
            last.get((field, None)),
        )
        for field in (Field.STANCE, Field.MIXED, Field.AREAS, Field.SPEAKER)
    }
    return Panel(
        passage=passage,
        stance=choices[Field.STANCE],
        mixed=choices[Field.MIXED],
        areas=choices[Field.AREAS],
        speaker=choices[Field.SPEAKER],
        themes=_themes(passage, last, words),
        notes=tuple(one for one in said if one.field is Field.NOTE),
        confirm=tuple(_confirm(note, last)),
        history=_history(decisions, words),
    )


def _which(one: Decision) -> Any:
    return one.value if one.field in (Field.THEME, Field.NOTE) else None


def _options(field: Field, note: Annotation, words: Words) -> tuple[Option, ...]:
    if field is Field.AREAS:
        return _areas([area.id for area in note.areas], words)
    now: Any
    match field:
        case Field.STANCE:
            now, values = note.stance.id.value, [one.value for one in Stance]
        case Field.MIXED:
            now, values = "true" if note.mixed else "false", ["true", "false"]
        case _:
            now = note.speaker.value if note.speaker else ""
            values = [*(one.value for one in Speaker), ""]
    return tuple(
        Option(_label(field, value, words), f"{field}:set:{value}", value == now)
        for value in values
    )


def _label(field: Field, value: str, words: Words) -> str:
    return value_words(field, value == "true" if field is Field.MIXED else value, words)


def _areas(now: list[str], words: Words) -> tuple[Option, ...]:
    """Offer each area; choosing one adds it to those there are, or takes it out."""
    options = []
    for area, label in words.known("area").items():
        chosen = area in now
        then = [one for one in now if one != area] if chosen else [*now, area]
        options.append(Option(label, f"areas:set:{','.join(then)}", chosen))
    return tuple(options)


def _themes(
    passage: Passage, last: dict[tuple[Field, Any], Decision], words: Words
) -> tuple[ThemeRow, ...]:
    """List the themes that count, then those that somebody rejected."""
    machine = passage.machine or passage.annotation
    found = {theme.id: theme for theme in machine.themes} if machine else {}
    said = {value: one for (field, value), one in last.items() if field is Field.THEME}
    rows = [
        ThemeRow(
            id=id_,
            label=words.label("theme", id_),
            applies=id_ not in said or said[id_].act is Act.YES,
            machine=_rests_on(found[id_]) if id_ in found else None,
            by=said.get(id_),
        )
        for id_ in dict.fromkeys([*found, *said])
    ]
    return tuple(sorted(rows, key=lambda row: not row.applies))


def _rests_on(theme: ThemeLabel) -> str:
    source = SOURCES[theme.source]
    return f"{source}, {score_words(theme.score)}" if theme.source is Source.MODEL else source


def _confirm(note: Annotation, last: dict[tuple[Field, Any], Decision]) -> Iterable[str]:
    for theme in note.themes:
        if (Field.THEME, theme.id) not in last:
            yield f"theme:yes:{theme.id}"
    values = {
        Field.STANCE: note.stance.id.value,
        Field.MIXED: "true" if note.mixed else "false",
        Field.AREAS: ",".join(area.id for area in note.areas),
        Field.SPEAKER: note.speaker.value if note.speaker else "",
    }
    for field, value in values.items():
        if (field, None) not in last:
            yield f"{field}:set:{value}"


def _history(decisions: Sequence[Decision], words: Words) -> tuple[Line, ...]:
    gestures: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.round is None:
            gestures.setdefault(one.batch or f"#{one.id}", []).append(one)
    person = current_person()
    return tuple(
        Line(
            key=key if _may_undo(made[0], person.name, lead=person.may("lead")) else "",
            who=made[0].who,
            at=made[0].at,
            words=tuple(decision_words(one, words) for one in made),
        )
        for key, made in reversed(gestures.items())
    )


def _may_undo(one: Decision, name: str, *, lead: bool) -> bool:
    return bool(one.batch) and (one.who == name or lead)


def panel_of(passage: Passage) -> Panel | None:
    """Gather what the panel of a passage shows to who asks; for templates."""
    place = workplace()
    return build_panel(passage, place.store.decisions(passage=passage.id), place.words)
