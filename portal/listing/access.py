"""Who may work on a listing: the people of the provider that keeps it, asks for it, or is offered it."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, door
from portal.clock import now
from portal.db import READING
from portal.listing.queries import keeps
from portal.listing.queries.claims import owns_claim
from portal.organisation.access import acting, acts_for, behalf, place
from portal.organisation.models import Membership
from portal.organisation.rules import Kind
from portal.uploads import MOST_BYTES
from portal.web.bodies import Bodies
from portal.web.gate import Door, Doors
from portal.web.limits import CONTACT, REGISTRATION, UPLOAD, Costs


def provider() -> Membership | None:
    """The place in a provider that this request is made from, if it is one."""
    return acting() if acts_for(Kind.PROVIDER) else None


def _keeps() -> bool:
    keeper = provider()
    return keeper is not None and keeps(
        (request.view_args or {})["listing_id"], keeper.organisation_id
    )


def _asked() -> bool:
    place = provider()
    return place is not None and owns_claim(
        (request.view_args or {})["claim_id"], place.organisation_id
    )


def _ask_for_provider() -> ResponseReturnValue:
    """Ask somebody who reads for which provider they act, and bring them back; refuse a form."""
    if request.method not in READING:
        return abort(403)
    flash("Choose the provider that you act for, or set it up.", "notice")
    return redirect(url_for("organisation.choose", next=request.full_path.rstrip("?")))


def hand() -> dict[str, Any]:
    """Who writes, for whom and when, as the actions on a kept listing take it."""
    return {"keeper_id": place().organisation_id, "by": by(), "at": now(), "behalf": behalf()}


def writer() -> dict[str, Any]:
    """The person who writes, for the actions that keep who it was."""
    return {"person_id": place().person_id}


PROVIDER = door(
    "whoever acts for a provider", lambda: provider() is not None, otherwise=_ask_for_provider
)
KEEPER = door("whoever acts for the provider that keeps the listing", _keeps, otherwise=404)
CLAIMANT = door("whoever acts for the provider that asked", _asked, otherwise=404)
REMINDED = Door(
    "whoever holds an emailed link to say what is still correct", lambda: True, keyed=True
)
OFFERED = Door("whoever holds an emailed offer", lambda: True)

DOORS: Doors = {
    "listing.home": {"GET": PROVIDER},
    "listing.new": {"GET": PROVIDER, "POST": PROVIDER},
    "listing.claim": {"GET": PROVIDER, "POST": PROVIDER},
    "listing.offered": {"GET": PROVIDER, "POST": PROVIDER},
    "listing.withdraw_claim": {"POST": CLAIMANT},
    "listing.invited": {"GET": OFFERED, "POST": OFFERED},
    "listing.entry": {"GET": KEEPER},
    "listing.section": {"GET": KEEPER, "POST": KEEPER},
    "listing.people": {"GET": KEEPER},
    "listing.add_adviser": {"GET": KEEPER, "POST": KEEPER},
    "listing.edit_adviser": {"GET": KEEPER, "POST": KEEPER},
    "listing.remove_adviser": {"GET": KEEPER, "POST": KEEPER},
    "listing.preview": {"GET": KEEPER},
    "listing.submit": {"POST": KEEPER},
    "listing.take_back": {"POST": KEEPER},
    "listing.discard": {"GET": KEEPER, "POST": KEEPER},
    "listing.withdraw": {"GET": KEEPER, "POST": KEEPER},
    "listing.bring_back": {"POST": KEEPER},
    "listing.confirm": {"POST": KEEPER},
    "listing.trail": {"GET": KEEPER},
    "listing.still_correct": {"GET": REMINDED, "POST": REMINDED},
    "listing.credentials": {"GET": KEEPER},
    "listing.add_credential": {"GET": KEEPER, "POST": KEEPER},
    "listing.withdraw_credential": {"GET": KEEPER, "POST": KEEPER},
    "listing.add_evidence": {"GET": KEEPER, "POST": KEEPER},
    "listing.evidence": {"GET": KEEPER},
    "listing.remove_evidence": {"POST": KEEPER},
    "listing.history": {"GET": KEEPER},
}

COSTS: Costs = {
    "listing.still_correct": {"POST": CONTACT},
    "listing.claim": {"POST": CONTACT},
    "listing.invited": {"POST": REGISTRATION},
    "listing.add_evidence": {"POST": UPLOAD},
}

BODIES: Bodies = {
    "listing.add_evidence": {"POST": MOST_BYTES},
}
"""The pages to which files are sent, each with how many bytes a file may have."""
