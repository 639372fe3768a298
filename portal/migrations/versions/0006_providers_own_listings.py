"""A provider keeps its own listing: whose it is, what is to change, evidence, and reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ADDED = (
    ("listing", "organisation_id"),
    ("adviser", "accepted_at"),
    ("adviser", "left_at"),
    ("credential", "number"),
    ("credential", "last_cic_on"),
    ("credential", "accepted_at"),
    ("credential", "withdrawn_at"),
    ("mistake_report", "settled_at"),
    ("mistake_report", "settled"),
)


def upgrade() -> None:
    """Take the step."""
    # by hand: alembic would copy the table to add a key, and dropping the old one takes what hangs on it along
    op.execute(
        "ALTER TABLE listing ADD COLUMN organisation_id INTEGER "
        "CONSTRAINT fk_listing_organisation_id_organisation REFERENCES organisation (id)"
    )
    op.create_index("ix_listing_organisation_id", "listing", ["organisation_id"])
    moment = sa.DateTime(timezone=True)
    op.add_column("adviser", sa.Column("accepted_at", moment))
    op.add_column("adviser", sa.Column("left_at", moment))
    op.add_column(
        "credential", sa.Column("number", sa.String(60), nullable=False, server_default="")
    )
    op.add_column("credential", sa.Column("last_cic_on", sa.Date()))
    op.add_column("credential", sa.Column("accepted_at", moment))
    op.add_column("credential", sa.Column("withdrawn_at", moment))
    op.add_column("mistake_report", sa.Column("settled_at", moment))
    op.add_column(
        "mistake_report", sa.Column("settled", sa.String(20), nullable=False, server_default="")
    )
    # what was shown so far goes on being shown
    op.execute("UPDATE credential SET accepted_at = recorded_at")
    op.execute(
        "UPDATE adviser SET accepted_at = "
        "(SELECT created_at FROM listing WHERE listing.id = adviser.listing_id)"
    )

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credential.id"],
            name=op.f("fk_evidence_credential_id_credential"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["person.id"], name=op.f("fk_evidence_sent_by_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("file", name=op.f("uq_evidence_file")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_credential_id"), ["credential_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_evidence_sent_by"), ["sent_by"], unique=False)

    op.create_table(
        "listing_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("connection", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"],
            ["email_key.id"],
            name=op.f("fk_listing_claim_key_id_email_key"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_claim_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_listing_claim_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_listing_claim_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_claim")),
        sa.UniqueConstraint("key_id", name=op.f("uq_listing_claim_key_id")),
    )
    with op.batch_alter_table("listing_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_claim_email"), ["email"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_listing_claim_listing_id"), ["listing_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_listing_claim_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_listing_claim_person_id"), ["person_id"], unique=False)

    op.create_table(
        "listing_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_revision_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"],
            ["person.id"],
            name=op.f("fk_listing_revision_made_by_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"],
            ["person.id"],
            name=op.f("fk_listing_revision_submitted_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_revision")),
    )
    with op.batch_alter_table("listing_revision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_revision_listing_id"), ["listing_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_listing_revision_made_by"), ["made_by"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_listing_revision_submitted_by"), ["submitted_by"], unique=False
        )
        batch_op.create_index(
            "uq_listing_revision_open",
            ["listing_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'edit' AND decided_at IS NULL"),
            postgresql_where=sa.text("kind = 'edit' AND decided_at IS NULL"),
        )

    op.create_table(
        "listing_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_notice_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_listing_notice_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_notice")),
        sa.UniqueConstraint(
            "person_id",
            "listing_id",
            "kind",
            "subject_id",
            "due_on",
            "step",
            name=op.f("uq_listing_notice_person_id_listing_id_kind_subject_id_due_on_step"),
        ),
    )
    with op.batch_alter_table("listing_notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_notice_listing_id"), ["listing_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_listing_notice_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "shortlisted",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_shortlisted_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_shortlisted_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "listing_id", name=op.f("pk_shortlisted")),
    )
    with op.batch_alter_table("shortlisted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shortlisted_listing_id"), ["listing_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("shortlisted")
    op.drop_table("listing_notice")
    op.drop_table("listing_revision")
    op.drop_table("listing_claim")
    op.drop_table("evidence")
    op.drop_index("ix_listing_organisation_id", "listing")
    for table, column in ADDED:
        op.drop_column(table, column)
