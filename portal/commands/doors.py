"""The command that shows who may come in where."""

from collections.abc import Iterator

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal.web.gate import doors_of

HEADINGS = ("ENDPOINT", "METHOD", "ADDRESS", "WHO MAY COME IN")


@click.command("doors")
@with_appcontext
def doors() -> None:
    """List every endpoint and method, its address, and who may come in there."""
    rows = [HEADINGS, *sorted(_doors(current_app))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _doors(app: Flask) -> Iterator[tuple[str, str, str, str]]:
    """(endpoint, method, address, door's name) of each door that a request can reach."""
    for rule in app.url_map.iter_rules():
        for method, door in doors_of(app).get(rule.endpoint, {}).items():
            if method in (rule.methods or ()):
                yield rule.endpoint, method, rule.rule, door.name
