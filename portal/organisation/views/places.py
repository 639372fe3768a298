"""For whom somebody acts: the organisation's home page, choosing another one, leaving."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import ask_again, by, person, signed_in
from portal.account.rules import is_fresh
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.organisation import pages
from portal.organisation.access import acting, begin_acting, place, stop_acting
from portal.organisation.actions.acting import act_for
from portal.organisation.actions.joining import join as take_up
from portal.organisation.actions.places import leave as give_up
from portal.organisation.forms import leave_form
from portal.organisation.rules import PlaceRefused
from portal.organisation.views import blueprint, onward
from portal.organisation.views.joining import joined_before
from portal.web.addresses import local_address, read_number
from portal.web.forms import form_key
from portal.web.gate import refused


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """The organisation acted for."""
    return render_template("organisation/home.html", page=pages.home_page(place()))


@blueprint.get("/choose")
def choose() -> str:
    """Which organisation somebody is from."""
    found = acting()
    present = found.organisation_id if found is not None else None
    further = local_address(request.args.get("next", ""), "")
    page = pages.choose_page(person(), present, now())
    return render_template("organisation/choose.html", page=page, onward=further)


@blueprint.post("/switch")
def switch() -> ResponseReturnValue:
    """Act for another of the person's organisations."""
    asked, row = read_number(request.form.get("organisation_id", "")) or abort(404), signed_in()
    found = act_for(asked, sign_in_id=row.id, person_id=row.person_id, by=by(), at=now())
    if found is None:
        abort(404)
    begin_acting(found)
    flash(f"You act for {found.organisation.name} now.", "success")
    return redirect(onward(), 303)


@blueprint.post("/invitations/<int:invitation_id>/accept")
def accept(invitation_id: int) -> ResponseReturnValue:
    """Take up an invitation to the address of whoever is signed in."""
    sent, further = form_key(), onward()
    if (outcome := find_outcome(sent)) is not None:
        return joined_before(outcome)
    once = {"form": sent, "outcome": further}
    try:
        found = take_up(invitation_id, **once, sign_in_id=signed_in().id, by=by(), at=now())
    except AlreadySent:
        return joined_before(further)
    if found is None:
        abort(404)
    begin_acting(found)
    flash(f"You belong to {found.organisation.name} now.", "success")
    return redirect(further, 303)


@blueprint.route("/leave", methods=["GET", "POST"])
def leave() -> ResponseReturnValue:
    """Leave the organisation acted for; its last administrator hands over in the same step."""
    own, page = place(), pages.leave_page(place())
    if page.hands_over and not is_fresh(signed_in().proved_at, now()):
        return ask_again()  # to hand over is to give a role
    form = leave_form(page)
    if not form.validate_on_submit():
        shown = render_template("organisation/leave.html", form=form, page=page)
        return shown, 422 if form.is_submitted() else 200
    whom = {"organisation_id": own.organisation_id, "own_id": own.person_id}
    following, name = int(form.next_id.data) if page.hands_over else None, own.organisation.name
    try:
        give_up(**whom, next_id=following, sign_in_id=signed_in().id, by=by(), at=now())
    except PlaceRefused:  # somebody else left a moment ago: the page asks now who comes next
        refused.send(status=403)
        return redirect(url_for("organisation.leave"), 303)
    stop_acting()
    flash(f"You have left {name}.", "success")
    return redirect(url_for("organisation.choose"), 303)
