"""The little that hits are ranked and folded by, for hundreds of passages at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from indexer.store.base import Connected, chunks
from indexer.store.tables import annotations, documents, fingerprints, passages
from nlp.types import Stance


@dataclass(frozen=True, slots=True)
class Standing:
    """What a passage is judged by when hits are put in order.

    Attributes:
        dated: last day of what the document is about, or the day it bears; None if unknown.
        stance: None where it has no labels.
        family: passages of one family may be like one another; None if it was not compared.
        wording: equal for passages of the same words; None if it was not compared.
    """

    passage: str
    document: str
    text: str
    dated: date | None
    stance: Stance | None
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
        found = {}
        with self._reading() as connection:
            for some in chunks(ids):
                rows = connection.execute(_QUERY.where(passages.c.id.in_(some))).all()
                for passage, document, text, dated, stance, *alike in rows:
                    known = Stance(stance) if stance else None
                    found[passage] = Standing(passage, document, text, dated, known, *alike)
        return found
