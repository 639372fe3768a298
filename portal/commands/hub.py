"""Set the Hub up: nobody has an account until somebody who runs the portal invites the first administrator."""

import click
from flask import current_app
from flask.cli import AppGroup

from portal.clock import now
from portal.mail.rules import is_address

BY = "command"
hub = AppGroup("hub", help="Invite the Hub's first administrator.")


@hub.command("first-administrator")
@click.argument("email")
@click.option("--name", default="Careers Hub", help="What the Hub is called, if it is new.")
@click.option("--also", is_flag=True, help="Although the Hub has an administrator.")
def hub_first_administrator(email: str, name: str, *, also: bool) -> None:
    """Set the Hub up, if it is new, and invite EMAIL to be its administrator."""
    from portal.moderation.actions.beginning import HasAdministrator, invite_first_administrator

    if not is_address(email):
        raise click.BadParameter("Type an email address, like name@example.com.")
    settings = current_app.extensions["settings"]
    told = {"name": name, "inviter": settings.service_name}
    try:
        path = invite_first_administrator(email.lower(), **told, also=also, by=BY, at=now())
    except HasAdministrator as has:
        raise click.ClickException(
            "The Hub has an administrator, who can invite others. Add --also to invite one all the same."
        ) from has
    click.echo(
        f"An invitation to {email.lower()} is in the outbox; it is sent as soon as mail works."
    )
    click.echo(
        "Whoever opens this link within 7 days becomes an administrator of the Hub. It works once:"
    )
    click.echo(settings.base_url.rstrip("/") + path)
