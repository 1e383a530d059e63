"""The table of whose Sightline this is: only ever added to, the last row holds."""

from sqlalchemy import JSON, Column, DateTime, Integer, Table, Text

from indexer.store.tables import metadata

council = Table(
    "council",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
