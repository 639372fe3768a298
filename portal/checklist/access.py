"""Who may open a checklist: whoever holds its link, or, once a school keeps it, the school's people.

The visit remembers the link's secret, or the number of the kept checklist; the number opens nothing by itself.
"""

from flask import flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import ask_to_sign_in, by, door, signed
from portal.checklist.models import Draft
from portal.checklist.queries import find_draft, find_kept
from portal.clock import now
from portal.db import READING
from portal.organisation.access import acting, acts_for, behalf
from portal.organisation.models import Membership
from portal.organisation.rules import Kind
from portal.web.errors import respond
from portal.web.gate import ANYONE, Door, Doors
from portal.web.limits import EXPORT, START, Costs

VISIT_KEY = "draft"
KEPT_KEY = "checklist"
BEGUN_KEY = "begun"


def present_draft() -> Draft | None:
    """The checklist of this visit: the one it holds the link of, or the kept one that was opened in it.

    The kept one only while the visit acts for the school that keeps it.
    """
    if "draft" not in g:
        g.draft = _find()
    draft: Draft | None = g.draft
    return draft


def _find() -> Draft | None:
    if KEPT_KEY in session:
        keeper = school()
        return find_kept(session[KEPT_KEY], keeper.organisation_id, now()) if keeper else None
    secret = session.get(VISIT_KEY)
    return find_draft(secret, now()) if secret else None


def school() -> Membership | None:
    """The place in a school that this request is made from, if it is one."""
    return acting() if acts_for(Kind.SCHOOL) else None


def hold_link(secret: str, *, begun: bool = False) -> None:
    """Let this visit work on the checklist whose link it is, from now on; `begun`: it was started in this visit."""
    begun = begun or (has_begun() and session.get(VISIT_KEY) == secret)
    let_go()
    session[VISIT_KEY], session.permanent = secret, True
    if begun:
        session[BEGUN_KEY] = True


def has_begun() -> bool:
    """Whether the checklist whose link this visit holds was started in it; else somebody may have passed the link on."""
    return BEGUN_KEY in session


def hold_kept(draft_id: int) -> None:
    """Let this visit work on a checklist that its school keeps, from now on."""
    let_go()
    session[KEPT_KEY] = draft_id


def let_go() -> None:
    """Let this visit work on no checklist."""
    for key in (VISIT_KEY, KEPT_KEY, BEGUN_KEY):
        session.pop(key, None)
    g.pop("draft", None)


def signature(draft: Draft) -> dict[str, str]:
    """Who writes, as the journal has it: of a kept checklist the person and their school, else whoever has the link."""
    if draft.organisation_id is None:
        return {"by": f"draft:{draft.id}"}
    return {"by": by(), "behalf": behalf()}


def ask_for_checklist() -> ResponseReturnValue:
    """Say how to come to a checklist; a form that a kept one refuses is answered with what was typed in it."""
    if KEPT_KEY in session:
        if signed() is None:
            return ask_to_sign_in()
        if request.method not in READING:
            return respond(403)
        flash(
            "The checklist that was open here is deleted, or you do not act for its school now.",
            "notice",
        )
    elif VISIT_KEY in session and request.method not in READING:
        flash(
            "The link of your checklist does not open it any more: it is deleted, or a school may keep it now. "
            "Then sign in for the school.",
            "notice",
        )
        return respond(403)
    else:
        flash(
            "We could not find your checklist in this browser. Open it by its link, or start a new one.",
            "notice",
        )
    return redirect(url_for("checklist.start"))


def _holds_a_link() -> bool:
    draft = present_draft()
    return school() is not None and draft is not None and draft.organisation_id is None


def _keeps() -> bool:
    keeper, draft_id = school(), (request.view_args or {})["draft_id"]
    return keeper is not None and find_kept(draft_id, keeper.organisation_id, now()) is not None


def _say_whose_it_is_not() -> ResponseReturnValue:
    """Answer the same for another school's checklist as for one that there is not."""
    keeper = school()
    said = (
        f"{keeper.organisation.name} keeps no checklist at this address. It may be deleted, or another school's."
        if keeper is not None
        else "A checklist that a school keeps opens for those who act for the school. "
        "Choose the school that you act for, then open it from its list."
    )
    flash(said, "notice")
    return respond(404)


HOLDER = Door(
    "holder of the link, or the school's people",
    lambda: present_draft() is not None,
    instead=ask_for_checklist,
)
KEEPER = door(
    "whoever acts for a school and holds a link", _holds_a_link, otherwise=ask_for_checklist
)
KEPT = door(
    "whoever acts for the school that keeps the checklist", _keeps, otherwise=_say_whose_it_is_not
)

DOORS: Doors = {
    "checklist.start": {"GET": ANYONE, "POST": ANYONE},
    "checklist.come_back": {"GET": ANYONE},
    "checklist.open": {"GET": KEPT},
    "checklist.keep": {"POST": KEEPER},
    "checklist.tasks": {"GET": HOLDER},
    "checklist.page": {"GET": HOLDER, "POST": HOLDER},
    "checklist.check": {"GET": HOLDER},
    "checklist.brief": {"GET": HOLDER},
    "checklist.download": {"GET": HOLDER},
    "checklist.leave": {"GET": HOLDER, "POST": HOLDER},
}

COSTS: Costs = {
    "checklist.start": {"POST": START},
    "checklist.brief": {"GET": EXPORT},
    "checklist.download": {"GET": EXPORT},
}
