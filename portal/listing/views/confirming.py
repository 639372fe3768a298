"""The link of a reminder: it shows what a person's listings say, and a form sent there says what is still correct.

To open the link changes nothing, so that a program that looks into mail can do no harm. It works without signing in.
"""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.clock import now, today
from portal.listing.actions.confirming import SeenOther, confirm_facts
from portal.listing.forms.confirming import StillCorrectForm
from portal.listing.pages.confirming import looked_at
from portal.listing.queries.freshness import find_reminded
from portal.listing.views import blueprint
from portal.web.security import secret_address


@blueprint.route("/still-correct/<key>", methods=["GET", "POST"])
def still_correct(key: str) -> ResponseReturnValue:
    """Look at the dates of one's listings, and say what is still correct."""
    person_id = find_reminded(key, now())
    listings = looked_at(person_id, today()) if person_id is not None else ()
    form, has_changed = StillCorrectForm.of(listings), False
    if person_id is not None and form.validate_on_submit():
        if _is_taken(form, person_id):
            flash("Thank you. The directory now says that you confirmed it today.", "success")
            return secret_address(redirect(url_for("listing.still_correct", key=key), 303))
        has_changed, listings = True, looked_at(person_id, today())
        form = StillCorrectForm.of(listings)
        form.look(listings)
    status = 409 if has_changed else 422 if form.is_submitted() else 200
    shown = render_template(
        "listing/still_correct.html",
        form=form,
        asked=tuple(zip(listings, form.asked, strict=True)),
        is_open=person_id is not None,
        has_changed=has_changed,
    )
    return secret_address((shown, 404 if person_id is None else status))


def _is_taken(form: StillCorrectForm, person_id: int) -> bool:
    """Record what is ticked, unless it is another listing by now than was looked at."""
    by = f"person:{person_id}"
    try:
        confirm_facts(person_id, form.ticked, seen=form.versions, by=by, at=now())
    except SeenOther:
        return False
    return True
