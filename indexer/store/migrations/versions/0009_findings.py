"""Add the findings register and what people say of findings."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "findings",
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("passages", sa.JSON, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("grouped", sa.Text),
        sa.Column("printed", sa.String(8)),
        sa.Column("owner", sa.Text),
        sa.Column("due", sa.Text),
        sa.PrimaryKeyConstraint("document", "number", name="pk_findings"),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.id"],
            name="fk_findings_document_documents",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_findings_id", "findings", ["id"])
    op.create_table(
        "findings_read",
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_findings_read"),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.id"],
            name="fk_findings_read_document_documents",
            ondelete="CASCADE",
        ),
    )
    _create_said(
        "finding_edits",
        sa.Column("change", sa.String(16), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("kind", sa.String(24)),
        sa.Column("page", sa.Integer),
    )
    _create_said(
        "finding_ratings",
        sa.Column("scale", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16)),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
    )
    _create_said(
        "finding_verdicts",
        sa.Column("passage", sa.String(24), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("judgement", sa.String(16), nullable=False),
        sa.Column("scale", sa.String(16), nullable=False),
        sa.Column("bearing", sa.String(16), nullable=False),
    )


def _create_said(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("finding", sa.String(24), nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        *columns,
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_document", name, ["document"])
