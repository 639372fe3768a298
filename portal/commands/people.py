"""The command that ends what has been kept for long enough."""

from collections.abc import Callable
from datetime import datetime

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
    from portal.db import db, empty_the_log

    at = now()
    counted = [(name, end, count_ended(name, end, at)) for name, end in register().ends]
    db.session.rollback()  # counting held the database; each rule begins anew
    own = dict.fromkeys(end.swept_by for _, end, _ in counted if end.swept_by)
    for room in () if dry_run else own:
        _ACTIONS[room](at)  # once, whatever number of rules it keeps
    for name, end, count in counted:
        if not dry_run and not end.swept_by:
            count = end_rows(name, end, by=BY, at=at)  # noqa: PLW2901 - what was done, not what was foreseen
        click.echo(f"{name}: {count} ({end.sentence})")
    _look_after_evidence(at, dry_run=dry_run)
    if not dry_run:
        empty_the_log()  # of what was erased while somebody read, too


def _sweep_checklists(at: datetime) -> None:
    from portal.checklist.actions import delete_expired

    delete_expired(by=BY, at=at)


def _sweep_mail(at: datetime) -> None:
    from portal.mail.actions.sweeping import sweep as sweep_mail

    sweep_mail(by=BY, at=at)


def _look_after_evidence(at: datetime, *, dry_run: bool) -> None:
    """The files of evidence end by more than one of their row's moments, so they are no rule of the register."""
    from portal.credentials.actions import look_after
    from portal.credentials.queries import list_over

    count = len(list_over(at)) if dry_run else look_after(at, by=BY)
    click.echo(f"files of evidence: {count} (Deleted 90 days after the claim was decided.)")


_ACTIONS: dict[str, Callable[[datetime], None]] = {
    "checklist": _sweep_checklists,
    "mail": _sweep_mail,
}
"""The rooms that end their rows by an action of their own."""
