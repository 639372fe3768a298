"""What a person takes away: everything that is kept of them, once for machines and once to read."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import select

from portal.account.queries.kept import Holding, Known, list_kept, rows_of
from portal.account.rules.personal import Table
from portal.db import db
from portal.documents import Block, Document, Facts, Heading, Paragraph, write_html
from portal.web.filters import moment

ORGANISATION = "organisation_id"
PAGE = (
    '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n"
    "<body>\n{body}\n</body>\n</html>\n"
)
STYLE = """\
body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.5 Arial, sans-serif; color: #0b0c0c }
h2 { margin-top: 3rem; padding-top: 1rem; border-top: 3px solid #0b0c0c }
h3 { margin: 2rem 0 .5rem }
dl { margin: 0 }
dl div { display: flex; flex-wrap: wrap; padding: .4rem 0; border-bottom: 1px solid #b1b4b6 }
dt { flex: 0 0 16rem; font-weight: bold }
dd { flex: 1 1 16rem; margin: 0; overflow-wrap: anywhere }"""


def export_of(known: Known, *, service: str, at: datetime) -> bytes:
    """A zip file with data.json and data.html, made of what is kept of a person now. It is stored nowhere."""
    kept = list_kept(known)
    files = {"data.json": _as_json(kept, service, at), "data.html": _as_page(kept, service, at)}
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as folder:
        for name, text in files.items():
            folder.writestr(ZipInfo(name, at.timetuple()[:6]), text, ZIP_DEFLATED)
    return made.getvalue()


def _as_json(kept: list[Holding], service: str, at: datetime) -> str:
    told = [
        {
            "table": holding.table.name,
            "what": holding.table.words,
            "why": holding.table.why,
            "how_long": holding.table.how_long,
            "when_you_erase_your_account": holding.table.erasing.value,
            "kept_but_not_shown": dict(holding.table.hidden),
            "rows": holding.rows,
        }
        for holding in kept
    ]
    whole = {"service": service, "made_at": at, "kept": told}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _as_page(kept: list[Holding], service: str, at: datetime) -> str:
    names = _organisations(kept)
    document = Document(
        title=f"What {service} keeps of you",
        subtitle=f"Made on {moment(at)}. What is empty is left out.",
        blocks=tuple(block for holding in kept for block in _blocks(holding, names)),
        created=at,
    )
    page = {"title": escape(document.title), "style": STYLE}
    return PAGE.format(body=write_html(document, level=1), **page)


def _organisations(kept: list[Holding]) -> dict[int, str]:
    """The names of the organisations that are told of by number."""
    numbers = {row.get(ORGANISATION) for holding in kept for row in holding.rows} - {None}
    organisation = rows_of("organisation")
    named = select(organisation.c.id, organisation.c.name).where(organisation.c.id.in_(numbers))
    return {row.id: row.name for row in db.session.execute(named)}


def _blocks(holding: Holding, names: Mapping[int, str]) -> Iterator[Block]:
    table = holding.table
    yield Heading(1, table.words)
    yield Paragraph(f"{table.why} {table.how_long} {table.erasing}")
    if not holding.rows:
        yield Paragraph("Nothing is kept of you here.")
        return
    for count, row in enumerate(holding.rows, start=1):
        if len(holding.rows) > 1:
            yield Heading(2, f"{count} of {len(holding.rows)}")
        yield Facts(tuple(_facts(table, row, names)))
    if table.hidden:
        hidden = "; ".join(table.hidden.values())
        yield Paragraph(
            f"Also kept, but not shown, because it would help whoever finds this file: {hidden}."
        )


def _facts(
    table: Table, row: Mapping[str, Any], names: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if name == ORGANISATION and value in names:
            yield (
                table.shown[name].replace("Number of the", "The"),
                f"{names[value]} (number {value})",
            )
        elif value not in (None, "", {}, []):
            yield table.shown[name], _said(value)


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_said(one)}" for name, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
