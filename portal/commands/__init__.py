"""The `flask …` commands: thin, they call actions and say what was done."""

import json
from datetime import date
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_migrate import Migrate, upgrade

from portal.clock import now, today
from portal.commands.account import account
from portal.commands.doors import doors
from portal.commands.evidence import evidence
from portal.commands.hub import hub
from portal.commands.listing import listing
from portal.commands.listings import listings
from portal.commands.mail import mail
from portal.commands.people import sweep
from portal.commands.schools import schools
from portal.db import db

BY = "command"
MIGRATIONS = Path(__file__).parent.parent / "migrations"

seed = AppGroup("seed", help="Load the starting data, or the example world.")
search = AppGroup("search", help="Look after the search index.")
checklist = AppGroup("checklist", help="Make an example brief.")
reference = AppGroup("reference", help="See and correct the facts that the portal relies on.")
guidance = AppGroup("guidance", help="See and correct the signposts to public support.")
places = AppGroup("places", help="Rebuild the postcode tables.")


def init_app(app: Flask) -> None:
    """Add the commands to `app`."""
    Migrate(app, db, directory=str(MIGRATIONS))
    for command in (
        seed,
        search,
        checklist,
        reference,
        guidance,
        places,
        account,
        doors,
        evidence,
        hub,
        listings,
        listing,
        mail,
        schools,
        start,
        sweep,
    ):
        app.cli.add_command(command)


@click.command("start")
@with_appcontext
def start() -> None:
    """Bring the tables up to date and load the example world: what `make run` does first."""
    upgrade()
    _load_starting_data()
    _load_example_world()
    _rebuild()


@seed.command("start")
def seed_start() -> None:
    """Load what every portal starts with: the guide's organisations, signposts and reference facts."""
    _load_starting_data()
    _rebuild()


@seed.command("example")
def seed_example() -> None:
    """Load invented providers and schools, each marked as an example, for trying things out."""
    _load_example_world()
    _rebuild()


@search.command("rebuild")
def search_rebuild() -> None:
    """Write the search index anew from the database."""
    _rebuild()


@search.command("check")
def search_check() -> None:
    """Compare the index with the database and bring it in step."""
    from portal.providers.indexing import reconcile

    found = reconcile(current_app.extensions["search"], today())
    click.echo(
        f"{len(found.put)} entries were out of step, {len(found.removed)} should not have been there."
    )


@search.command("status")
def search_status() -> None:
    """Say how many listings the index holds and how many changes wait."""
    from portal.journal.queries import count_outbox
    from portal.providers.models import TOPIC

    index = current_app.extensions["search"]
    click.echo(f"{index.count()} listings in the index, {count_outbox(TOPIC)} changes waiting.")


@checklist.command("example")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the files.",
)
def checklist_example(out: Path) -> None:
    """Fill in the checklist for the invented Example High and write its brief in every format.

    The last line printed is one JSON object with the figures.
    """
    from portal.seeds.example_brief import make_example_brief

    _load_starting_data()
    files, figures = make_example_brief(by=BY, at=now())
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
        click.echo(f"Wrote {name} ({len(content):,} bytes)")
    click.echo(json.dumps(figures))


@reference.command("list")
def reference_list() -> None:
    """List every fact with its value and the day it was checked."""
    from portal.reference.queries import list_facts

    for fact in list_facts():
        click.echo(
            f"{fact.key}: {fact.value} ({fact.words}; {fact.source}, {fact.basis}, {fact.checked_on})"
        )


@reference.command("correct")
@click.argument("key")
@click.argument("value")
@click.option("--source", required=True, help="Where the value stands, in words.")
@click.option("--source-url", default="", help="The address of the source.")
@click.option(
    "--checked-on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The day it was seen; today.",
)
@click.option("--seen/--not-confirmed", default=True, help="Whether the source was seen.")
def reference_correct(
    key: str, value: str, source: str, source_url: str, checked_on: date | None, *, seen: bool
) -> None:
    """Correct a fact, such as a threshold or an edition, wherever the portal states it."""
    from portal.reference.actions import UnknownFact, correct_fact
    from portal.reference.catalogue import Basis

    basis = Basis.SEEN if seen else Basis.UNCONFIRMED
    try:
        correct_fact(
            key,
            value,
            source=source,
            source_url=source_url,
            checked_on=date(checked_on.year, checked_on.month, checked_on.day)
            if checked_on
            else today(),
            basis=basis.value,
            by=BY,
            at=now(),
        )
    except UnknownFact as unknown:
        raise click.ClickException(f"There is no fact called {unknown}.") from unknown
    click.echo(f"{key} is now {value}.")


@guidance.command("list")
def guidance_list() -> None:
    """List every signpost with what it says and the day it was checked."""
    from portal.guidance.queries import list_signposts

    for signpost in (*list_signposts(boroughs=False), *list_signposts(boroughs=True)):
        click.echo(f"{signpost.slug}: {signpost.text} ({signpost.source}, {signpost.checked_on})")


@guidance.command("correct")
@click.argument("slug")
@click.argument("text")
@click.option("--source", required=True, help="What the text rests on, in words.")
@click.option("--source-url", default="", help="The address of the source.")
def guidance_correct(slug: str, text: str, source: str, source_url: str) -> None:
    """Correct what a signpost says, as seen today."""
    from portal.guidance.actions import UnknownSignpost, correct_signpost

    try:
        correct_signpost(
            slug, text, source=source, source_url=source_url, checked_on=today(), by=BY, at=now()
        )
    except UnknownSignpost as unknown:
        raise click.ClickException(f"There is no signpost called {unknown}.") from unknown
    click.echo(f"{slug} is corrected.")


@places.command("rebuild")
@click.option(
    "--code-point",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of Code-Point Open's CSV files, which say which postcodes are live.",
)
def places_rebuild(code_point: Path | None) -> None:
    """Write the postcode tables anew from the ONS Postcode Directory and Code-Point Open."""
    from portal.places.rebuild import SourceMissing, rebuild

    target = Path(__file__).parent.parent / "places" / "data"
    try:
        counts = rebuild(target, code_point=code_point)
    except SourceMissing as missing:
        raise click.ClickException(str(missing)) from missing
    for what, count in sorted(counts.items()):
        click.echo(f"{what}: {count:,}")


def _load_starting_data() -> None:
    from portal.guidance.actions import add_missing_signposts
    from portal.reference.actions import add_missing_facts
    from portal.seeds.start import load_guide

    click.echo(f"Reference facts added: {add_missing_facts(by=BY, at=now())}")
    click.echo(f"Signposts added: {add_missing_signposts(by=BY, at=now())}")
    click.echo(f"Organisations of the guide added: {load_guide(by=BY, at=now())}")


def _load_example_world() -> None:
    from portal.seeds.world import load_world

    click.echo(f"Example providers and schools added: {load_world(by=BY, at=now())}")


def _rebuild() -> None:
    from portal.providers.indexing import rebuild

    click.echo(f"Search index: {rebuild(current_app.extensions['search'], today())} listings")
