"""The command that reminds providers of what goes stale in their listings."""

import click
from flask.cli import AppGroup

from portal.clock import now

BY = "command"
listing = AppGroup("listing", help="Remind providers of what goes stale in their listings.")


@listing.command("remind")
@click.option("--dry-run", is_flag=True, help="Only say how many would be written to now.")
def listing_remind(*, dry_run: bool) -> None:
    """Write to everybody whose listings have a date that comes near or has passed, and to schools about lapses.

    Where it fails for somebody, the others are written to, and it ends with status 1. It may be run as often as you like, and stopped at any moment: nobody is told a thing twice.
    """
    from portal.listing.actions.reminding import foresee, remind

    done = foresee(now()) if dry_run else remind(by=BY, at=now())
    click.echo(
        f"People: {done.people}, facts: {done.facts}{' (nothing was sent)' if dry_run else ''}"
    )
    if done.failed:
        raise click.ClickException(f"People who could not be written to: {done.failed}")
