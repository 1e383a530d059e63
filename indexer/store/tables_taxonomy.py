"""The table of what people changed in the taxonomy."""

from sqlalchemy import JSON, Column, DateTime, Index, Integer, String, Table, Text

from indexer.store.tables import metadata

taxonomy_changes = Table(
    "taxonomy_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("part", String(16), nullable=False),
    Column("entry", String(64), nullable=False),
    # None in JSON and no value at all are the same here: there is no such entry.
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("version", String(64), nullable=False),
)
Index("ix_taxonomy_changes_entry", taxonomy_changes.c.part, taxonomy_changes.c.entry)
