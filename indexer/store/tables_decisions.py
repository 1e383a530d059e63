"""The tables of people's decisions on passages."""

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

subjects = Table(
    "subjects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False, index=True),
    # No foreign keys: what a person decided outlives the rows it was decided of.
    Column("document", String(12), nullable=False, index=True),
    # Two may meet in one passage, when a later version of a file was decided of as well.
    Column("passage", String(24), index=True),
    Column("words", String(16), nullable=False),
    Column("quote", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", String(16), nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", ForeignKey("subjects.id"), nullable=False, index=True),
    Column("field", String(16), nullable=False),
    Column("act", String(16), nullable=False),
    Column("value", JSON, nullable=False),
    Column("machine", JSON, nullable=False),
    Column("versions", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("batch", String(32), nullable=False, server_default="", index=True),
    Column("round", Integer, index=True),
    # Unique where it is given, so that what is sent again is stored once.
    Column("key", String(64), unique=True),
)

# What the decisions on a passage come to, made anew with each: derived, for quick reading.
decided = Table(
    "decided",
    metadata,
    Column("passage", String(24), primary_key=True),
    Column("labels", JSON, nullable=False),
    # Whether the search index shows it yet.
    Column("shown", Boolean, nullable=False, server_default="0"),
    Index(None, "shown"),
)

# One row for each time that a subject was found elsewhere, changed or not at all.
settlements = Table(
    "settlements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", Integer, index=True),
    Column("at", DateTime, nullable=False),
    Column("subject", ForeignKey("subjects.id"), nullable=False, index=True),
    Column("was", String(24)),
    Column("now", String(24)),
    Column("state", String(16), nullable=False),
    Column("quote_before", Text, nullable=False),
    Column("quote_after", Text),
)

# Words of a document that a person made a passage of.
cuts = Table(
    "cuts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("document", String(12), nullable=False, index=True),
    # The passage it is now; null while its words are found nowhere.
    Column("passage", String(24)),
    Column("quote", Text, nullable=False),
    # Of the passage in which it begins.
    Column("position", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("key", String(64), unique=True),
    Column("withdrawn_by", Text),
    Column("withdrawn_at", DateTime),
)
