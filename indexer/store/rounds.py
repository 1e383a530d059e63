"""Rounds of blind coding in the store: their passages, and who has coded which."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.agreement.model import Round, RoundKind
from indexer.decisions.model import Field
from indexer.store.base import Connected, insert, now
from indexer.store.documents import CURRENT
from indexer.store.tables import documents, passages
from indexer.store.tables_coding import round_items, rounds
from indexer.store.tables_decisions import decisions, subjects


class Rounds(Connected):
    """Rounds; what is decided in them lies with the decisions."""

    def add_round(
        self, name: str, kind: RoundKind, ids: Sequence[str], *, coders: Sequence[str], who: str
    ) -> Round:
        """Add a round over passages, in the order given."""
        row = {
            "name": name,
            "kind": kind.value,
            "coders": list(coders),
            "who": who,
            "at": now(),
        }
        with self._writing() as connection:
            made = _round(connection.execute(sa.insert(rounds).returning(rounds), row).one())
            items = [
                {"round": made.id, "position": position, "passage": passage}
                for position, passage in enumerate(ids, start=1)
            ]
            insert(connection, round_items, items)
        return made

    def rounds(self) -> list[Round]:
        """Return all rounds, newest first."""
        return [_round(row) for row in self._all(sa.select(rounds).order_by(rounds.c.id.desc()))]

    def round(self, id_: int) -> Round | None:
        """Return one round; None if there is none of that number."""
        found = self._all(sa.select(rounds).where(rounds.c.id == id_))
        return _round(found[0]) if found else None

    def close_round(self, id_: int) -> None:
        """End a round: nothing is coded in it any more."""
        with self._writing() as connection:
            open_ = sa.update(rounds).where(rounds.c.id == id_, rounds.c.closed_at.is_(None))
            connection.execute(open_, {"closed_at": now()})

    def round_passages(self, id_: int) -> list[str]:
        """Return ids of the passages of a round that stand in today's versions, in order."""
        query = sa.select(round_items.c.passage).where(round_items.c.round == id_, CURRENT)
        query = query.join(passages, passages.c.id == round_items.c.passage).join(documents)
        return [row.passage for row in self._all(query.order_by(round_items.c.position))]

    def coded_in(self, id_: int) -> dict[str, set[str]]:
        """Return which passages of a round each coder has coded; each coding has a stance."""
        query = sa.select(decisions.c.who, subjects.c.passage).join_from(decisions, subjects)
        query = query.where(decisions.c.round == id_, decisions.c.field == Field.STANCE.value)
        found: dict[str, set[str]] = {}
        for row in self._all(query):
            found.setdefault(row.who, set()).add(row.passage)
        return found

    def settled_in(self, id_: int) -> dict[int, str]:
        """Return who settled the codings of which subject of a round."""
        query = sa.select(decisions.c.subject, decisions.c.who, decisions.c.batch)
        query = query.where(decisions.c.round.is_(None))
        mark = settling_mark(id_, "")
        rows = self._all(query.where(decisions.c.batch.startswith(mark, autoescape=True)))
        return {row.subject: row.who for row in rows}


def settling_mark(id_: int, subject: int | str) -> str:
    """Return the batch of the decisions that settle the codings of a subject."""
    return f"round-{id_}.{subject}"


def _round(row: Any) -> Round:
    return Round(
        id=row.id,
        name=row.name,
        kind=RoundKind(row.kind),
        coders=tuple(row.coders),
        who=row.who,
        at=_utc(row.at),
        closed=row.closed_at and _utc(row.closed_at),
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
