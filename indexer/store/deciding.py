"""People's decisions in the store: appended, never changed, and summed up for each passage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from indexer.audit import Action, Event
from indexer.decisions.anchors import words_hash
from indexer.decisions.model import Act, Decided, Decision, Field, State, Subject, outcome
from indexer.store.audit import append_event
from indexer.store.base import Connected, chunks, now
from indexer.store.tables import documents, passages
from indexer.store.tables_decisions import decided, decisions, settlements, subjects


@dataclass(frozen=True, slots=True)
class Said:
    """A decision on its way into the store; see :class:`~indexer.decisions.model.Decision`."""

    passage: str
    field: Field
    act: Act
    value: Any
    machine: Any
    versions: str
    who: str
    batch: str = ""
    round: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where a subject was found again, or that it was not.

    Attributes:
        was, now: ids of passages; None: nowhere.
        quote: the words it has now; None: nowhere.
    """

    subject: Subject
    now: str | None
    document: str
    state: State
    quote: str | None
    page: int
    position: int


class Deciding(Connected):
    """Decisions, their subjects, and what they come to."""

    def decide(self, said: Sequence[Said]) -> list[Decision]:
        """Keep decisions, all or none, and sum up what they come to.

        One whose key is there already is not stored again; the stored one is returned.

        Args:
            said: checked decisions, see :mod:`indexer.decisions.deciding`.

        Returns:
            the decisions as stored, in the same order.

        Raises:
            KeyError: a passage that the store does not hold.
        """
        with self._writing() as connection:
            kept = [_keep(connection, one) for one in said]
            sum_up(connection, {one.passage for one in said})
        return kept

    def decisions(
        self,
        *,
        passage: str | None = None,
        batch: str | None = None,
        round: int | None = None,  # noqa: A002
        who: str | None = None,
    ) -> list[Decision]:
        """Return decisions, oldest first: all, or those of one passage, batch, round or person."""
        query = sa.select(decisions).order_by(decisions.c.id)
        if passage is not None:
            query = query.join(subjects).where(subjects.c.passage == passage)
        for column, value in (("batch", batch), ("round", round), ("who", who)):
            if value is not None:
                query = query.where(decisions.c[column] == value)
        return [_decision(row) for row in self._all(query)]

    def decision(self, id_: int) -> Decision | None:
        """Return one decision; None if there is none of that number."""
        found = self._all(sa.select(decisions).where(decisions.c.id == id_))
        return _decision(found[0]) if found else None

    def decided(self, ids: Iterable[str]) -> dict[str, Decided]:
        """Return what the decisions on passages come to; those without any are left out."""
        found: dict[str, Decided] = {}
        for some in chunks(list(ids)):
            query = sa.select(decided).where(decided.c.passage.in_(some))
            found |= {row.passage: decided_from(row.labels) for row in self._all(query)}
        return found

    def subjects(self, *, state: State | None = None) -> list[Subject]:
        """Return what was decided of, all or that of one state, by path and position."""
        query = sa.select(subjects).order_by(subjects.c.path, subjects.c.position, subjects.c.id)
        if state is not None:
            query = query.where(subjects.c.state == state.value)
        return [_subject(row) for row in self._all(query)]

    def subject(self, id_: int) -> Subject | None:
        """Return one subject; None if there is none of that number."""
        found = self._all(sa.select(subjects).where(subjects.c.id == id_))
        return _subject(found[0]) if found else None

    def outdated(self, ids: Iterable[str]) -> set[str]:
        """Return those of some documents that are superseded."""
        found: set[str] = set()
        for some in chunks(sorted(set(ids))):
            query = sa.select(documents.c.id).where(documents.c.id.in_(some))
            query = query.where(documents.c.superseded_at.is_not(None))
            found.update(row.id for row in self._all(query))
        return found

    def pipeline_of(self, document: str) -> str:
        """Return the version of the pipeline that labelled a document; empty if none did."""
        query = sa.select(documents.c.pipeline).where(documents.c.id == document)
        found = self._all(query)
        return found[0].pipeline if found else ""

    # Finding subjects again

    def unsettled_subjects(self) -> list[Subject]:
        """Return the subjects that are not where they were: other words there, or none.

        So is one whose file holds another document now.
        """
        here = passages.c.id == subjects.c.passage
        query = (
            sa.select(subjects, passages.c.text)
            .outerjoin(passages, here)
            .outerjoin(documents, documents.c.id == subjects.c.document)
        )
        heirs = sa.select(documents.c.path).where(documents.c.superseded_at.is_(None))
        replaced = documents.c.superseded_at.is_not(None) & subjects.c.path.in_(heirs)
        lost = subjects.c.passage.is_(None) | passages.c.id.is_(None)
        rows = self._all(query.add_columns((lost | replaced).label("lost")))
        return [
            _subject(row)
            for row in rows
            if row.lost or (row.text != row.quote and words_hash(row.text) != row.words)
        ]

    def heirs(self, document: str, path: str) -> list[str]:
        """Return the documents that may say what one said: itself, then today's of its file."""
        current = documents.c.superseded_at.is_(None)
        own = sa.select(documents.c.id).where(documents.c.id == document, current)
        at_path = sa.select(documents.c.id).where(documents.c.path == path, current)
        return list(dict.fromkeys(row.id for query in (own, at_path) for row in self._all(query)))

    def settle(self, found: Sequence[Settlement], *, run: int | None) -> None:
        """Note where subjects stand now, and move what was decided of them there."""
        if not found:
            return
        at = now()
        with self._writing() as connection:
            for one in found:
                _settle(connection, one, run, at)
            left = {one.subject.passage for one in found} | {one.now for one in found}
            sum_up(connection, left - {None})

    def settlements(self, *, run: int | None = None) -> list[sa.Row[Any]]:
        """Return what became of subjects, newest first: ever, or in one run."""
        query = sa.select(settlements).order_by(settlements.c.id.desc())
        if run is not None:
            query = query.where(settlements.c.run == run)
        return list(self._all(query))

    # What the search index does not show yet

    def unshown(self, *, limit: int | None = None) -> list[str]:
        """Return ids of the passages whose decisions the search index does not show yet."""
        query = sa.select(decided.c.passage).where(~decided.c.shown).order_by(decided.c.passage)
        query = query.limit(limit)
        return [row.passage for row in self._all(query)]

    def mark_shown(self, labels: Mapping[str, Decided]) -> None:
        """Note that the index shows passages as decided; not where it was decided anew since."""
        with self._writing() as connection:
            for some in chunks(list(labels)):
                rows = connection.execute(sa.select(decided).where(decided.c.passage.in_(some)))
                same = [r.passage for r in rows if decided_from(r.labels) == labels[r.passage]]
                change = sa.update(decided).where(decided.c.passage.in_(same))
                connection.execute(change, {"shown": True})


