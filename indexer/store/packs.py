"""Evidence packs in the store."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.decisions.anchors import words_hash
from indexer.pack.model import Build, Choice, Item, Pack, Question, Ruling
from indexer.store.base import Connected, chunks, insert, now
from indexer.store.tables import passages
from indexer.store.tables_packs import pack_builds, pack_items, pack_rulings, packs


class Packs(Connected):
    """Packs with their items, rulings and builds."""

    def add_pack(self, name: str, *, who: str, intro: str = "") -> Pack:
        """Begin a pack."""
        at = now()
        row = {"name": name, "intro": intro, "who": who, "created_at": at, "changed_at": at}
        with self._writing() as connection:
            return _pack(connection.execute(sa.insert(packs).returning(packs), row).one())

    def packs(self) -> list[Pack]:
        """Return all packs, the one changed last first."""
        query = sa.select(packs).order_by(packs.c.changed_at.desc(), packs.c.id.desc())
        return [_pack(row) for row in self._all(query)]

    def pack(self, id_: int) -> Pack | None:
        """Return one pack; None if there is none of that number."""
        found = self._all(sa.select(packs).where(packs.c.id == id_))
        return _pack(found[0]) if found else None

    def pack_counts(self) -> dict[int, int]:
        """Return the number of items by pack."""
        query = sa.select(pack_items.c.pack, sa.func.count().label("number"))
        return {row.pack: row.number for row in self._all(query.group_by(pack_items.c.pack))}

    def change_pack(self, id_: int, *, name: str, intro: str) -> None:
        """Give a pack another name or introduction."""
        with self._writing() as connection:
            own = sa.update(packs).where(packs.c.id == id_)
            connection.execute(own.values(name=name, intro=intro, changed_at=now()))

    def remove_pack(self, id_: int) -> None:
        """Forget a pack and its items; rulings and builds stay."""
        with self._writing() as connection:
            connection.execute(sa.delete(packs).where(packs.c.id == id_))

    # Items

    def items(self, pack: int) -> list[Item]:
        """Return the items of a pack in order."""
        query = sa.select(pack_items).where(pack_items.c.pack == pack)
        return [
            _item(row) for row in self._all(query.order_by(pack_items.c.position, pack_items.c.id))
        ]

    def add_items(self, pack: int, chosen: Mapping[str, str | None], *, who: str) -> int:
        """Put passages at the end of a pack; those in it already stay as they are.

        Args:
            pack: its number.
            chosen: passage id to the id of the finding it is chosen for, or None.
            who: who chose them.

        Returns:
            how many were added.
        """
        own = pack_items.c.pack == pack
        with self._writing() as connection:
            there = set(connection.execute(sa.select(pack_items.c.passage).where(own)).scalars())
            last = connection.execute(sa.select(sa.func.max(pack_items.c.position)).where(own))
            position, at = last.scalar() or 0, now()
            fresh = [passage for passage in chosen if passage not in there]
            words = _words_of(connection, fresh)
            rows = [
                {
                    "pack": pack,
                    "passage": passage,
                    "position": number,
                    "note": "",
                    "finding": chosen[passage],
                    "who": who,
                    "at": at,
                    "words": words.get(passage),
                }
                for number, passage in enumerate(fresh, start=position + 1)
            ]
            insert(connection, pack_items, rows)
            _touch(connection, pack)
        return len(fresh)

    def change_item(
        self, item: int, *, question: Question | None, area: str | None, note: str
    ) -> None:
        """Lay an item elsewhere, or say something of it."""
        values = {"question": question.value if question else None, "area": area, "note": note}
        with self._writing() as connection:
            own = sa.update(pack_items).where(pack_items.c.id == item)
            connection.execute(own.values(**values))

    def misplaced_items(self) -> list[Item]:
        """Return the items, of all packs, whose passage is gone or has other words by now."""
        with self._reading() as connection:
            items = [_item(row) for row in connection.execute(sa.select(pack_items))]
            words = _words_of(connection, list({item.passage for item in items}))
        return [one for one in items if one.words and one.words != words.get(one.passage)]

    def place_item(self, item: int, passage: str) -> None:
        """Note under which id the words of an item stand now."""
        with self._writing() as connection:
            own = sa.update(pack_items).where(pack_items.c.id == item)
            connection.execute(own.values(passage=passage))

    def exchange_item(self, item: Item, passage: str) -> None:
        """Have another passage stand in the place of an item, with what people said of it."""
        with self._writing() as connection:
            words = _words_of(connection, [passage]).get(passage)
            own = sa.update(pack_items).where(pack_items.c.id == item.id)
            connection.execute(own.values(passage=passage, words=words))
            _touch(connection, item.pack)

    def order_items(self, pack: int, ids: Sequence[int]) -> None:
        """Put the items of a pack into the order given."""
        with self._writing() as connection:
            for number, id_ in enumerate(ids, start=1):
                own = sa.update(pack_items).where(pack_items.c.id == id_, pack_items.c.pack == pack)
                connection.execute(own.values(position=number))
            _touch(connection, pack)

    def remove_items(self, pack: int, passages: Iterable[str]) -> None:
        """Take passages out of a pack."""
        wanted = list(passages)
        with self._writing() as connection:
            own = sa.delete(pack_items).where(pack_items.c.pack == pack)
            connection.execute(own.where(pack_items.c.passage.in_(wanted)))
            _touch(connection, pack)

    # Rulings

    def add_rulings(self, pack: int, ruled: Iterable[tuple[str, str, Choice]], *, who: str) -> None:
        """Keep what a person ruled: kind, key and choice each."""
        at = now()
        rows = [
            {"pack": pack, "kind": kind, "key": key, "choice": choice.value, "who": who, "at": at}
            for kind, key, choice in ruled
        ]
        with self._writing() as connection:
            insert(connection, pack_rulings, rows)
            _touch(connection, pack)

    def rulings(self, pack: int) -> list[Ruling]:
        """Return all that was ruled of a pack, oldest first."""
        query = sa.select(pack_rulings).where(pack_rulings.c.pack == pack)
        return [
            Ruling(row.kind, row.key, Choice(row.choice), row.who, _utc(row.at))
            for row in self._all(query.order_by(pack_rulings.c.id))
        ]

    # Builds

    def add_build(self, pack: Pack, *, who: str, hash: str, **values: Any) -> Build:  # noqa: A002
        """Keep what was built of a pack.

        Args:
            pack: the pack.
            who: who built it.
            hash: of its manifest.
            values: ``file``, ``manifest`` and ``hashes`` of :class:`~indexer.pack.model.Build`.
        """
        row = {"pack": pack.id, "name": pack.name, "who": who, "at": now(), "hash": hash} | values
        with self._writing() as connection:
            made = connection.execute(sa.insert(pack_builds).returning(pack_builds), row)
            return _build(made.one())

    def builds(self, pack: int) -> list[Build]:
        """Return what was built of a pack, newest first."""
        query = sa.select(pack_builds).where(pack_builds.c.pack == pack)
        return [_build(row) for row in self._all(query.order_by(pack_builds.c.id.desc()))]

    def build(self, id_: int) -> Build | None:
        """Return one build; None if there is none of that number."""
        found = self._all(sa.select(pack_builds).where(pack_builds.c.id == id_))
        return _build(found[0]) if found else None

    def build_of_hash(self, hash_: str) -> Build | None:
        """Return the build whose manifest has a hash; None if none was made here."""
        found = self._all(sa.select(pack_builds).where(pack_builds.c.hash == hash_))
        return _build(found[0]) if found else None


def _touch(connection: sa.Connection, pack: int) -> None:
    connection.execute(sa.update(packs).where(packs.c.id == pack).values(changed_at=now()))


def _words_of(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the hashes of the words of passages."""
    found: dict[str, str] = {}
    for some in chunks(ids):
        query = sa.select(passages.c.id, passages.c.text).where(passages.c.id.in_(some))
        found |= {row.id: words_hash(row.text) for row in connection.execute(query)}
    return found


def _pack(row: Any) -> Pack:
    return Pack(row.id, row.name, row.intro, row.who, _utc(row.created_at), _utc(row.changed_at))


def _item(row: Any) -> Item:
    return Item(
        id=row.id,
        pack=row.pack,
        passage=row.passage,
        position=row.position,
        who=row.who,
        at=_utc(row.at),
        question=Question(row.question) if row.question else None,
        area=row.area,
        note=row.note,
        finding=row.finding,
        words=row.words,
    )


def _build(row: Any) -> Build:
    return Build(
        id=row.id,
        pack=row.pack,
        name=row.name,
        who=row.who,
        at=_utc(row.at),
        hash=row.hash,
        file=row.file,
        manifest=row.manifest,
        hashes=row.hashes,
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
