"""For whom somebody acts in this browser, and the doors that ask for it."""

from flask import Flask, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import SIGNED_IN, door, signed
from portal.organisation.models import Membership
from portal.organisation.queries import find_membership
from portal.organisation.rules import Kind, Role
from portal.web.frame import Who, tell_who
from portal.web.gate import Doors


def init_app(app: Flask) -> None:
    """Let the header of every page say who is signed in and for whom they act."""
    tell_who(app, _who)


def acting() -> Membership | None:
    """The place in an organisation that this request is made from; None for nobody's, a frozen one's or a lost one."""
    if "acting" not in g:
        row = signed()
        g.acting = (
            find_membership(row.organisation_id, row.person_id)
            if row is not None and row.organisation_id is not None
            else None
        )
    place: Membership | None = g.acting
    return place


def place() -> Membership:
    """The place that this request is made from; behind a door of this room there is one."""
    found = acting()
    return found if found is not None else abort(403)


def behalf() -> str:
    """The organisation acted for, as the journal writes it; empty for nobody's."""
    found = acting()
    return f"organisation:{found.organisation_id}" if found is not None else ""


def acts_for(kind: Kind, *, administrator: bool = False) -> bool:
    """Whether this request is made for an organisation of `kind`, by one of its administrators if asked."""
    found = acting()
    if found is None or found.organisation.kind != kind:
        return False
    return not administrator or found.role == Role.ADMINISTRATOR


def _acts_for_the_hub(*, administrator: bool = False) -> bool:
    row = signed()
    return (
        acts_for(Kind.HUB, administrator=administrator)
        and row is not None
        and row.second_at is not None
    )


def _ask_for_organisation() -> ResponseReturnValue:
    return redirect(url_for("organisation.choose"))


def _ask_for_second_factor() -> ResponseReturnValue:
    """Send the Hub's own people to set up their second step; refuse everybody else."""
    row = signed()
    if acts_for(Kind.HUB) and row is not None and row.second_at is None:
        flash("The Hub's staff need a second step to sign in. Set one up first.", "notice")
        return redirect(url_for("account.security"))
    return abort(403)


def _who() -> Who | None:
    row, found = signed(), acting()
    if row is None:
        return None
    name = found.organisation.name if found is not None else ""
    return Who(row.person.name, name, is_hub=_acts_for_the_hub())


MEMBER = door(
    "whoever acts for an organisation",
    lambda: acting() is not None,
    otherwise=_ask_for_organisation,
)
ADMINISTRATOR = door(
    "an administrator of the organisation acted for",
    lambda: (found := acting()) is not None and found.role == Role.ADMINISTRATOR,
)
FRESH_ADMINISTRATOR = door(
    "an administrator of the organisation acted for, who proved who they are in the last ten minutes",
    lambda: (found := acting()) is not None and found.role == Role.ADMINISTRATOR,
    fresh=True,
)
HUB = door("the Hub's staff", _acts_for_the_hub, otherwise=_ask_for_second_factor)
HUB_ADMINISTRATOR = door(
    "an administrator of the Hub who proved who they are in the last ten minutes",
    lambda: _acts_for_the_hub(administrator=True),
    fresh=True,
    otherwise=_ask_for_second_factor,
)

DOORS: Doors = {
    "organisation.home": {"GET": MEMBER},
    "organisation.choose": {"GET": SIGNED_IN},
}
