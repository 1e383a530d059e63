"""Add periods, withdrawals of corrections, and what is needed to look at files again.

Only adds: a store of an earlier schema keeps every row it has. Its documents have no
period until their files are read again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen documents, corrections and files."""
    op.add_column("documents", sa.Column("period_start", sa.Date))
    op.add_column("documents", sa.Column("period_end", sa.Date))
    op.add_column(
        "corrections", sa.Column("withdrawn", sa.Boolean, nullable=False, server_default="0")
    )
    op.add_column("files", sa.Column("reader", sa.String(16)))
    op.add_column("files", sa.Column("missing_since", sa.DateTime))
