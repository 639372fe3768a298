"""The listings that a provider keeps, and a new one."""

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by
from portal.clock import now, today
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.listing import pages
from portal.listing.actions.claims import make_listing
from portal.listing.forms.claims import NewListingForm
from portal.listing.queries.claims import list_namesakes
from portal.listing.views import blueprint
from portal.organisation.access import place
from portal.web.fields import clean_text
from portal.web.forms import form_key

LONGEST_WORDS = 100


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """The listings that this provider keeps, waits for, or could take over."""
    words = clean_text(request.args.get("q", "")[:LONGEST_WORDS])
    page = pages.home_page(place(), words, now(), today())
    return render_template("listing/home.html", page=page)


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Make a listing; where one of the same name waits to be taken over, the page asks which is meant."""
    form = NewListingForm()
    is_right = form.validate_on_submit()
    namesakes = list_namesakes(form.name.data or "") if form.is_submitted() else []
    if is_right and (form.other.truth or not namesakes):
        key, outcome = form_key(), url_for("listing.home")
        if find_outcome(key) is None:
            said = (form.name.data, form.provider_type.data, place())
            with suppress(AlreadySent):
                made = make_listing(*said, form=key, outcome=outcome, by=by(), at=now())
                outcome = url_for("listing.entry", listing_id=made)
        flash(f"{form.name.data} is here now. Nobody else sees it yet: fill it in.", "success")
        return redirect(outcome, 303)
    if namesakes and is_right:
        form.other.errors = ["Say whether yours is the provider that is in the directory"]
    found = tuple(map(pages.found_of, namesakes))
    shown = render_template("listing/new.html", form=form, namesakes=found)
    return shown, 422 if form.is_submitted() else 200
