"""Set up a school or a provider, or ask to be let into a school that is there already."""

from contextlib import suppress

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person, signed_in
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.organisation import pages
from portal.organisation.access import begin_acting
from portal.organisation.actions.founding import (
    SchoolTaken,
    ask_to_join,
    set_up_provider,
    set_up_school,
)
from portal.organisation.forms import NewProviderForm, NewSchoolForm
from portal.organisation.queries import one_school
from portal.organisation.views import blueprint, onward
from portal.web.addresses import local_address, read_number
from portal.web.fields import HouseForm, clean_text
from portal.web.forms import form_key

LONGEST_WORDS = 100


@blueprint.route("/new-school", methods=["GET", "POST"])
def new_school() -> ResponseReturnValue:
    """Find a school that the portal knows, or name one that it does not, and set it up."""
    form, chosen = NewSchoolForm(), read_number(request.form.get("school", ""))
    known = one_school(chosen) if chosen is not None else None
    if known is None and not form.validate_on_submit():
        words = clean_text(request.args.get("q", "")[:LONGEST_WORDS])
        page = pages.schools_page(words)
        shown = render_template("organisation/new_school.html", form=form, page=page)
        return shown, 422 if form.is_submitted() else 200
    name, urn = (known.name, known.urn) if known else (form.name.data, form.urn.data)
    return _set_up_school(name, None if urn is None else int(urn))


def _set_up_school(name: str, urn: int | None) -> ResponseReturnValue:
    key, outcome = form_key(), url_for("organisation.home")
    if find_outcome(key) is None:
        made = {"key": key, "outcome": outcome, "by": by()}
        try:
            begin_acting(set_up_school(name, urn, **made, sign_in_id=signed_in().id, at=now()))
        except SchoolTaken:
            return redirect(url_for("organisation.ask", urn=urn), 303)
        except AlreadySent:
            pass
    flash(f"{name} is set up. You are its administrator.", "success")
    return redirect(outcome, 303)


@blueprint.route("/new-provider", methods=["GET", "POST"])
def new_provider() -> ResponseReturnValue:
    """Set up a provider."""
    form = NewProviderForm()
    if not form.validate_on_submit():
        further = local_address(request.values.get("next", ""), "")
        shown = render_template("organisation/new_provider.html", form=form, onward=further)
        return shown, 422 if form.is_submitted() else 200
    name, key, outcome = form.name.data, form_key(), onward()
    if find_outcome(key) is None:
        made = {"key": key, "outcome": outcome, "by": by()}
        with suppress(AlreadySent):
            begin_acting(set_up_provider(name, **made, sign_in_id=signed_in().id, at=now()))
    flash(f"{name} is set up. You are its administrator.", "success")
    return redirect(outcome, 303)


@blueprint.route("/schools/<int:urn>/ask", methods=["GET", "POST"])
def ask(urn: int) -> ResponseReturnValue:
    """Ask the administrators of a school that is set up already to let one in."""
    school, form = one_school(urn) or abort(404), HouseForm()
    if not form.validate_on_submit():
        shown = render_template("organisation/ask.html", form=form, school=school, person=person())
        return shown, 422 if form.is_submitted() else 200
    ask_to_join(urn, person_id=person().id, by=by(), at=now())
    flash(
        f"If {school.name} has an administrator here, they have been sent your name and address.",
        "success",
    )
    return redirect(url_for("organisation.choose"), 303)
