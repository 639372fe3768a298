"""Every door of the portal: how to knock on it, and what each persona is answered.

A visitor holds nothing; a holder has started a checklist. A new endpoint or method needs its row here.
"""

from dataclasses import dataclass, field

from flask import Flask, url_for

from portal.checklist.catalogue import STAGES
from portal.clock import today
from portal.providers.queries import list_addresses

ASK = "/checklist"  # where a visitor without a checklist is sent


@dataclass(frozen=True)
class Row:
    """A door: how to knock, and what each persona is answered; a text is where they are sent on to."""

    endpoint: str
    method: str
    visitor: int | str
    holder: int | str
    values: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)


LISTED = {"slug": "LISTED"}
PAGE = {"stage": "STAGE", "slug": "PAGE"}
TABLE = [
    Row("static", "GET", 200, 200, {"filename": "built/manifest.json"}),
    Row("site.home", "GET", 200, 200),
    Row("site.accessibility", "GET", 200, 200),
    Row("site.privacy", "GET", 200, 200),
    Row("site.healthz", "GET", 200, 200),
    Row("site.readyz", "GET", 200, 200),
    Row("reference.facts", "GET", 200, 200),
    Row("guidance.contents", "GET", 200, 200),
    Row("guidance.topic", "GET", 200, 200, {"slug": "commissioning"}),
    Row("providers.search", "GET", 200, 200),
    Row("providers.listing", "GET", 200, 200, LISTED),
    Row("providers.compare", "GET", 200, 200),
    Row("providers.shortlist", "GET", 200, 200),
    Row("providers.shortlist", "POST", "/providers/shortlist", "/providers/shortlist", {}, LISTED),
    Row("providers.report", "GET", 200, 200, LISTED),
    Row("providers.report", "POST", 422, 422, LISTED, {"details": "x"}),
    Row("checklist.start", "GET", 200, 200),
    Row("checklist.start", "POST", "/checklist/tasks", "/checklist/tasks"),
    Row("checklist.come_back", "GET", ASK, ASK, {"secret": "guessed"}),
    Row("checklist.tasks", "GET", ASK, 200),
    Row("checklist.page", "GET", ASK, 200, PAGE),
    Row("checklist.page", "POST", ASK, "/checklist/tasks", PAGE, {"then": "later"}),
    Row("checklist.check", "GET", ASK, 200),
    Row("checklist.brief", "GET", ASK, 200),
    Row("checklist.download", "GET", ASK, 200, {"format": "docx"}),
    Row("checklist.leave", "GET", ASK, 200),
    Row("checklist.leave", "POST", ASK, ASK, {}, {"what": "close"}),
]


def stand_in(app: Flask, values: dict[str, str]) -> dict[str, str]:
    """`values` with the real names of a listing, a stage and a page."""
    with app.app_context():
        listed = next(iter(list_addresses(today())), None)
    real = {
        "LISTED": listed.slug if listed else "none-is-listed",
        "STAGE": STAGES[0].slug,
        "PAGE": STAGES[0].pages[0].slug,
    }
    return {name: real.get(value, value) for name, value in values.items()}


def path_of(app: Flask, row: Row) -> str:
    """The address to knock at."""
    with app.test_request_context():
        return url_for(row.endpoint, **stand_in(app, row.values))  # type: ignore[arg-type]  # its stub knows _anchor only
