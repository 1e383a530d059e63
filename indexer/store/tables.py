"""The tables, in SQLAlchemy Core, for SQLite and PostgreSQL alike.

A change here needs a migration and a new :data:`HEAD`; a test compares the two.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0017"
"""Newest migration; a store at another one is migrated or refused."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("sha256", String(64)),
    Column("size", Integer, nullable=False),
    Column("modified", Float, nullable=False),
    Column("status", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    # No foreign key: the ledger is written before, and outlives, what a file became.
    Column("document", String(12), index=True),
    Column("error", Text),
    Column("seconds", Float, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Version of the code that read it; null where an earlier program did.
    Column("reader", String(16)),
    # When a run first found nothing at the path any more; recording the file ends it.
    Column("missing_since", DateTime),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("path", Text, nullable=False),
    Column("type", String(64)),
    Column("title", Text),
    Column("authority", Text),
    Column("published", Date),
    Column("event_start", Date),
    Column("event_end", Date),
    Column("framework", String(64)),
    Column("event", String(64)),
    Column("inspectors", JSON, nullable=False),
    Column("grades", JSON, nullable=False),
    Column("repaired", Boolean, nullable=False),
    Column("indexed_at", DateTime, nullable=False),
    Column("pipeline", Text, nullable=False),
    Column("evidence", JSON, nullable=False, server_default="{}"),
    # When no file held this content any more; null while one does.
    Column("superseded_at", DateTime),
    # Both or neither.
    Column("period_start", Date),
    Column("period_end", Date),
)

parts = Table(
    "parts",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("type", String(64)),
    Column("published", Date),
    Column("first_page", Integer, nullable=False),
    Column("last_page", Integer, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("label", Text),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    Column("has_text", Boolean, nullable=False),
    Column("ocr", Float),
)

abbreviations = Table(
    "abbreviations",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("short", Text, nullable=False),
    Column("long", Text, nullable=False),
    Column("passage", String(24), nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # As a question's words are compared with them.
    Column("short_terms", Text, nullable=False, index=True),
    Column("long_terms", Text, nullable=False, index=True),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("page", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("heading_path", JSON, nullable=False),
    Column("regions", JSON, nullable=False),
    Column("part", Integer),
    Column("stem", Text),
    Index(None, "document", "position", unique=True),
    Index(None, "document", "page"),
)

annotations = Table(
    "annotations",
    metadata,
    Column("passage", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("pipeline", Text, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("areas", JSON, nullable=False),
    Column("stance", String(32), nullable=False),
    Column("stance_score", Float, nullable=False),
    Column("stance_source", String(16), nullable=False),
    Column("stance_spans", JSON, nullable=False),
    Column("mixed", Boolean, nullable=False),
    Column("speaker", String(32)),
    Column("figures", JSON, nullable=False, server_default="[]"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("document", String(12), nullable=False),
    Column("sha256", String(64)),
    Column("first_seen", DateTime, nullable=False),
    Column("last_seen", DateTime, nullable=False),
    Column("superseded_at", DateTime),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    # No foreign key: what a person said outlives the row it was said of.
    Column("document", String(12), nullable=False, index=True),
    Column("path", Text, nullable=False, index=True),
    Column("field", String(32), nullable=False),
    Column("value", JSON, nullable=False),
    Column("machine", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False, server_default="0"),
)

# A row for every passage compared with the others; all null where it is too short to be.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("passage", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("wording", BigInteger),
    Column("shape", BigInteger),
    Column("signature", LargeBinary),
    Column("family", String(24), index=True),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", DateTime, nullable=False),
    Column("finished", DateTime),
    Column("paths", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
)
