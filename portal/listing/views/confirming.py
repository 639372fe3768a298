"""The link of a reminder: it shows what a person's listings say, and a form sent there says what is still correct.

To open the link changes nothing, so that a program that looks into mail can do no harm. It works without signing in.
"""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.clock import now, today
from portal.listing.actions.confirming import SeenOther, confirm_facts
from portal.listing.forms.confirming import StillCorrectForm
from portal.listing.pages.confirming import Looked, looked_at
from portal.listing.queries.freshness import find_reminded
from portal.listing.views import blueprint
from portal.web.security import secret_address


@blueprint.route("/still-correct/<key>", methods=["GET", "POST"])
def still_correct(key: str) -> ResponseReturnValue:
    """Look at the dates of one's listings, and say what is still correct."""
    person_id = find_reminded(key, now())
    if person_id is None:
        return secret_address((render_template("listing/still_correct.html", form=None), 404))
    listings = looked_at(person_id, today())
    form = StillCorrectForm.of(listings)
    if not form.validate_on_submit():
        shown = _shown(form, listings)
        return secret_address((shown, 422 if form.is_submitted() else 200))
    by = f"person:{person_id}"
    try:
        confirm_facts(person_id, form.ticked, seen=form.versions, by=by, at=now())
    except SeenOther:
        listings = looked_at(person_id, today())
        form = StillCorrectForm.of(listings)
        form.look(listings)
        return secret_address((_shown(form, listings, has_changed=True), 409))
    flash("Thank you. The directory now says that you confirmed it today.", "success")
    return secret_address(redirect(url_for("listing.still_correct", key=key), 303))


def _shown(form: StillCorrectForm, listings: Sequence[Looked], *, has_changed: bool = False) -> str:
    asked = tuple(zip(listings, form.asked, strict=True))
    return render_template(
        "listing/still_correct.html", form=form, asked=asked, has_changed=has_changed
    )
