"""Who may open a checklist: whoever holds its link. The link's secret is kept in the visit from then on."""

from flask import flash, g, redirect, session, url_for
from flask.typing import ResponseReturnValue

from portal.checklist.models import Draft
from portal.checklist.queries import find_draft
from portal.clock import now
from portal.web.gate import ANYONE, Door, Doors

VISIT_KEY = "draft"


def present_draft() -> Draft | None:
    """The checklist that this visit holds the link of."""
    if "draft" not in g:
        secret = session.get(VISIT_KEY)
        g.draft = find_draft(secret, now()) if secret else None
    draft: Draft | None = g.draft
    return draft


def _ask_for_link() -> ResponseReturnValue:
    flash(
        "We could not find your checklist in this browser. Open it by its link, or start a new one.",
        "notice",
    )
    return redirect(url_for("checklist.start"))


HOLDER = Door("holder of the link", lambda: present_draft() is not None, instead=_ask_for_link)

DOORS: Doors = {
    "checklist.start": {"GET": ANYONE, "POST": ANYONE},
    "checklist.come_back": {"GET": ANYONE},
    "checklist.tasks": {"GET": HOLDER},
    "checklist.page": {"GET": HOLDER, "POST": HOLDER},
    "checklist.check": {"GET": HOLDER},
    "checklist.brief": {"GET": HOLDER},
    "checklist.download": {"GET": HOLDER},
    "checklist.leave": {"GET": HOLDER, "POST": HOLDER},
}
