"""Commands about mail: deliver it, try the settings out."""

import signal

import click
from flask import current_app
from flask.cli import AppGroup

from portal.clock import now

ENDS = (signal.SIGTERM, signal.SIGINT)

mail = AppGroup("mail", help="Deliver the mail that waits, and try the mail settings out.")


@mail.command("work")
def mail_work() -> None:
    """Deliver mail until told to end (SIGTERM): what PORTAL_MAIL_WORKER=separate needs beside the server."""
    from portal.mail.actions.working import Worker

    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)  # taken below, between two mails
    worker = Worker(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - a thread needs the portal itself
    worker.start()
    while worker.is_alive() and signal.sigtimedwait(ENDS, 1.0) is None:
        pass
    worker.stop()


@mail.command("send")
def mail_send() -> None:
    """Deliver what is due, once."""
    from portal.mail.actions.delivery import deliver_due
    from portal.mail.queries import count_waiting

    done = deliver_due()
    click.echo(
        f"{done.sent} sent, {done.failed} failed, {done.given_up} given up, {count_waiting()} waiting."
    )


@mail.command("try")
@click.argument("address")
def mail_try(address: str) -> None:
    """Send a letter to ADDRESS now, to see whether the mail settings are right."""
    from portal.mail.actions.delivery import send_trial
    from portal.mail.actions.outgoing import Undelivered

    try:
        send_trial(address, at=now())
    except Undelivered as trouble:
        raise click.ClickException(f"It was not taken: {trouble.trouble}") from trouble
    click.echo("It was taken.")
