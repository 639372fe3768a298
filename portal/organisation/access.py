"""For whom somebody acts in this browser, and the doors that ask for it."""

from blinker import Signal
from flask import Flask, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import SIGNED_IN, door, signed
from portal.db import READING
from portal.organisation.models import Membership
from portal.organisation.queries import find_membership
from portal.organisation.rules import Kind, Role
from portal.web.frame import Who, tell_who
from portal.web.gate import Door, Doors
from portal.web.limits import CONTACT, REGISTRATION, Costs

chosen = Signal(
    "Somebody acts for an organisation in this browser now; `membership` is their place."
)


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


def begin_acting(membership: Membership) -> None:
    """Go on for another organisation than this request began with, and tell the rooms that follow it."""
    g.acting = membership
    chosen.send(membership=membership)


def stop_acting() -> None:
    """Go on for nobody: the place that this request began with is gone."""
    g.acting = None


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


def _belongs() -> bool:
    """Whether this request is made for an organisation; for the Hub that takes a second step."""
    found = acting()
    if found is None:
        return False
    return found.organisation.kind != Kind.HUB or _acts_for_the_hub()


def _administers() -> bool:
    """Whether this request is made by an administrator; for the Hub that takes a second step."""
    found = acting()
    return found is not None and found.role == Role.ADMINISTRATOR and _belongs()


def _ask_for_organisation() -> ResponseReturnValue:
    """Ask somebody who reads for whom they act, and bring them back; a form cannot be sent again by itself.

    Whoever acts for the Hub is only short of a second step.
    """
    if acts_for(Kind.HUB):
        return _ask_for_second_factor()
    back = request.full_path.rstrip("?") if request.method in READING else None
    return redirect(url_for("organisation.choose", next=back))


def _ask_for_second_factor() -> ResponseReturnValue:
    """Send the Hub's own people to set up their second step; refuse everybody else."""
    row = signed()
    if acts_for(Kind.HUB) and row is not None and row.second_at is None:
        flash("The Hub's staff need a second step to sign in. Set one up first.", "notice")
        return redirect(url_for("account.security"))
    return abort(403)


def _ask_the_hubs_administrator() -> ResponseReturnValue:
    """Send an administrator of the Hub to set up their second step; refuse everybody else."""
    found = acting()
    if found is not None and found.role == Role.ADMINISTRATOR:
        return _ask_for_second_factor()
    return abort(403)


def _who() -> Who | None:
    row, found = signed(), acting()
    if row is None:
        return None
    name = found.organisation.name if found is not None else ""
    return Who(row.person.name, name, is_hub=_acts_for_the_hub())


MEMBER = door(
    "whoever acts for an organisation; for the Hub by two steps",
    _belongs,
    otherwise=_ask_for_organisation,
)
ADMINISTRATOR = door(
    "an administrator of the organisation acted for",
    _administers,
    otherwise=_ask_the_hubs_administrator,
)
FRESH_ADMINISTRATOR = door(
    "an administrator of the organisation acted for, who proved who they are in the last ten minutes",
    _administers,
    fresh=True,
    otherwise=_ask_the_hubs_administrator,
)
HUB = door("the Hub's staff", _acts_for_the_hub, otherwise=_ask_for_second_factor)
HUB_ADMINISTRATOR = door(
    "an administrator of the Hub who proved who they are in the last ten minutes",
    lambda: _acts_for_the_hub(administrator=True),
    fresh=True,
    otherwise=_ask_for_second_factor,
)

INVITED = Door("whoever holds an emailed invitation", lambda: True)

DOORS: Doors = {
    "organisation.home": {"GET": MEMBER},
    "organisation.choose": {"GET": SIGNED_IN},
    "organisation.switch": {"POST": SIGNED_IN},
    "organisation.accept": {"POST": SIGNED_IN},
    "organisation.new_school": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "organisation.new_provider": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "organisation.ask": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "organisation.trail": {"GET": MEMBER},
    "organisation.people": {"GET": MEMBER},
    "organisation.invite": {"GET": FRESH_ADMINISTRATOR, "POST": FRESH_ADMINISTRATOR},
    "organisation.withdraw_invitation": {"POST": ADMINISTRATOR},
    "organisation.resend_invitation": {"POST": ADMINISTRATOR},
    "organisation.change_role": {"GET": FRESH_ADMINISTRATOR, "POST": FRESH_ADMINISTRATOR},
    "organisation.remove": {"GET": ADMINISTRATOR, "POST": ADMINISTRATOR},
    "organisation.leave": {"GET": MEMBER, "POST": MEMBER},
    "organisation.join": {"GET": INVITED, "POST": INVITED},
}

COSTS: Costs = {
    "organisation.ask": {"POST": CONTACT},
    "organisation.invite": {"POST": CONTACT},
    "organisation.resend_invitation": {"POST": CONTACT},
    "organisation.join": {"POST": REGISTRATION},
}
