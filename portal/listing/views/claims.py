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
from portal.providers.queries import one_by_slug
from portal.web.fields import HouseForm
from portal.web.forms import form_key
from portal.web.gate import refused
from portal.web.security import secret_address

ASKED = "The Careers Hub has your request. You get a letter once it has decided."


@blueprint.route("/claim/<slug>", methods=["GET", "POST"])
def claim(slug: str) -> ResponseReturnValue:
    """Say that a listing is this provider's, and ask the Hub; what the Hub has offered, nobody need ask for."""
    if (outcome := find_outcome(form_key())) is not None:
        return redirect(outcome, 303)
    listing = one_by_slug(slug) or abort(404)
    offer = find_offer_to(person().email or "", listing.id, now())
    if offer is not None:
        return redirect(url_for("listing.offered", slug=slug), 303)
    if listing.organisation_id == place().organisation_id:
        return redirect(url_for("listing.home"), 303)
    if find_waiting(listing.id, place().organisation_id) is not None:
        flash("You have asked for this listing. The Careers Hub has not decided yet.", "notice")
        return redirect(url_for("listing.home"), 303)
    form, unkept = ClaimForm(), find_unkept(slug) or abort(404)
    if form.validate_on_submit() and _asked_for(unkept.id, form):
        return redirect(url_for("listing.home"), 303)
    shown = render_template("listing/claim.html", form=form, listing=unkept, place=place())
    return shown, 422 if form.is_submitted() else 200


def _asked_for(listing_id: int, form: ClaimForm) -> bool:
    """Ask the Hub; whether it has the request now. The form says why not."""
    once = {"form": form_key(), "outcome": url_for("listing.home"), "by": by()}
    try:
        claims.ask_to_keep(listing_id, form.connection.data, place(), **once, at=now())
    except KeepingRefused as no:
        _refuse(form, no)
        return False
    except AlreadySent:
        return True
    flash(ASKED, "success")
    return True


@blueprint.route("/offered/<slug>", methods=["GET", "POST"])
def offered(slug: str) -> ResponseReturnValue:
    """Take up a listing that the Hub has offered to the address of whoever is signed in."""
    if (outcome := find_outcome(form_key())) is not None:
        return redirect(outcome, 303)
    listing = one_by_slug(slug) or abort(404)
    offer = find_offer_to(person().email or "", listing.id, now()) or abort(404)
    page, form = _offer_page(offer), HouseForm()
    if form.validate_on_submit() and _took_up(offer.id, page, form):
        return redirect(url_for("listing.home"), 303)
    page = _offer_page(one_claim(offer.id) or abort(404))
    shown = render_template("listing/offered.html", page=page, form=form)
    return shown, page.status(was_sent=form.is_submitted())


@blueprint.route("/invited/<key>", methods=["GET", "POST"])
def invited(key: str) -> ResponseReturnValue:
    """Take up a listing that the Hub offers by mail. Looking at it uses nothing up."""
    offer, form = find_offered(key, now()), HouseForm()
    if offer is None:
        outcome = find_outcome(form_key())
        gone = render_template("listing/invited.html", page=None, form=form), 404
        return secret_address(redirect(outcome, 303) if outcome else gone)
    page = _offer_page(offer)
    if form.validate_on_submit() and _took_up(offer.id, page, form):
        return secret_address(redirect(url_for("listing.home"), 303))
    page = _offer_page(one_claim(offer.id) or abort(404))
    shown = render_template("listing/invited.html", page=page, form=form)
    return secret_address((shown, page.status(was_sent=form.is_submitted())))


def _took_up(claim_id: int, page: pages.OfferPage, form: HouseForm) -> bool:
    """Take an offer up, where it is open and there is a provider to do so; whether it is taken up now."""
    if page.place is None or not page.is_open:
        return False
    once = {"form": form_key(), "outcome": url_for("listing.home"), "by": by()}
    try:
        name = claims.take_up(claim_id, page.place, **once, at=now())
    except KeepingRefused as no:
        _refuse(form, no)
        return False
    except AlreadySent:
        return True
    flash(f"{page.place.organisation.name} keeps {name} now.", "success")
    return True


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
