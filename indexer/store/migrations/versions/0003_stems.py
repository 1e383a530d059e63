"""Add the sentence that introduces a point of a list.

A store of an earlier schema has none until its files are read again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the passages."""
    op.add_column("passages", sa.Column("stem", sa.Text))
