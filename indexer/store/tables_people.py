"""The tables of accounts, sessions and the audit trail."""

from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Integer, String, Table, Text

from indexer.store.tables import metadata

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    # The name as it is compared.
    Column("key", Text, nullable=False, unique=True),
    Column("display", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text),
    Column("subject", Text, unique=True),
    Column("must_change", Boolean, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("signed_in_at", DateTime),
    Column("disabled_at", DateTime),
)

# Of a token only the hash is kept: whoever reads the store cannot sign in with it.
sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("started", DateTime, nullable=False),
    Column("seen", DateTime, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("created", DateTime, nullable=False),
    Column("expires", DateTime, nullable=False),
    Column("used", DateTime),
)

# Attempts to sign in that have not succeeded, or not yet.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False, index=True),
    Column("role", String(16)),
    Column("action", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    Column("detail", JSON, nullable=False),
    Column("address", Text),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
