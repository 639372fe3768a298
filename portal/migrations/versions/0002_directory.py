"""The directory: listings, their advisers, claims and checks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("provider_type", sa.String(length=20), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("base_outward", sa.String(length=4), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=True),
        sa.Column("northing", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.String(length=20), nullable=False),
        sa.Column("half_days", sa.Integer(), nullable=True),
        sa.Column("earliest_start", sa.Date(), nullable=True),
        sa.Column("waiting_list", sa.Boolean(), nullable=False),
        sa.Column("capacity_said_on", sa.Date(), nullable=True),
        sa.Column("price_basis", sa.String(length=10), nullable=False),
        sa.Column("price_band", sa.String(length=2), nullable=False),
        sa.Column("price_vat", sa.String(length=20), nullable=False),
        sa.Column("price_valid_to", sa.Date(), nullable=True),
        sa.Column("price_said_on", sa.Date(), nullable=True),
        sa.Column("price_public", sa.Boolean(), nullable=False),
        sa.Column("bsl", sa.String(length=20), nullable=False),
        sa.Column("bsl_level", sa.Integer(), nullable=True),
        sa.Column("makaton", sa.Boolean(), nullable=False),
        sa.Column("noindex", sa.Boolean(), nullable=False),
        sa.Column("references_offered", sa.Boolean(), nullable=False),
        sa.Column("source_note", sa.String(length=200), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("listing_status", sa.String(length=20), nullable=False),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("slug", name=op.f("uq_listing_slug")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_listing_status"), ["listing_status"], unique=False
        )

    op.create_table(
        "listing_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_term_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_term")),
        sa.UniqueConstraint(
            "listing_id",
            "vocabulary",
            "code",
            name=op.f("uq_listing_term_listing_id_vocabulary_code"),
        ),
    )
    with op.batch_alter_table("listing_term", schema=None) as batch_op:
        batch_op.create_index(
            "ix_listing_term_vocabulary_code", ["vocabulary", "code"], unique=False
        )

    op.create_table(
        "adviser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("supervisor", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_adviser_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser")),
    )
    with op.batch_alter_table("adviser", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adviser_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("framework", sa.String(length=10), nullable=False),
        sa.Column("accredited_on", sa.Date(), nullable=True),
        sa.Column("review_due", sa.Date(), nullable=True),
        sa.Column("amount", sa.String(length=4), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("update_service", sa.Boolean(), nullable=False),
        sa.Column("evidence_sent", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["adviser.id"],
            name=op.f("fk_credential_adviser_id_adviser"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_credential_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential")),
    )
    with op.batch_alter_table("credential", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credential_adviser_id"), ["adviser_id"], unique=False)
        batch_op.create_index("ix_credential_listing_kind", ["listing_id", "kind"], unique=False)

    op.create_table(
        "credential_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(length=80), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credential.id"],
            name=op.f("fk_credential_check_credential_id_credential"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_check")),
    )
    with op.batch_alter_table("credential_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_credential_check_credential_id"), ["credential_id"], unique=False
        )

    op.create_table(
        "mistake_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_mistake_report_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistake_report")),
    )
    with op.batch_alter_table("mistake_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mistake_report_listing_id"), ["listing_id"], unique=False
        )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("mistake_report")
    op.drop_table("credential_check")
    op.drop_table("credential")
    op.drop_table("adviser")
    op.drop_table("listing_term")
    op.drop_table("listing")
