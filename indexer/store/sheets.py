"""Passages as the rows of a table: their words and labels, without places and scores."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from indexer.store.base import Connected, chunks
from indexer.store.tables import annotations, passages

_QUERY = sa.select(
    passages.c.id,
    passages.c.document,
    passages.c.page,
    passages.c.text,
    passages.c.heading_path,
    annotations.c.themes,
    annotations.c.areas,
    annotations.c.stance,
    annotations.c.mixed,
    annotations.c.speaker,
).select_from(passages.outerjoin(annotations))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A passage for a table; ids of labels as the taxonomy has them, None where not labelled."""

    id: str
    document: str
    page: int
    text: str
    headings: tuple[str, ...]
    themes: tuple[str, ...]
    areas: tuple[str, ...]
    stance: str | None
    mixed: bool | None
    speaker: str | None


class Sheets(Connected):
    """Many passages, without what a table has no column for."""

    def sheet_rows(self, ids: Iterable[str]) -> Iterator[SheetRow]:
        """Yield the passages of these ids that exist, in the order asked for.

        Some hundreds are held in memory at a time, and no transaction stays open between.
        """
        for some in chunks(list(ids)):
            found = {row.id: row for row in self._all(_QUERY.where(passages.c.id.in_(some)))}
            yield from (_row(found[id_]) for id_ in some if id_ in found)


def _row(row: Any) -> SheetRow:
    id_, document, page, text, headings, themes, areas, stance, mixed, speaker = row
    return SheetRow(
        id=id_,
        document=document,
        page=page,
        text=text,
        headings=tuple(headings),
        themes=tuple(theme[0] for theme in themes or ()),
        areas=tuple(area[0] for area in areas or ()),
        stance=stance,
        mixed=mixed,
        speaker=speaker,
    )
