"""Note with each passage of a pack which words it was chosen for."""

import sqlalchemy as sa
from alembic import op

from indexer.decisions.anchors import words_hash

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the hash of the words; of what is in packs already, that of the words it has now."""
    op.add_column("pack_items", sa.Column("words", sa.String(16)))
    connection = op.get_bind()
    query = sa.text("SELECT i.id, p.text FROM pack_items i JOIN passages p ON p.id = i.passage")
    change = sa.text("UPDATE pack_items SET words = :words WHERE id = :id")
    for row in connection.execute(query).all():
        connection.execute(change, {"id": row.id, "words": words_hash(row.text)})
