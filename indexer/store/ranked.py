"""The little that hits are ranked and folded by, for hundreds of passages at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from indexer.store.base import Connected, chunks
from indexer.store.tables import annotations, documents, fingerprints, passages
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
    sa.func.coalesce(documents.c.published, documents.c.event_end, documents.c.period_end).label(
        "dated"
    ),
    annotations.c.stance,
    annotations.c.speaker,
    annotations.c.areas,
    fingerprints.c.family,
    fingerprints.c.wording,
).select_from(
    passages.join(documents)
    .outerjoin(annotations, annotations.c.passage == passages.c.id)
    .outerjoin(fingerprints, fingerprints.c.passage == passages.c.id)
)


class Ranked(Connected):
    """Passages as they are ranked."""

    def standings(self, ids: Sequence[str]) -> dict[str, Standing]:
        """Return what passages are ranked by, by their ids; those that are gone are left out."""
        found: dict[str, Standing] = {}
        with self._reading() as connection:
            for some in chunks(ids):
                rows = connection.execute(_QUERY.where(passages.c.id.in_(some))).all()
                found |= {row.id: _standing(*row) for row in rows}
        return found


def _standing(
    passage: str, document: str, text: str, dated: date | None, *labels_and_likeness: Any
) -> Standing:
    stance, speaker, areas, family, wording = labels_and_likeness
    return Standing(
        passage,
        document,
        text,
        dated,
        Stance(stance) if stance else None,
        Speaker(speaker) if speaker else None,
        tuple(area[0] for area in areas or ()),
        family,
        wording,
    )