def decided_from(labels: Mapping[str, Any]) -> Decided:
    """Map what the store keeps of all the decisions on a passage."""
    areas, speaker = labels["areas"], labels["speaker"]
    return Decided(
        themes=dict(labels["themes"]),
        areas=None if areas is None else tuple(areas),
        stance=labels["stance"],
        mixed=labels["mixed"],
        speaker=None if speaker is None else (speaker[0],),
        notes=tuple(labels["notes"]),
    )


def _keep(connection: sa.Connection, said: Said) -> Decision:
    if said.key is not None:
        query = sa.select(decisions).where(decisions.c.key == said.key)
        if (there := connection.execute(query).one_or_none()) is not None:
            return _decision(there)
    row = asdict(said) | {
        "subject": _subject_of(connection, said),
        "field": said.field.value,
        "act": said.act.value,
        "at": now(),
    }
    del row["passage"]
    made = connection.execute(sa.insert(decisions).returning(decisions), row).one()
    detail = {"field": said.field.value, "act": said.act.value, "value": said.value}
    append_event(connection, Event(Action.DECIDED, said.who, said.passage, detail=detail))
    return _decision(made)


def _subject_of(connection: sa.Connection, said: Said) -> int:
    """Return the subject of a decision; what takes one back has its subject."""
    if said.act is Act.WITHDRAW:
        query = sa.select(decisions.c.subject).where(decisions.c.id == said.value)
        return int(connection.execute(query).scalar_one())
    return _subject_for(connection, said.passage)


def _subject_for(connection: sa.Connection, passage: str) -> int:
    """Return the subject that a passage is; make one where nobody decided of it yet.

    One that had other words there is not meant: the index run that read its file again has
    not come to finding it yet, and takes all that was decided of it along.
    """
    query = sa.select(passages, documents.c.path).join(documents).where(passages.c.id == passage)
    there = connection.execute(query).one_or_none()
    if there is None:
        raise KeyError(passage)
    words = words_hash(there.text)
    query = sa.select(subjects.c.id).where(subjects.c.passage == passage, subjects.c.words == words)
    known = connection.execute(query.order_by(subjects.c.id)).scalar()
    if known is not None:
        return int(known)
    row = {
        "path": there.path,
        "document": there.document,
        "passage": passage,
        "words": words,
        "quote": there.text,
        "page": there.page,
        "position": there.position,
        "state": State.ATTACHED.value,
    }
    made = connection.execute(sa.insert(subjects).returning(subjects.c.id), row)
    return int(made.scalar_one())


def _settle(connection: sa.Connection, one: Settlement, run: int | None, at: Any) -> None:
    before = one.subject
    change: dict[str, Any] = {"state": one.state.value}
    if one.now is not None and one.quote is not None:
        change |= {
            "document": one.document,
            "passage": one.now,
            "page": one.page,
            "position": one.position,
            "quote": one.quote,
            "words": words_hash(one.quote),
        }
    else:
        change["passage"] = None
    connection.execute(sa.update(subjects).where(subjects.c.id == before.id), change)
    row = {
        "run": run,
        "at": at,
        "subject": before.id,
        "was": before.passage,
        "now": one.now,
        "state": one.state.value,
        "quote_before": before.quote,
        "quote_after": one.quote,
    }
    connection.execute(sa.insert(settlements), row)


def sum_up(connection: sa.Connection, some: Iterable[str | None]) -> None:
    """Make anew what the decisions on passages come to, to be shown by the search index."""
    for passage in sorted(filter(None, set(some))):
        query = sa.select(decisions).join(subjects).where(subjects.c.passage == passage)
        made = outcome(map(_decision, connection.execute(query)))
        connection.execute(sa.delete(decided).where(decided.c.passage == passage))
        row = {"passage": passage, "labels": asdict(made), "shown": False}
        connection.execute(sa.insert(decided), row)


def _decision(row: Any) -> Decision:
    return Decision(
        id=row.id,
        subject=row.subject,
        field=Field(row.field),
        act=Act(row.act),
        value=row.value,
        machine=row.machine,
        versions=row.versions,
        who=row.who,
        at=row.at.replace(tzinfo=UTC),
        batch=row.batch,
        round=row.round,
        key=row.key or "",
    )


def _subject(row: Any) -> Subject:
    return Subject(
        id=row.id,
        path=row.path,
        document=row.document,
        passage=row.passage,
        words=row.words,
        quote=row.quote,
        page=row.page,
        position=row.position,
        state=State(row.state),
    )
