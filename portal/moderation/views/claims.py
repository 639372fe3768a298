"""Whose a listing is: decide what was asked for, offer a listing by mail, end it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.journal.models import AlreadySent
from portal.listing.queries.claims import one_claim
from portal.moderation.actions import claims as deciding
from portal.moderation.forms import read_picked
from portal.moderation.forms.claims import DecideClaimForm, EndClaimForm, OfferForm
from portal.moderation.pages import query_of
from portal.moderation.pages.claims import ClaimPage, claim_page, offer_page
from portal.moderation.queries.listings import find_keeper
from portal.moderation.rules import NotAllowed, Refusal, Subject, Unseen
from portal.moderation.views import CHANGED, blueprint, onward, refuse
from portal.organisation.access import behalf
from portal.providers.models import Listing
from portal.providers.queries import one_listing
from portal.web.forms import form_key


@blueprint.route("/claims/<int:claim_id>", methods=["GET", "POST"])
def claim(claim_id: int) -> ResponseReturnValue:
    """One request to keep a listing, with what is needed to decide it."""
    page, form = _page(claim_id), DecideClaimForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            flash(_decide(page, form), "success")
        except NotAllowed as no:
            status = refuse(form, no)
        except Unseen:
            status = 409
            form.form_errors.append(CHANGED)
        else:
            return onward(Subject.CLAIM, claim_id)
        page = _page(claim_id)
    return render_template("moderation/claim.html", page=page, form=form), status


def _page(claim_id: int) -> ClaimPage:
    found = one_claim(claim_id) or abort(404)
    query = query_of(read_picked(request.args))
    return claim_page(found, _listing(found.listing_id), person().id, today=today(), query=query)


def _decide(page: ClaimPage, form: DecideClaimForm) -> str:
    """Do what was decided; the words for it."""
    number, name, said = page.claim.id, page.listing.name, {"by": by(), "behalf": behalf()}
    asker = page.found.organisation.name if page.found is not None else ""
    if form.decision.data == "agree":
        deciding.agree(number, **said, at=now())
        return f"{asker} keeps {name} now, and is told by email."
    deciding.refuse(number, form.reason.data, **said, at=now())
    return f"You refused. {asker} is told why by email."


@blueprint.route("/listings/<int:listing_id>/offer", methods=["GET", "POST"])
def offer(listing_id: int) -> ResponseReturnValue:
    """Offer a listing that nobody keeps to an address."""
    page, form = offer_page(_listing(listing_id), now()), OfferForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        email, outcome = form.email.data.lower(), url_for(".offer", listing_id=listing_id)
        once = {"form": form_key(), "outcome": outcome, "by": by(), "behalf": behalf()}
        try:
            deciding.offer(listing_id, email, **once, own_id=person().id, at=now())
        except NotAllowed as no:
            status = refuse(form, no)
        except AlreadySent:
            return redirect(outcome, 303)
        else:
            flash(f"We have offered it to {email}. The link works for 14 days.", "success")
            return redirect(outcome, 303)
    return render_template("moderation/offer.html", page=page, form=form), status


@blueprint.post("/claims/<int:claim_id>/withdraw")
def withdraw_offer(claim_id: int) -> ResponseReturnValue:
    """Take back what the Hub offered."""
    found = one_claim(claim_id) or abort(404)
    if deciding.withdraw_offer(claim_id, by=by(), at=now(), behalf=behalf()):
        flash("The offer is taken back. Its link opens nothing any more.", "success")
    else:
        flash("That offer is not open any more.", "notice")
    return redirect(url_for(".offer", listing_id=found.listing_id), 303)


@blueprint.route("/listings/<int:listing_id>/end-claim", methods=["GET", "POST"])
def end_claim(listing_id: int) -> ResponseReturnValue:
    """End that an organisation keeps a listing; the form asks why."""
    listing, form = _listing(listing_id), EndClaimForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        said = {"by": by(), "behalf": behalf()}
        try:
            deciding.end(listing_id, form.seen.data or 0, form.reason.data, **said, at=now())
        except NotAllowed as no:
            if no.why is Refusal.NOT_KEPT:  # it was sent twice
                return redirect(url_for(".listing", listing_id=listing_id), 303)
            status = refuse(form, no)
        except Unseen:
            status = 409
            form.form_errors.append(CHANGED)
        else:
            flash("They do not keep it any more. Its people are told why by email.", "success")
            return redirect(url_for(".listing", listing_id=listing_id), 303)
    shown = {"listing": listing, "keeper": find_keeper(_listing(listing_id)), "form": form}
    return render_template("moderation/end_claim.html", **shown), status


def _listing(listing_id: int) -> Listing:
    return one_listing(listing_id) or abort(404)
