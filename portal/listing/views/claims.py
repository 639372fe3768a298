"""Whose a listing is: ask for one, take that back, take up what the Hub offers."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person, signed
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.listing import pages
from portal.listing.access import provider
from portal.listing.actions import claims
from portal.listing.forms.claims import ClaimForm
from portal.listing.models import ListingClaim
from portal.listing.queries.claims import (
    find_offer_to,
    find_offered,
    find_unkept,
    find_waiting,
    one_claim,
)
from portal.listing.rules.claims import KeepingRefused
from portal.listing.views import blueprint
from portal.organisation.access import behalf, place
from portal.providers.models import Listing
from portal.providers.queries import one_by_slug
from portal.web.fields import HouseForm
from portal.web.forms import form_key
from portal.web.gate import refused
from portal.web.security import secret_address

ASKED = "The Careers Hub has your request. You get a letter once it has decided."


@blueprint.route("/claim/<slug>", methods=["GET", "POST"])
def claim(slug: str) -> ResponseReturnValue:
    """Say that a listing is this provider's; where the Hub has offered it to whoever asks, take it up at once."""
    if (outcome := find_outcome(form_key())) is not None:
        return redirect(outcome, 303)
    listing = one_by_slug(slug) or abort(404)
    offer = find_offer_to(person().email or "", listing.id, now())
    if offer is not None:
        return _offered(offer, HouseForm())
    if listing.organisation_id == place().organisation_id:
        return redirect(url_for("listing.home"), 303)
    if find_waiting(listing.id, place().organisation_id) is not None:
        flash("You have asked for this listing. The Careers Hub has not decided yet.", "notice")
        return redirect(url_for("listing.home"), 303)
    return _asked_for(find_unkept(slug) or abort(404), ClaimForm())


def _asked_for(listing: Listing, form: ClaimForm) -> ResponseReturnValue:
    """The page that asks how they belong to it, and what came of it."""
    if form.validate_on_submit():
        once = {"form": form_key(), "outcome": url_for("listing.home"), "by": by()}
        try:
            claims.ask_to_keep(listing.id, form.connection.data, place(), **once, at=now())
        except KeepingRefused as no:
            _refuse(form, no)
        except AlreadySent:
            return redirect(once["outcome"], 303)
        else:
            flash(ASKED, "success")
            return redirect(once["outcome"], 303)
    page = {"form": form, "listing": listing, "place": place()}
    shown = render_template("listing/claim.html", **page)
    return shown, 422 if form.is_submitted() else 200


@blueprint.route("/invited/<key>", methods=["GET", "POST"])
def invited(key: str) -> ResponseReturnValue:
    """Take up a listing that the Hub offers by mail. Looking at it uses nothing up."""
    found = find_offered(key, now())
    if found is not None:
        return secret_address(_offered(found, HouseForm()))
    outcome = find_outcome(form_key())
    if outcome is not None:
        return secret_address(redirect(outcome, 303))
    shown = render_template("listing/invited.html", page=None, form=HouseForm())
    return secret_address((shown, 404))


def _offered(offer: ListingClaim, form: HouseForm) -> ResponseReturnValue:
    """The page of an offer, and what came of it."""
    page, number = _offer_page(offer), offer.id
    own = page.place
    if own is not None and page.is_open and form.validate_on_submit():
        once = {"form": form_key(), "outcome": url_for("listing.home"), "by": by()}
        try:
            name = claims.take_up(number, own, **once, at=now())
        except KeepingRefused as no:
            _refuse(form, no)
            page = _offer_page(one_claim(number) or abort(404))
        except AlreadySent:
            return redirect(once["outcome"], 303)
        else:
            flash(f"{own.organisation.name} keeps {name} now.", "success")
            return redirect(once["outcome"], 303)
    shown = render_template("listing/invited.html", page=page, form=form)
    return shown, page.status(was_sent=form.is_submitted())


def _offer_page(offer: ListingClaim) -> pages.OfferPage:
    row = signed()
    return pages.offer_page(offer, row.person if row else None, provider() if row else None)


@blueprint.post("/claims/<int:claim_id>/withdraw")
def withdraw_claim(claim_id: int) -> ResponseReturnValue:
    """Take back what this provider asked for."""
    if claims.withdraw_claim(claim_id, by=by(), at=now(), behalf=behalf()):
        flash("You have taken your request back.", "success")
    else:
        flash("That request does not wait any more.", "notice")
    return redirect(url_for("listing.home"), 303)


def _refuse(form: HouseForm, no: KeepingRefused) -> None:
    """Say on the form why it may not be. It is a refusal, as a door's is."""
    form.form_errors.append(str(no))
    refused.send(status=422)
