"""What people said of documents, laid over what the machine read.

The machine's own values stay in the documents' table. Corrections are never
changed or deleted: the latest of a field counts, and where that withdraws what was
said before, the machine's own value does. One of this very content outranks
one that a document has from another version at the same path.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, cast

import sqlalchemy as sa

from indexer.audit import Action, Event
from indexer.days import in_words, period_from_iso, period_iso
from indexer.model import Evidence, Grades, Metadata, Period
from indexer.store.audit import append_event
from indexer.store.base import Connected, now
from indexer.store.tables import corrections, documents

Plain = str | list[str] | None
"""A value of metadata as JSON keeps it; a date or period is ISO 8601."""

_DATES = frozenset({"published", "event_start", "event_end"})
_GRADES = "grades."


@dataclass(frozen=True, slots=True)
class Correction:
    """What one person said of one field of a document.

    Attributes:
        path: where the document lay when it was said, or where its file was moved since.
        field: name of a field of Metadata; ``grades.overall`` and so on for grades.
        value: what the person said; None: the document does not state it.
        machine: what the machine had read when the person said so.
        at: in UTC.
        withdrawn: what was said of the field before counts no more; ``value`` says nothing.
    """

    document: str
    path: str
    field: str
    value: Plain
    machine: Plain
    who: str
    at: datetime
    note: str = ""
    withdrawn: bool = False


class Corrections(Connected):
    """Corrections of metadata, append-only."""

    def add_correction(
        self,
        document: str,
        path: str,
        field: str,
        value: Plain,
        machine: Plain,
        *,
        who: str,
        note: str,
        withdrawn: bool = False,
    ) -> None:
        """Keep what a person said; see :func:`indexer.corrections.correct`, which checks it.

        Labels depend on the type, so saying that marks them as due to be made anew.
        """
        row = {
            "document": document,
            "path": path,
            "field": field,
            "value": value,
            "machine": machine,
            "who": who,
            "at": now(),
            "note": note,
            "withdrawn": withdrawn,
        }
        with self._writing() as connection:
            connection.execute(sa.insert(corrections), row)
            append_event(connection, _told(row))
            if field == "type":
                due = sa.update(documents).where(documents.c.id == document)
                connection.execute(due.values(pipeline=""))

    def corrections(self, *, document: str | None = None) -> list[Correction]:
        """Return what people said, oldest first: of everything, or of this content only."""
        with self._reading() as connection:
            return corrections_in(connection, document=document)


class Said:
    """Corrections gathered, to be asked for one document after another."""

    def __init__(self, made: Iterable[Correction]) -> None:
        self._of: dict[str, list[Correction]] = defaultdict(list)
        self._at: dict[str, list[Correction]] = defaultdict(list)
        for correction in made:
            self._of[correction.document].append(correction)
            self._at[correction.path].append(correction)

    def of(self, document: str, path: str, *, inherits: bool) -> list[Correction]:
        """Return the corrections of a document that count, one for each field.

        Args:
            document: its id.
            path: where it lies.
            inherits: it takes over what was said of other content at its path.
        """
        handed_down: Sequence[Correction] = self._at.get(path, ()) if inherits else ()
        counting = {said.field: said for said in [*handed_down, *self._of.get(document, ())]}
        return [said for said in counting.values() if not said.withdrawn]


def apply(metadata: Metadata, said: Iterable[Correction]) -> Metadata:
    """Lay corrections over what the machine read, each with its own evidence."""
    values: dict[str, Any] = {}
    grades: dict[str, str | None] = {}
    evidence = dict(metadata.evidence)
    for one in said:
        if one.field.startswith(_GRADES):
            grades[one.field.removeprefix(_GRADES)] = cast(str | None, one.value)
        else:
            values[one.field] = _unpack(one.field, one.value)
        evidence[one.field] = Evidence(f"corrected by {one.who} on {in_words(one.at)}")
    return replace(metadata, **values, grades=replace(metadata.grades, **grades), evidence=evidence)


def plain_value(metadata: Metadata, field: str) -> Plain:
    """Return a field of metadata, as JSON keeps it, by its name or ``grades.<area>``."""
    if field.startswith(_GRADES):
        grades: Grades = metadata.grades
        return cast(str | None, getattr(grades, field.removeprefix(_GRADES)))
    value = getattr(metadata, field)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return period_iso(value)
    if isinstance(value, tuple):
        return list(value)
    return cast(str | None, value)


def _unpack(field: str, value: Plain) -> object:
    if field in _DATES and isinstance(value, str):
        return date.fromisoformat(value)
    if field == "period" and isinstance(value, str):
        return period_from_iso(value)
    if field == "inspectors":
        return tuple(value or ())
    return value


def _told(row: Mapping[str, Any]) -> Event:
    action = Action.CORRECTION_WITHDRAWN if row["withdrawn"] else Action.CORRECTED
    detail = {name: row[name] for name in ("field", "value", "machine", "note")}
    return Event(action, row["who"], row["document"], detail=detail)


def corrections_in(connection: sa.Connection, *, document: str | None = None) -> list[Correction]:
    """Read corrections within a transaction, oldest first."""
    query = sa.select(corrections).order_by(corrections.c.id)
    if document is not None:
        query = query.where(corrections.c.document == document)
    return [_correction(row) for row in connection.execute(query)]


def _correction(row: Any) -> Correction:
    return Correction(
        document=row.document,
        path=row.path,
        field=row.field,
        value=row.value,
        machine=row.machine,
        who=row.who,
        at=row.at.replace(tzinfo=UTC),
        note=row.note,
        withdrawn=row.withdrawn,
    )
