"""Add evidence packs."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create their tables."""
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("intro", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_packs"),
    )
    op.create_table(
        "pack_items",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("pack", sa.Integer, nullable=False),
        sa.Column("passage", sa.String(24), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("question", sa.String(8)),
        sa.Column("area", sa.String(32)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("finding", sa.String(24)),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["pack"], ["packs.id"], name="fk_pack_items_pack_packs", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pack_items"),
    )
    op.create_table(
        "pack_rulings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("pack", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("choice", sa.String(8), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pack_rulings"),
    )
    op.create_table(
        "pack_builds",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("pack", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("manifest", sa.JSON, nullable=False),
        sa.Column("hashes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pack_builds"),
    )
    op.create_index("ix_pack_items_pack", "pack_items", ["pack"])
    op.create_index("ix_pack_rulings_pack", "pack_rulings", ["pack"])
    op.create_index("ix_pack_builds_pack", "pack_builds", ["pack"])
    op.create_index("ix_pack_builds_hash", "pack_builds", ["hash"])
