"""Add parts, evidence, recognition, versions, corrections and fingerprints.

Only adds: a store of schema 0001 keeps every row it has.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen what is there, then create what is new."""
    _widen()
    _create_parts()
    _create_versions()
    _create_corrections()
    _create_fingerprints()


def _widen() -> None:
    op.add_column("files", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    op.add_column("documents", sa.Column("evidence", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("documents", sa.Column("superseded_at", sa.DateTime))
    op.add_column("pages", sa.Column("ocr", sa.Float))
    op.add_column("passages", sa.Column("part", sa.Integer))


def _create_parts() -> None:
    op.create_table(
        "parts",
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("type", sa.String(64)),
        sa.Column("published", sa.Date),
        sa.Column("first_page", sa.Integer, nullable=False),
        sa.Column("last_page", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document", "number", name="pk_parts"),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name="fk_parts_document_documents", ondelete="CASCADE"
        ),
    )


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("last_seen", sa.DateTime, nullable=False),
        sa.Column("superseded_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
    )
    op.create_index("ix_versions_path", "versions", ["path"])
    # What the ledger knows: one version of each file, seen when it was last looked at.
    op.execute(
        "INSERT INTO versions (path, document, sha256, first_seen, last_seen) "
        "SELECT path, document, sha256, seen_at, seen_at FROM files "
        "WHERE document IS NOT NULL AND status IN ('indexed', 'duplicate') ORDER BY path"
    )


def _create_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("machine", sa.JSON, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_document", "corrections", ["document"])
    op.create_index("ix_corrections_path", "corrections", ["path"])


def _create_fingerprints() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("passage", sa.String(24), nullable=False),
        sa.Column("wording", sa.BigInteger),
        sa.Column("shape", sa.BigInteger),
        sa.Column("signature", sa.LargeBinary),
        sa.Column("family", sa.String(24)),
        sa.PrimaryKeyConstraint("passage", name="pk_fingerprints"),
        sa.ForeignKeyConstraint(
            ["passage"],
            ["passages.id"],
            name="fk_fingerprints_passage_passages",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_fingerprints_family", "fingerprints", ["family"])
