"""Create the first tables.

Spelled out rather than taken from ``tables.py``, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create ledger, documents, pages, passages, annotations and runs."""
    _create_ledger()
    _create_documents()
    _create_passages()
    _create_annotations()


def _create_ledger() -> None:
    op.create_table(
        "files",
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("modified", sa.Float, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("document", sa.String(12)),
        sa.Column("error", sa.Text),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_files"),
    )
    op.create_index("ix_files_document", "files", ["document"])
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("finished", sa.DateTime),
        sa.Column("paths", sa.JSON, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("type", sa.String(64)),
        sa.Column("title", sa.Text),
        sa.Column("authority", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("event_start", sa.Date),
        sa.Column("event_end", sa.Date),
        sa.Column("framework", sa.String(64)),
        sa.Column("event", sa.String(64)),
        sa.Column("inspectors", sa.JSON, nullable=False),
        sa.Column("grades", sa.JSON, nullable=False),
        sa.Column("repaired", sa.Boolean, nullable=False),
        sa.Column("indexed_at", sa.DateTime, nullable=False),
        sa.Column("pipeline", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("sha256", name="uq_documents_sha256"),
    )
    op.create_table(
        "pages",
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("label", sa.Text),
        sa.Column("width", sa.Float, nullable=False),
        sa.Column("height", sa.Float, nullable=False),
        sa.Column("has_text", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("document", "number", name="pk_pages"),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name="fk_pages_document_documents", ondelete="CASCADE"
        ),
    )


def _create_passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("heading_path", sa.JSON, nullable=False),
        sa.Column("regions", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.id"],
            name="fk_passages_document_documents",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_passages_document_position", "passages", ["document", "position"], unique=True
    )
    op.create_index("ix_passages_document_page", "passages", ["document", "page"])


def _create_annotations() -> None:
    op.create_table(
        "annotations",
        sa.Column("passage", sa.String(24), nullable=False),
        sa.Column("pipeline", sa.Text, nullable=False),
        sa.Column("themes", sa.JSON, nullable=False),
        sa.Column("areas", sa.JSON, nullable=False),
        sa.Column("stance", sa.String(32), nullable=False),
        sa.Column("stance_score", sa.Float, nullable=False),
        sa.Column("stance_source", sa.String(16), nullable=False),
        sa.Column("stance_spans", sa.JSON, nullable=False),
        sa.Column("mixed", sa.Boolean, nullable=False),
        sa.Column("speaker", sa.String(32)),
        sa.PrimaryKeyConstraint("passage", name="pk_annotations"),
        sa.ForeignKeyConstraint(
            ["passage"],
            ["passages.id"],
            name="fk_annotations_passage_passages",
            ondelete="CASCADE",
        ),
    )
