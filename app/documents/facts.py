"""What a document says of itself, and what each statement rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.wiring import Workplace
from app.words import FIELDS, has_pages, value_words
from indexer.corrections import disputes
from indexer.model import Document, Evidence
from indexer.store.corrected import Correction, plain_value


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a document.

    Attributes:
        field: as :data:`indexer.corrections.FIELDS` names it.
        value: in words; "not stated" where it is not known.
        evidence: the words it was read from; None where it was not, or was corrected.
        page: the page those stand on, if that leads anywhere.
        correction: what a person said, which is the value shown.
        read: what the machine read there, in words; None unless corrected.
        now: what it reads in this version, where the correction was made of an
            earlier one in which it read something else.
    """

    field: str
    title: str
    value: str
    evidence: Evidence | None = None
    page: int | None = None
    correction: Correction | None = None
    read: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One correction in the history of a document, or its withdrawal, in words."""

    title: str
    before: str
    after: str
    who: str
    at: datetime
    note: str
    is_inherited: bool
    is_withdrawal: bool


def find_facts(document: Document, place: Workplace) -> tuple[Fact, ...]:
    """List all that is known of a document, in the order shown."""
    counting = {made.field: made for made in place.store.counting_corrections(document.id)}
    disputed = {
        one.correction.field: value_words(one.correction.field, one.now, place.words)
        for one in disputes(place.store, document.id)
    }
    return tuple(_fact(document, field, counting, disputed, place) for field in FIELDS)


def find_changes(document: Document, place: Workplace) -> tuple[Change, ...]:
    """List what people corrected in a document or in an earlier version of it, latest first."""
    own = place.store.corrections(document=document.id)
    handed_down = [
        made
        for made in place.store.counting_corrections(document.id)
        if made.document != document.id
    ]
    made = sorted([*own, *handed_down], key=lambda one: one.at, reverse=True)
    return tuple(_change(one, document, place) for one in made)


def _fact(
    document: Document,
    field: str,
    counting: Mapping[str, Correction],
    disputed: Mapping[str, str],
    place: Workplace,
) -> Fact:
    said = counting.get(field)
    evidence = None if said else document.metadata.evidence.get(field)
    page = evidence.page if evidence and has_pages(document) else None
    return Fact(
        field=field,
        title=FIELDS[field],
        value=value_words(field, plain_value(document.metadata, field), place.words),
        evidence=evidence,
        page=page if page and page <= len(document.pages) else None,
        correction=said,
        read=value_words(field, said.machine, place.words) if said else None,
        now=disputed.get(field),
    )


def _change(made: Correction, document: Document, place: Workplace) -> Change:
    return Change(
        title=FIELDS.get(made.field, made.field),
        before=value_words(made.field, made.machine, place.words),
        after=value_words(made.field, made.value, place.words),
        who=made.who,
        at=made.at,
        note=made.note,
        is_inherited=made.document != document.id,
        is_withdrawal=made.withdrawn,
    )
