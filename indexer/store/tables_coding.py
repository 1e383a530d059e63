"""The tables of queues, of rounds of blind coding, and of the codebook."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from indexer.store.tables import metadata

rounds = Table(
    "rounds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("coders", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("closed_at", DateTime),
)

# No foreign key to passages, here and below: a new version of a file replaces their rows.
round_items = Table(
    "round_items",
    metadata,
    Column("round", ForeignKey("rounds.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("passage", String(24), nullable=False),
)

# A passage given to a person to decide of, and what became of that.
tasks = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("queue", String(32), nullable=False),
    Column("passage", String(24), nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("given_at", DateTime, nullable=False),
    # Who gave it; None: the person took it.
    Column("given_by", Text),
    Column("ended_at", DateTime),
    Column("done", Boolean),
    Index(None, "who", "queue"),
)

# Every wording that an entry of the codebook ever had; the last one counts.
codebook = Table(
    "codebook",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("fields", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("why", Text, nullable=False),
    Index(None, "kind", "name"),
)
