"""A kept listing: its sections, each a form of its own, and the page as schools would see it."""

from typing import Any

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by
from portal.clock import now, today
from portal.listing.access import hand, writer
from portal.listing.actions.editing import SectionChanged, save_section
from portal.listing.actions.keeping import NotKept, WithTheHub
from portal.listing.pages.editing import SectionPage, section_page
from portal.listing.pages.entry import entry_page
from portal.listing.queries.revisions import find_as_it_would_be
from portal.listing.views import blueprint
from portal.organisation.access import place
from portal.providers.rules import ListingRefused
from portal.web.errors import respond

WAITS = "{} is saved. Schools see it once the Hub has agreed: send it when you are ready."
SAVED = 303
AT_ONCE = "{} is saved, and schools see it now."


def _not_kept(_refusal: Exception) -> Response:
    return respond(404)


blueprint.register_error_handler(NotKept, _not_kept)


@blueprint.get("/<int:listing_id>")
def entry(listing_id: int) -> str:
    """One kept listing: what is done, what is missing, and what the Hub asks for."""
    page = entry_page(listing_id, place().organisation_id, today(), now()) or abort(404)
    return render_template("listing/entry.html", page=page)


@blueprint.route("/<int:listing_id>/edit/<slug>", methods=["GET", "POST"])
def section(listing_id: int, slug: str) -> ResponseReturnValue:
    """One section's form; sending it saves that section alone."""
    page = section_page(listing_id, place().organisation_id, slug) or abort(404)
    status = 422 if page.form.is_submitted() else 200
    if page.form.validate_on_submit():
        page, status = _save(page)
    if status == SAVED:
        return redirect(url_for("listing.entry", listing_id=listing_id), 303)
    return render_template("listing/section.html", page=page, form=page.form), status


def _save(page: SectionPage) -> tuple[SectionPage, int]:
    """Save a section; the page to show where it could not be saved, and the status that says so."""
    seen, is_taken = request.form.get("seen", ""), "take_back" in request.form
    told = {"seen": seen, "take_back": is_taken, **writer(), **hand()}
    try:
        at_once = save_section(page.listing.id, page.section, page.typed, **told)
    except SectionChanged as changed:
        return page.overtaken(changed.now, by()), 409
    except WithTheHub:
        return page.held(), 409
    except ListingRefused as refused:
        page.form.hang(refused.problems)
        return page, 422
    flash((AT_ONCE if at_once else WAITS).format(page.title), "success")
    return page, SAVED


@blueprint.get("/<int:listing_id>/preview")
def preview(listing_id: int) -> str:
    """The listing's page as schools would see it with every change agreed."""
    shown = find_as_it_would_be(listing_id, place().organisation_id, now()) or abort(404)
    public: Any = current_app.extensions["public_listing"]
    page = public(shown, today(), (), for_school=True)
    return render_template("listing/preview.html", page=page, listing_id=listing_id)
