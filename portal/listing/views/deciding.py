"""What a provider decides of its listing: send the changes, take them back, drop them, withdraw, bring back, confirm."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.clock import now, today
from portal.listing.access import hand, writer
from portal.listing.actions import deciding
from portal.listing.catalogue.sections import LABELS
from portal.listing.pages.entry import EntryPage, entry_page
from portal.listing.pages.trail import trail_page
from portal.listing.views import blueprint
from portal.organisation.access import place
from portal.providers.rules import ListingStatus
from portal.web.fields import HouseForm
from portal.web.paging import asked_page


def _page(listing_id: int) -> EntryPage:
    return entry_page(listing_id, place().organisation_id, today(), now()) or abort(404)


def _back(listing_id: int) -> ResponseReturnValue:
    return redirect(url_for("listing.entry", listing_id=listing_id), 303)


@blueprint.post("/<int:listing_id>/submit")
def submit(listing_id: int) -> ResponseReturnValue:
    """Send the changes to the Hub."""
    try:
        deciding.submit(listing_id, **writer(), **hand())
    except deciding.NotReady as refused:
        lacking = ", ".join(LABELS[name].lower() for name in refused.lacking)
        said = f"Still missing: {lacking}." if lacking else "There is no change to send."
        flash(said, "notice")
    else:
        flash("Sent to the Hub. You get an email when it has decided.", "success")
    return _back(listing_id)


@blueprint.post("/<int:listing_id>/take-back")
def take_back(listing_id: int) -> ResponseReturnValue:
    """Take the changes back from the Hub."""
    if deciding.take_back(listing_id, **hand()):
        flash("You have your changes back. Send them again when you are ready.", "success")
    else:
        flash("The Hub has no changes of yours before it.", "notice")
    return _back(listing_id)


@blueprint.route("/<int:listing_id>/discard", methods=["GET", "POST"])
def discard(listing_id: int) -> ResponseReturnValue:
    """Drop every change that is not agreed yet."""
    form = HouseForm()
    if not form.validate_on_submit():
        shown = render_template("listing/discard.html", page=_page(listing_id), form=form)
        return shown, 422 if form.is_submitted() else 200
    if deciding.discard(listing_id, **hand()):
        flash("Your changes are dropped. The listing says what it said before.", "success")
    else:
        flash("There is no change to drop.", "notice")
    return _back(listing_id)


@blueprint.route("/<int:listing_id>/withdraw", methods=["GET", "POST"])
def withdraw(listing_id: int) -> ResponseReturnValue:
    """Take the listing out of the directory, at once."""
    form = HouseForm()
    if not form.validate_on_submit():
        shown = render_template("listing/withdraw.html", page=_page(listing_id), form=form)
        return shown, 422 if form.is_submitted() else 200
    if deciding.withdraw(listing_id, **writer(), **hand()):
        flash("The listing is out of the directory. You can bring it back at any time.", "success")
    else:
        flash("The Hub has taken this listing out of the directory already.", "notice")
    return _back(listing_id)


@blueprint.post("/<int:listing_id>/bring-back")
def bring_back(listing_id: int) -> ResponseReturnValue:
    """Bring a withdrawn listing back as the Hub last agreed it."""
    status = deciding.bring_back(listing_id, **hand())
    said = {
        ListingStatus.PUBLISHED: "The listing is back in the directory.",
        ListingStatus.DRAFT: "The listing is a draft again. Schools see it once the Hub has agreed to it.",
    }
    flash(
        said.get(status, "The listing is not yours to bring back just now."),
        "success" if status in said else "notice",
    )
    return _back(listing_id)


@blueprint.post("/<int:listing_id>/confirm")
def confirm(listing_id: int) -> ResponseReturnValue:
    """Say that the whole listing is still correct."""
    if deciding.confirm(listing_id, **hand()):
        flash("Thank you. Schools see that you confirmed the listing today.", "success")
    else:
        flash("Only a listing that schools can see is confirmed.", "notice")
    return _back(listing_id)


@blueprint.get("/<int:listing_id>/trail")
def trail(listing_id: int) -> str:
    """What happened with a kept listing."""
    number = asked_page(request.args.get("page", "1")) or abort(404)
    page = trail_page(listing_id, place().organisation_id, number) or abort(404)
    return render_template("listing/trail.html", page=page)
