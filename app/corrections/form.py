"""The form to correct a document: what it asks, what was typed, and saving that.

A field counts as changed where it differs from what the form showed when it was opened,
so that sending it takes back nothing that somebody else has corrected meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from werkzeug.datastructures import MultiDict

from app.documents.facts import Fact, find_facts
from app.wiring import Workplace
from indexer.corrections import GRADES, CorrectionError, correct, withdraw
from indexer.model import Document
from indexer.store.corrected import Plain, plain_value

LONGEST = 1000
"""Characters of one field that are read; the longest title is a third of that."""

NO_NAME = "Say who you are: a correction is kept with the name of who made it."

BOTH = "Either withdraw the correction or say something else, not both."

Choices = tuple[tuple[str, str], ...]
"""Values with their words."""


class Control(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    Attributes:
        fact: what the document says now, and what that rests on.
        value: what stands in the field; empty: not stated.
        was: what stood in it when the form was opened.
        confirmed: to be kept for this version although nothing of it changed.
        withdrawn: the correction is to be taken back.
        choices: of a choice all there are, of a text some to pick from.
        error: why it could not be saved.
    """

    fact: Fact
    control: Control
    value: str
    was: str
    confirmed: bool = False
    withdrawn: bool = False
    choices: Choices = ()
    error: str | None = None

    @property
    def name(self) -> str:
        """Its name in the form, which is that of the field of metadata."""
        return self.fact.field

    @property
    def is_said(self) -> bool:
        """Whether the person says anything of it."""
        return self.confirmed or self.withdrawn or self.is_changed

    @property
    def is_changed(self) -> bool:
        """Whether another value was typed."""
        return " ".join(self.value.split()) != " ".join(self.was.split())


@dataclass(frozen=True, slots=True)
class Form:
    """The form as it stands.

    Attributes:
        saved: names of the fields whose corrections were kept.
        withdrawn: names of those whose corrections were taken back.
    """

    fields: tuple[Field, ...]
    who: str = ""
    note: str = ""
    who_error: str | None = None
    saved: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def touched(self) -> tuple[str, ...]:
        """The fields of which something was kept, either way."""
        return (*self.saved, *self.withdrawn)

    @property
    def errors(self) -> tuple[Field, ...]:
        """The fields that could not be saved."""
        return tuple(field for field in self.fields if field.error)

    @property
    def has_errors(self) -> bool:
        """Whether something in it is to be put right."""
        return bool(self.errors or self.who_error)


def blank_form(document: Document, place: Workplace) -> Form:
    """Return the form with what the document says now in its fields."""
    return Form(tuple(_field(fact, document, place) for fact in find_facts(document, place)))


def read_form(
    document: Document, place: Workplace, sent: MultiDict[str, str], *, who: str | None = None
) -> Form:
    """Return the form with what a person typed in its fields.

    Args:
        document: what it corrects.
        place: where that lies.
        sent: what was typed.
        who: the name of who is signed in, which outranks what was typed.
    """
    fields = tuple(
        replace(
            field,
            value=sent.get(field.name, field.value)[:LONGEST],
            was=sent.get(f"was-{field.name}", field.was)[:LONGEST],
            confirmed=f"confirm-{field.name}" in sent,
            withdrawn=bool(sent.get(f"withdraw-{field.name}")),
        )
        for field in blank_form(document, place).fields
    )
    typed, note = (sent.get(name, "").strip()[:LONGEST] for name in ("who", "note"))
    name = who or typed
    return Form(fields, name, note, who_error=None if name else NO_NAME)


def save_form(form: Form, document: str, place: Workplace) -> Form:
    """Keep every correction that can be kept; the others stay in the form with the reason.

    Args:
        form: as it was sent.
        document: id of the document; hold the home's lock.
        place: whose store it lies in.
    """
    if form.who_error:
        return form
    errors: dict[str, str] = {}
    waiting = [field for field in form.fields if field.is_said]
    kept: list[str] = []
    # The first day of a visit may be refused only until its last day is put right as well.
    for _ in range(2):
        errors = {}
        for field in waiting:
            try:
                _say(field, form, document, place)
            except CorrectionError as error:
                errors[field.name] = str(error)
            else:
                kept.append(field.name)
        waiting = [field for field in waiting if field.name in errors]
    back = {field.name for field in form.fields if field.withdrawn}
    return replace(
        form,
        fields=_settled(form.fields, errors, kept),
        saved=tuple(name for name in kept if name not in back),
        withdrawn=tuple(name for name in kept if name in back),
    )


def _say(field: Field, form: Form, document: str, place: Workplace) -> None:
    store, said = place.store, {"who": form.who, "note": form.note}
    if not field.withdrawn:
        correct(store, document, field.name, field.value, own=place.home.taxonomy, **said)
    elif field.is_changed or field.confirmed:
        raise CorrectionError(BOTH)
    else:
        withdraw(store, document, field.name, **said)


def with_facts(form: Form, document: Document, place: Workplace) -> Form:
    """Return the form with what the document says by now beside its fields."""
    facts = {fact.field: fact for fact in find_facts(document, place)}
    fields = (
        _field(facts[field.name], document, place)
        if field.name in form.withdrawn
        else replace(field, fact=facts[field.name])
        for field in form.fields
    )
    return replace(form, fields=tuple(fields))


def _settled(
    fields: Iterable[Field], errors: Mapping[str, str], saved: Iterable[str]
) -> tuple[Field, ...]:
    kept = set(saved)
    return tuple(
        replace(field, was=field.value, confirmed=False, withdrawn=False)
        if field.name in kept
        else replace(field, error=errors.get(field.name))
        for field in fields
    )


def _field(fact: Fact, document: Document, place: Workplace) -> Field:
    value = _as_typed(plain_value(document.metadata, fact.field))
    if fact.field == "period" and value:
        value = fact.value  # in words, which can be typed as well
    control, choices = Control.TEXT, _choices(fact.field, place)
    if fact.field in ("published", "event_start", "event_end"):
        control = Control.DATE
    elif fact.field in ("type", "framework") or fact.field.startswith("grades."):
        control = Control.CHOICE
        if value and value not in dict(choices):
            choices = ((value, fact.value), *choices)
    return Field(fact, control, value, value, choices=choices)


def _choices(field: str, place: Workplace) -> Choices:
    if field.startswith("grades."):
        return tuple((grade, grade.capitalize()) for grade in GRADES)
    if field == "authority":
        return _authorities()
    if field in ("type", "framework", "event"):
        return tuple(place.words.known(field).items())
    return ()


@cache
def _authorities() -> Choices:
    from indexer.metadata.authority import load_gazetteer

    known = {name for names in load_gazetteer().by_word.values() for _, name in names if name}
    return tuple((name, name) for name in sorted(known))


def _as_typed(value: Plain) -> str:
    return ", ".join(value) if isinstance(value, list) else value or ""
