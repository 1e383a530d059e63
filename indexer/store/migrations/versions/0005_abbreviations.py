"""Add the abbreviations that documents explain.

A store of an earlier schema has none until its documents are labelled or read again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create their table."""
    op.create_table(
        "abbreviations",
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("short", sa.Text, nullable=False),
        sa.Column("long", sa.Text, nullable=False),
        sa.Column("passage", sa.String(24), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("short_terms", sa.Text, nullable=False),
        sa.Column("long_terms", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document", "number", name="pk_abbreviations"),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.id"],
            name="fk_abbreviations_document_documents",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_abbreviations_short_terms", "abbreviations", ["short_terms"])
    op.create_index("ix_abbreviations_long_terms", "abbreviations", ["long_terms"])
