"""The command that ends what has been kept for long enough."""

from collections.abc import Callable

import click
from flask.cli import with_appcontext

from portal.clock import now

BY = "command"


@click.command("sweep")
@click.option("--dry-run", is_flag=True, help="Only say what would be done now.")
@with_appcontext
def sweep(*, dry_run: bool) -> None:
    """Delete, or empty, what has been kept for as long as the privacy page says. Run it daily.

    It can be stopped and run again at any moment: every rule is a transaction of its own.
    """
    from portal.account.actions.sweeping import sweep as end_rows
    from portal.account.queries.kept import count_ended, register
    from portal.db import db

    at = now()
    rooms = _rooms()
    for name, end in register().ends:
        count = count_ended(name, end, at)
        db.session.rollback()  # the count held the database; whoever writes next begins anew
        if not dry_run and end.swept_by:
            rooms[end.swept_by]()
        elif not dry_run:
            count = end_rows(name, end, by=BY, at=at)
        click.echo(f"{name}: {count} ({end.sentence})")


def _rooms() -> dict[str, Callable[[], object]]:
    """The actions of the rooms that end their rows themselves."""
    from portal.checklist.actions import delete_expired
    from portal.mail.actions.sweeping import sweep as sweep_mail

    return {
        "checklist": lambda: delete_expired(by=BY, at=now()),
        "mail": lambda: sweep_mail(by=BY, at=now()),
    }
