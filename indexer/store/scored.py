"""How sure the machine is of the labels of all passages, to put them in order by."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from indexer.model import Kind
from indexer.store.base import Connected
from indexer.store.documents import CURRENT
from indexer.store.tables import annotations, documents, passages
from nlp.types import Source, Stance


@dataclass(frozen=True, slots=True)
class Scored:
    """The machine's labels of a passage, and how sure it is.

    Attributes:
        least: chance of the label that it is least sure of, 0 to 1.
        doubted: chance of the surest label that no words of the rules bear out; 0: none such.
    """

    passage: str
    document: str
    themes: tuple[str, ...]
    stance: str
    least: float
    doubted: float


class Scores(Connected):
    """Labels with their chances."""

    def scored(self) -> Iterator[Scored]:
        """Yield the labels of the passages of all current documents that may be evidence.

        Headings and page furniture are left out, as they are in the search: whoever decides of
        one helps nobody. The latest indexed documents come first. Of 45,300 passages it takes 0.4 s
        of one core.
        """
        themes = sa.type_coerce(annotations.c.themes, sa.Text).label("themes")
        query = (
            sa.select(
                passages.c.id,
                passages.c.document,
                themes,
                annotations.c.stance,
                annotations.c.stance_score,
                annotations.c.stance_source,
            )
            .select_from(annotations.join(passages).join(documents))
            .where(
                CURRENT,
                annotations.c.stance != Stance.SKIP.value,
                passages.c.kind != Kind.HEADING.value,
            )
            .order_by(documents.c.indexed_at.desc(), documents.c.id, passages.c.position)
        )
        with self._reading() as connection:
            for id_, document, packed, stance, chance, source in connection.execute(query):
                labels = json.loads(packed) if packed != "[]" else []
                doubted = [label[1] for label in labels if label[2] == Source.MODEL]
                if source == Source.MODEL:
                    doubted.append(chance)
                yield Scored(
                    passage=id_,
                    document=document,
                    themes=tuple(label[0] for label in labels),
                    stance=stance,
                    least=min([chance, *(label[1] for label in labels)]),
                    doubted=max(doubted, default=0.0),
                )
