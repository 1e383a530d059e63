"""Add the figures that passages state.

A store of an earlier schema has none until its passages are labelled again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the labels of passages."""
    op.add_column("annotations", sa.Column("figures", sa.JSON, nullable=False, server_default="[]"))
