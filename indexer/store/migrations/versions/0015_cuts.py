"""Add the passages that people make of words of a document."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create their table."""
    op.create_table(
        "cuts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("passage", sa.String(24)),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("key", sa.String(64)),
        sa.Column("withdrawn_by", sa.Text),
        sa.Column("withdrawn_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_cuts"),
        sa.UniqueConstraint("key", name="uq_cuts_key"),
    )
    op.create_index("ix_cuts_document", "cuts", ["document"])
