"""Mail, tries, and for whom things are done."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(length=400), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=200), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mail_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_to"), ["to"], unique=False)

    op.create_table(
        "tries",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tries")),
    )
    with op.batch_alter_table("tries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tries_since"), ["since"], unique=False)

    op.add_column(
        "audit_event", sa.Column("behalf", sa.String(length=80), nullable=False, server_default="")
    )
    op.create_index("ix_audit_event_behalf", "audit_event", ["behalf"])
    op.create_index("ix_audit_event_actor", "audit_event", ["actor"])
    # by hand: alembic would copy the table to add a key, and dropping the old one takes the answers along
    op.execute(
        "ALTER TABLE draft ADD COLUMN organisation_id INTEGER "
        "CONSTRAINT fk_draft_organisation_id_organisation REFERENCES organisation (id)"
    )
    op.create_index("ix_draft_organisation_id", "draft", ["organisation_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_draft_organisation_id", "draft")
    op.drop_index("ix_audit_event_actor", "audit_event")
    op.drop_index("ix_audit_event_behalf", "audit_event")
    op.drop_column("draft", "organisation_id")
    op.drop_column("audit_event", "behalf")
    op.drop_table("tries")
    op.drop_table("mail")
