"""What a person takes away: everything that is kept of them, once for machines and once to read."""

import json
from collections.abc import Iterator
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from portal.account.queries.kept import Holding, Known, list_kept
from portal.documents import Block, Document, Facts, Heading, Paragraph, write_html
from portal.web.filters import moment

PAGE = (
    '<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body>\n{body}\n</body>\n</html>\n"
)


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
    document = Document(
        title=f"What {service} keeps of you",
        subtitle=f"Made on {moment(at)}",
        blocks=tuple(block for holding in kept for block in _blocks(holding)),
        created=at,
    )
    return PAGE.format(title=escape(document.title), body=write_html(document, level=1))


def _blocks(holding: Holding) -> Iterator[Block]:
    table = holding.table
    yield Heading(1, table.words)
    yield Paragraph(f"{table.why} {table.how_long} {table.erasing}")
    if not holding.rows:
        yield Paragraph("Nothing is kept of you here.")
        return
    for row in holding.rows:
        yield Facts(tuple((table.shown[name], _said(value)) for name, value in row.items()))
    if table.hidden:
        hidden = "; ".join(table.hidden.values())
        yield Paragraph(
            f"Also kept, but not shown, because it would help whoever finds this file: {hidden}."
        )


def _said(value: Any) -> str:
    if value is None or value in ("", {}):
        return "none"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_said(one)}" for name, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
