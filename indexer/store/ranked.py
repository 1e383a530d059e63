"""The little that hits are ranked and folded by, for hundreds of passages at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from indexer.model import Metadata, Period
from indexer.store.base import Connected, chunks
from indexer.store.corrected import Said, apply, corrections_in
from indexer.store.deciding import decided_from
from indexer.store.tables import annotations, documents, fingerprints, passages
from indexer.store.tables_decisions import decided
from nlp.types import Speaker, Stance


@dataclass(frozen=True, slots=True)
class Standing:
    """What a passage is judged by when hits are put in order.

    Attributes:
        dated: last day of what the document is about, or the day it bears; None if unknown.
        stance, speaker: None where it has no labels, or nobody is known to speak.
        areas: judgement areas it is about.
        family: passages of one family may be like one another; None if it was not compared.
        wording: equal for passages of the same words; None if it was not compared.
    """

    passage: str
    document: str
    text: str
    dated: date | None
    stance: Stance | None
    speaker: Speaker | None
    areas: tuple[str, ...]
    family: str | None
    wording: int | None


_QUERY = sa.select(
    passages.c.id,
    passages.c.document,
    passages.c.text,
    annotations.c.stance,
    annotations.c.speaker,
    annotations.c.areas,
    decided.c.labels,
    fingerprints.c.family,
    fingerprints.c.wording,
    documents.c.path,
    documents.c.superseded_at,
    documents.c.published,
    documents.c.event_end,
    documents.c.period_start,
    documents.c.period_end,
).select_from(
    passages.join(documents)
    .outerjoin(annotations, annotations.c.passage == passages.c.id)
    .outerjoin(decided, decided.c.passage == passages.c.id)
    .outerjoin(fingerprints, fingerprints.c.passage == passages.c.id)
)


class Ranked(Connected):
    """Passages as they are ranked."""

    def standings(self, ids: Sequence[str]) -> dict[str, Standing]:
        """Return what passages are ranked by, by their ids; those that are gone are left out.

        What people decided of a passage, and corrected of its document, stands before what
        the machine read.
        """
        found: dict[str, Standing] = {}
        with self._reading() as connection:
            said = Said(corrections_in(connection))
            for some in chunks(ids):
                rows = connection.execute(_QUERY.where(passages.c.id.in_(some))).all()
                found |= {row.id: _standing(row, said) for row in rows}
        return found


def _standing(row: Any, said: Said) -> Standing:
    # Not by the names of columns, which takes longer than all the rest.
    passage, document, text, stance, speaker, areas, labels, family, wording, *_ = row
    areas = tuple(area[0] for area in areas or ())
    if labels:
        people = decided_from(labels)
        stance = people.stance or stance
        speaker = people.speaker[0] if people.speaker else speaker
        areas = areas if people.areas is None else people.areas
    return Standing(
        passage,
        document,
        text,
        _dated(row, said),
        Stance(stance) if stance else None,
        Speaker(speaker) if speaker else None,
        areas,
        family,
        wording,
    )


def _dated(row: Any, said: Said) -> date | None:
    corrected = said.of(row.document, row.path, inherits=row.superseded_at is None)
    published, event_end, start, end = row[-4:]
    if not corrected:  # as Metadata has it, of which to make a hundred takes half a millisecond
        day: date | None = published or event_end or end
        return day
    period = Period(start, end) if start else None
    return apply(Metadata(published=published, event_end=event_end, period=period), corrected).dated
