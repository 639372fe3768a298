"""How migrations run: on the portal's own engine, in one transaction for each step."""

from alembic import context
from flask import current_app

from portal.db import Base


def run() -> None:
    """Bring the database that the application is bound to up or down."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transaction_per_migration=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
