"""The tables of evidence packs.

Items name passages without a foreign key, so that a passage which is gone is told and not lost.
Rulings and builds are only ever added.
"""

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, String, Table, Text

from indexer.store.tables import metadata

packs = Table(
    "packs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("intro", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("changed_at", DateTime, nullable=False),
)

pack_items = Table(
    "pack_items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack", ForeignKey("packs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("passage", String(24), nullable=False),
    Column("position", Integer, nullable=False),
    Column("question", String(8)),
    Column("area", String(32)),
    Column("note", Text, nullable=False),
    Column("finding", String(24)),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    # Hash of the words it was chosen for: read anew, its document may have others under its id.
    Column("words", String(16)),
)

pack_rulings = Table(
    "pack_rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack", Integer, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("choice", String(8), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)

pack_builds = Table(
    "pack_builds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("hash", String(64), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("manifest", JSON, nullable=False),
    Column("hashes", JSON, nullable=False),
)
