"""The tables of the findings register, and of what people say of it.

What the machine read goes with its document. What a person said has no foreign key, for it
outlives the row it was said of; it is never changed or deleted.
"""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from indexer.store.tables import metadata

findings = Table(
    "findings",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(24), nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("text", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("heading", Text, nullable=False),
    Column("grouped", Text),
    Column("printed", String(8)),
    Column("owner", Text),
    Column("due", Text),
)

# Which code looked through a document as which type; a document it found nothing in has one too.
findings_read = Table(
    "findings_read",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, nullable=False),
)


def _said(name: str, *columns: Column[object]) -> Table:
    """Make a table of what people say of findings; they all name their finding alike."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("document", String(12), nullable=False, index=True),
        Column("path", Text, nullable=False),
        Column("finding", String(24), nullable=False),
        Column("wording", Text, nullable=False),
        *columns,
        Column("who", Text, nullable=False),
        Column("at", DateTime, nullable=False),
        Column("note", Text, nullable=False),
    )


finding_edits = _said(
    "finding_edits",
    Column("change", String(16), nullable=False),
    Column("text", Text),
    Column("kind", String(24)),
    Column("page", Integer),
)

finding_ratings = _said(
    "finding_ratings",
    Column("scale", String(16), nullable=False),
    Column("status", String(16)),
    Column("owner", Text, nullable=False),
    Column("due", Date),
)

finding_verdicts = _said(
    "finding_verdicts",
    Column("passage", String(24), nullable=False),
    Column("text", Text, nullable=False),
    Column("judgement", String(16), nullable=False),
    Column("scale", String(16), nullable=False),
    Column("bearing", String(16), nullable=False),
)
