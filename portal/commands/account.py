"""Help somebody who can no longer sign in."""

import click
from flask.cli import AppGroup

from portal.clock import now

BY = "command"
account = AppGroup("account", help="Help somebody who can no longer sign in.")


@account.command("remove-second-steps")
@click.argument("email")
def account_remove_second_steps(email: str) -> None:
    """Take away every second step of EMAIL, who has lost them and their recovery codes.

    Make sure first that it is them, by a way other than email. They are signed out everywhere and told.
    """
    from portal.account.actions.factors import remove_every_step
    from portal.account.queries import find_person

    person = find_person(email)
    if person is None:
        raise click.ClickException("Nobody has an account with that address.")
    count = remove_every_step(person.id, by=BY, at=now())
    click.echo(f"Second steps taken away: {count}. They now sign in with their password alone.")
