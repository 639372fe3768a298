"""Commands about the files that providers send to show their claims to be true."""

import click
from flask.cli import AppGroup

from portal.clock import now

BY = "command"

evidence = AppGroup(
    "evidence", help="Scan the files that providers send, and compare them with their rows."
)


@evidence.command("scan")
def evidence_scan() -> None:
    """Ask the virus scanner about every file that waits for it."""
    from portal.credentials.actions import scan_waiting

    done = scan_waiting(by=BY, at=now())
    click.echo(f"{done.clean} clean, {done.infected} deleted, {done.waiting} still waiting.")


@evidence.command("check")
@click.option("--mend", is_flag=True, help="Delete the files that no row names.")
def evidence_check(*, mend: bool) -> None:
    """Compare the files with their rows, both ways; ends with 1 where a file is missing."""
    from portal.credentials.actions import clear_misfits, look_for_misfits

    found = clear_misfits(at=now()) if mend else look_for_misfits(now())
    click.echo(f"{len(found.alone)} files without a row{' deleted' if mend else ''}.")
    click.echo(f"{len(found.missing)} rows without a file.")
    for number in found.missing:
        click.echo(f"missing: evidence {number}")
    if found.missing:
        raise click.exceptions.Exit(1)
