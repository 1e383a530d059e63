"""What became of people's decisions: found again, moved, changed, orphaned, of labels now gone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from indexer.decisions.model import Decision, Field, State, Subject, standing
from indexer.export.cells import Plain
from indexer.store.cutting import Cut
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Event:
    """A passage with decisions was found elsewhere, changed or not at all.

    Attributes:
        run: number of the index run; None where it was no run.
        was, now: id of the passage before and after; None: nowhere.
        before, after: its words; ``after`` is None where it is nowhere.
    """

    run: int | None
    at: datetime
    subject: Subject
    state: State
    was: str | None
    now: str | None
    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """How people's decisions stand.

    Attributes:
        decisions: how many were ever made.
        passages: state to the number of passages that people decided of.
        events: what runs found otherwise than before, newest first.
        orphans: what is nowhere, by path.
        review: what stands in words that changed since it was decided, by path.
        excerpts: passages that people made.
        gone: themes and areas that the taxonomy no longer has, each with the decisions on it.
    """

    decisions: int
    passages: Mapping[State, int]
    events: tuple[Event, ...]
    orphans: tuple[Subject, ...]
    review: tuple[Subject, ...]
    gone: Mapping[str, Sequence[Decision]]
    excerpts: tuple[Cut, ...]


def report_decisions(store: Store, taxonomy: Taxonomy, *, run: int | None = None) -> Report:
    """Tell how people's decisions stand.

    Args:
        run: only the events of this index run; None: of all.
    """
    subjects = store.subjects()
    made = store.decisions()
    by_id = {subject.id: subject for subject in subjects}
    return Report(
        decisions=len(made),
        passages={state: sum(one.state is state for one in subjects) for state in State},
        events=tuple(_event(row, by_id[row.subject]) for row in store.settlements(run=run)),
        orphans=tuple(one for one in subjects if one.state is State.ORPHANED),
        review=tuple(one for one in subjects if one.state is State.CHANGED),
        gone=_gone(made, taxonomy),
        excerpts=tuple(store.cuts()),
    )


def _event(row: Any, subject: Subject) -> Event:
    return Event(
        run=row.run,
        at=row.at.replace(tzinfo=UTC),
        subject=subject,
        state=State(row.state),
        was=row.was,
        now=row.now,
        before=row.quote_before,
        after=row.quote_after,
    )


def _gone(made: Iterable[Decision], taxonomy: Taxonomy) -> dict[str, list[Decision]]:
    known = {theme.id for theme in taxonomy.themes} | {area.id for area in taxonomy.areas}
    by_subject: dict[int, list[Decision]] = {}
    for one in made:
        by_subject.setdefault(one.subject, []).append(one)
    gone: dict[str, list[Decision]] = {}
    for some in by_subject.values():
        for one in standing(some):
            for label in _labels(one):
                if label not in known:
                    gone.setdefault(label, []).append(one)
    return gone


def _labels(one: Decision) -> list[str]:
    if one.field is Field.THEME:
        return [str(one.value)]
    return list(one.value) if one.field is Field.AREAS else []


# The forms that other programs rely on


def decision_json(one: Decision, subject: Subject) -> dict[str, Any]:
    """Give a decision with what it was made of."""
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "who": one.who,
        "field": one.field,
        "act": one.act,
        "value": one.value,
        "machine": one.machine,
        "versions": one.versions,
        "batch": one.batch or None,
        "round": one.round,
        "passage": subject.passage,
        "document": subject.document,
        "path": subject.path,
        "page": subject.page,
        "state": subject.state,
        "quote": subject.quote,
    }


def report_json(report: Report) -> dict[str, Any]:
    """Give how people's decisions stand."""
    return {
        "decisions": report.decisions,
        "passages": {state.value: count for state, count in report.passages.items()},
        "events": [_event_json(one) for one in report.events],
        "orphans": [_subject_json(one) for one in report.orphans],
        "review": [_subject_json(one) for one in report.review],
        "gone": {label: [one.id for one in some] for label, some in report.gone.items()},
        "excerpts": [_cut_json(one) for one in report.excerpts],
    }


def _event_json(one: Event) -> dict[str, Any]:
    return {
        "run": one.run,
        "at": one.at.isoformat(),
        "path": one.subject.path,
        "state": one.state,
        "was": one.was,
        "now": one.now,
        "before": one.before,
        "after": one.after,
    }


def _cut_json(one: Cut) -> dict[str, Any]:
    return {
        "path": one.path,
        "document": one.document,
        "passage": one.passage,
        "quote": one.quote,
        "who": one.who,
        "at": one.at.isoformat(),
    }


def _subject_json(one: Subject) -> dict[str, Any]:
    return {
        "path": one.path,
        "document": one.document,
        "passage": one.passage,
        "page": one.page,
        "quote": one.quote,
    }


TITLES = (
    *("decision", "at", "who", "field", "act", "value", "machine", "versions", "batch", "round"),
    *("passage", "document", "path", "page", "state", "quote"),
)
"""Columns of the decisions as a table."""


def decision_rows(
    made: Iterable[Decision], subject_of: Callable[[int], Subject]
) -> Iterator[Sequence[Plain]]:
    """Yield decisions as rows for a spreadsheet, under :data:`TITLES`."""
    for one in made:
        row = decision_json(one, subject_of(one.subject))
        yield [_cell(value) for value in row.values()]


def _cell(value: Any) -> Plain:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, int | float) else str(value)
