"""The advisers of a kept listing: who they are, somebody new, another name, and taking one off."""

from contextlib import suppress

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.listing.access import hand, writer
from portal.listing.actions import people as actions
from portal.listing.actions.keeping import WithTheHub
from portal.listing.pages.editing import AdviserPage, adviser_page
from portal.listing.pages.entry import people_page
from portal.listing.views import blueprint
from portal.organisation.access import place
from portal.providers.rules import ListingRefused
from portal.web.fields import HouseForm
from portal.web.forms import form_key

SAVED = 303
WITH_HUB = "Your changes lie before the Hub. Take them back before you change who is listed."


@blueprint.get("/<int:listing_id>/people")
def people(listing_id: int) -> str:
    """The advisers of a kept listing."""
    page = people_page(listing_id, place().organisation_id) or abort(404)
    return render_template("listing/people.html", page=page)


@blueprint.route("/<int:listing_id>/people/add", methods=["GET", "POST"])
def add_adviser(listing_id: int) -> ResponseReturnValue:
    """Add somebody who meets pupils."""
    page = adviser_page(listing_id, place().organisation_id) or abort(404)
    status = 422 if page.form.is_submitted() else 200
    if page.form.validate_on_submit():
        page, status = _add(page)
    if status == SAVED:
        return redirect(url_for("listing.people", listing_id=listing_id), 303)
    return render_template("listing/add_adviser.html", page=page, form=page.form), status


def _add(page: AdviserPage) -> tuple[AdviserPage, int]:
    """Add them; the page to show where that could not be done, and the status that says so."""
    number, entry, key = page.listing.id, page.form.entry(), form_key()
    outcome = url_for("listing.people", listing_id=number)
    once = {"key": key, "outcome": outcome, **writer(), **hand()}
    if find_outcome(key) is None:
        try:
            with suppress(AlreadySent):
                actions.add_adviser(number, entry["label"], entry["supervisor"], **once)
        except WithTheHub:
            return page.held(), 409
        except ListingRefused as refused:
            page.form.hang(refused.problems)
            return page, 422
    flash("Added. Schools see the entry once the Hub has agreed to it.", "success")
    return page, SAVED


@blueprint.route("/<int:listing_id>/people/<int:adviser_id>", methods=["GET", "POST"])
def edit_adviser(listing_id: int, adviser_id: int) -> ResponseReturnValue:
    """Change what an adviser is called and who supervises them."""
    page = adviser_page(listing_id, place().organisation_id, adviser_id) or abort(404)
    status = 422 if page.form.is_submitted() else 200
    if page.form.validate_on_submit():
        page, status = _change(page, adviser_id)
    if status == SAVED:
        return redirect(url_for("listing.people", listing_id=listing_id), 303)
    return render_template("listing/edit_adviser.html", page=page, form=page.form), status


def _change(page: AdviserPage, adviser_id: int) -> tuple[AdviserPage, int]:
    """Change an entry; as above."""
    seen, is_taken = request.form.get("seen", ""), "take_back" in request.form
    told = {"seen": seen, "take_back": is_taken, **writer(), **hand()}
    try:
        actions.edit_adviser(page.listing.id, adviser_id, page.form.entry(), **told)
    except actions.EntryChanged as changed:
        return page.overtaken(changed.now, by()), 409
    except WithTheHub:
        return page.held(), 409
    except ListingRefused as refused:
        page.form.hang(refused.problems)
        return page, 422
    flash("Saved. Schools see the change once the Hub has agreed to it.", "success")
    return page, SAVED


@blueprint.route("/<int:listing_id>/people/<int:adviser_id>/remove", methods=["GET", "POST"])
def remove_adviser(listing_id: int, adviser_id: int) -> ResponseReturnValue:
    """Take an adviser off the listing, at once."""
    people, form = url_for("listing.people", listing_id=listing_id), HouseForm()
    if not form.validate_on_submit():
        page = adviser_page(listing_id, place().organisation_id, adviser_id) or abort(404)
        shown = render_template("listing/remove_adviser.html", page=page, form=form)
        return shown, 422 if form.is_submitted() else 200
    try:
        label = actions.remove_adviser(listing_id, adviser_id, **hand())
    except WithTheHub:
        flash(WITH_HUB, "notice")
    else:
        flash(f"{label} is off the listing.", "success")
    return redirect(people, 303)
