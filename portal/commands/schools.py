"""Schools from the government's register, by command."""

from pathlib import Path

import click
from flask.cli import AppGroup

from portal.clock import now
from portal.web.sheets import SheetRefused, decoded, read_sheet

BY = "command"
MOST = 200_000
schools = AppGroup("schools", help="Bring the schools that the portal knows up to date.")


@schools.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be done now.")
def schools_import(file: Path, *, dry_run: bool) -> None:
    """Take the open schools of the six boroughs from FILE, a CSV of Get Information about Schools."""
    from portal.organisation.actions.schools import import_schools
    from portal.organisation.rules.register import COLUMNS, RowRefused

    try:
        sheet = read_sheet(decoded(file.read_bytes()), most=MOST, only=COLUMNS)
        done = import_schools(sheet, dry_run=dry_run, by=BY, at=now())
    except (SheetRefused, RowRefused) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    for row, why in done.flaws:
        click.echo(f"Row {row} is passed over: {why}")
    click.echo(f"Added: {done.added}, corrected: {done.changed}, as they stood: {done.unchanged}")
    if done.closed:
        click.echo(f"Known here and not open there any more: {done.closed}. They stay.")
