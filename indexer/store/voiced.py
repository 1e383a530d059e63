"""Passages that say how good something is, with whose words they carry."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from indexer.decisions.model import Decided
from indexer.model import Kind
from indexer.store.base import Connected
from indexer.store.deciding import decided_from
from indexer.store.documents import SUPERSEDED
from indexer.store.tables import annotations, passages
from indexer.store.tables_decisions import decided
from nlp.types import Speaker, Stance

VERDICTS = (Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT)
"""The stances that say how good something is."""


@dataclass(frozen=True, slots=True)
class Judging:
    """A passage that says how good something is.

    Attributes:
        themes: at most a few, the surest first; those that people decided before them.
        score: how sure the machine is of the stance, 0 to 1; 1 where a person decided.
        mixed: it speaks both ways.
        speaker: None where it cannot be told.
    """

    passage: str
    document: str
    page: int
    text: str
    headings: tuple[str, ...]
    themes: tuple[str, ...]
    stance: Stance
    score: float
    mixed: bool
    speaker: Speaker | None


_PLAIN = [passages.c[name] for name in ("id", "document", "page", "text")]
_LABELS = [annotations.c[name] for name in ("stance", "stance_score", "mixed", "speaker")]
# As text: SQLAlchemy reads JSON at twice the cost.
_HEADINGS = sa.type_coerce(passages.c.heading_path, sa.Text).label("headings")
_THEMES = sa.type_coerce(annotations.c.themes, sa.Text).label("themes")


class Voiced(Connected):
    """Passages by what they judge."""

    def judging(self) -> Iterator[Judging]:
        """Yield the passages of current documents that judge, document by document.

        What people decided holds in place of what the machine said.
        """
        query = sa.select(*_PLAIN, *_LABELS, _HEADINGS, _THEMES, decided.c.labels)
        joined = passages.join(annotations)
        query = query.select_from(joined.outerjoin(decided, decided.c.passage == passages.c.id))
        query = query.where(
            annotations.c.stance.in_([stance.value for stance in VERDICTS])
            | decided.c.passage.is_not(None),
            passages.c.kind.not_in([Kind.HEADING.value, Kind.EXCERPT.value]),
            passages.c.document.not_in(SUPERSEDED),
        )
        query = query.order_by(passages.c.document, passages.c.position)
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=500).execute(query):
                one = _judging(row)
                one = _as_decided(one, decided_from(row.labels)) if row.labels else one
                if one.stance in VERDICTS:
                    yield one


def _judging(row: Any) -> Judging:
    return Judging(
        passage=row.id,
        document=row.document,
        page=row.page,
        text=row.text,
        headings=tuple(json.loads(row.headings)),
        themes=tuple(theme[0] for theme in json.loads(row.themes)),
        stance=Stance(row.stance),
        score=row.stance_score,
        mixed=row.mixed,
        speaker=Speaker(row.speaker) if row.speaker else None,
    )


def _as_decided(one: Judging, said: Decided) -> Judging:
    kept = tuple(theme for theme in one.themes if theme not in said.themes)
    stance = Stance(said.stance) if said.stance is not None else one.stance
    speaker = said.speaker[0] if said.speaker is not None else one.speaker
    return replace(
        one,
        themes=(*(theme for theme, applies in said.themes.items() if applies), *kept),
        stance=stance,
        score=one.score if said.stance is None else 1.0,
        mixed=one.mixed if said.stance is None else False,
        speaker=Speaker(speaker) if speaker else None,
    )
