"""The table of saved searches."""

from sqlalchemy import JSON, Column, DateTime, Integer, Table, Text

from indexer.store.tables import metadata

searches = Table(
    "searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    # Filters by facet, and dates and order where they are set.
    Column("narrowed", JSON, nullable=False),
    # Whose search it is; null: everybody's on this machine.
    Column("who", Text),
    Column("saved_at", DateTime, nullable=False),
    Column("opened_at", DateTime, nullable=False),
)
