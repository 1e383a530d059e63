"""The table of background work."""

from sqlalchemy import JSON, Boolean, Column, DateTime, Integer, String, Table, Text

from indexer.store.tables import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("params", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("total", Integer, nullable=False, server_default="0"),
    Column("message", Text, nullable=False, server_default=""),
    Column("result", JSON),
    Column("stop", Boolean, nullable=False, server_default="0"),
    Column("created_at", DateTime, nullable=False),
    Column("started_at", DateTime),
    Column("finished_at", DateTime),
)
