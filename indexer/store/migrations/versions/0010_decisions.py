"""Add people's decisions on passages."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create their tables."""
    op.create_table(
        "subjects",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("passage", sa.String(24)),
        sa.Column("words", sa.String(16), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subjects"),
    )
    for column in ("path", "document", "passage"):
        op.create_index(f"ix_subjects_{column}", "subjects", [column])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject", sa.Integer, nullable=False),
        sa.Column("field", sa.String(16), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("machine", sa.JSON, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("batch", sa.String(32), nullable=False, server_default=""),
        sa.Column("round", sa.Integer),
        sa.Column("key", sa.String(64)),
        sa.ForeignKeyConstraint(["subject"], ["subjects.id"], name="fk_decisions_subject_subjects"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint("key", name="uq_decisions_key"),
    )
    for column in ("subject", "batch", "round"):
        op.create_index(f"ix_decisions_{column}", "decisions", [column])
    op.create_table(
        "decided",
        sa.Column("passage", sa.String(24), nullable=False),
        sa.Column("labels", sa.JSON, nullable=False),
        sa.Column("shown", sa.Boolean, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("passage", name="pk_decided"),
    )
    op.create_index("ix_decided_shown", "decided", ["shown"])
    op.create_table(
        "settlements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run", sa.Integer),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("subject", sa.Integer, nullable=False),
        sa.Column("was", sa.String(24)),
        sa.Column("now", sa.String(24)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("quote_before", sa.Text, nullable=False),
        sa.Column("quote_after", sa.Text),
        sa.ForeignKeyConstraint(
            ["subject"], ["subjects.id"], name="fk_settlements_subject_subjects"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_settlements"),
    )
    for column in ("run", "subject"):
        op.create_index(f"ix_settlements_{column}", "settlements", [column])
