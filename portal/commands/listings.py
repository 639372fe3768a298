"""Listings in and out as CSV files, by command."""

from pathlib import Path

import click
from flask.cli import AppGroup

from portal.clock import now, today
from portal.web.sheets import SheetRefused, decoded

BY = "command"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
listings = AppGroup("listings", help="Write the listings as a CSV file, or take some in from one.")


@listings.command("export")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
def listings_export(out: Path | None) -> None:
    """Write what the public sees of each listing as a CSV file: what /opendata/listings.csv has."""
    from portal.opendata.pages import listings_file

    made = listings_file(today())
    if out is None:
        click.echo(made, nl=False)
    else:
        out.write_bytes(made)
        click.echo(f"Wrote {out} ({len(made):,} bytes)")


@listings.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would be done now.")
def listings_import(file: Path, *, dry_run: bool) -> None:
    """Take in the providers of a CSV FILE that nobody keeps yet; where anything is wrong with it, nothing."""
    from portal.opendata.actions import NotAsLookedAt, import_text
    from portal.opendata.queries import plan_of
    from portal.opendata.rules import Outcome

    try:
        text = decoded(file.read_bytes())
        plan = plan_of(text, today(), BY) if dry_run else import_text(text, by=BY, at=now())
    except SheetRefused as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except NotAsLookedAt as wrong:
        raise click.ClickException("Somebody changed an entry meanwhile. Try again.") from wrong
    for flaw in plan.flaws:
        click.echo(f"Row {flaw.row}, {flaw.column}: {flaw.reason}")
    if plan.passed_over:
        click.echo(f"Columns passed over: {', '.join(plan.passed_over)}")
    if plan.flaws:
        raise click.ClickException("Nothing was taken in. Mend the file and try again.")
    for outcome in Outcome:
        click.echo(f"{outcome.value}: {plan.count(outcome)}")
