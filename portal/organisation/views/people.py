"""Who belongs to the organisation: its people and their roles, and whom it has invited."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, signed_in
from portal.account.rules import is_fresh
from portal.clock import now
from portal.organisation import pages
from portal.organisation.access import place
from portal.organisation.actions import inviting, places
from portal.organisation.actions.inviting import AlreadyHere, AlreadyInvited
from portal.organisation.forms import ChangeRoleForm, InviteForm
from portal.organisation.models import Membership
from portal.organisation.queries import find_invitation, find_membership
from portal.organisation.rules import PlaceRefused, Role
from portal.organisation.views import blueprint
from portal.web.fields import HouseForm
from portal.web.gate import refused

HERE = "They belong to your organisation already"
INVITED = "They are invited already: send the invitation again from the page of your people"


def _member(person_id: int) -> Membership:
    return find_membership(place().organisation_id, person_id) or abort(404)


def _back_to_people(message: str, kind: str = "success") -> ResponseReturnValue:
    flash(message, kind)
    return redirect(url_for("organisation.people"), 303)


def _told_no(no: PlaceRefused) -> ResponseReturnValue:
    """Say why the rules do not let something be done. It is a refusal, though the page that follows is shown."""
    refused.send(status=403)
    return _back_to_people(no.why, "notice")


@blueprint.get("/people")
def people() -> str:
    """Everybody in the organisation, and who is invited."""
    return render_template("organisation/people.html", page=pages.people_page(place(), now()))


@blueprint.route("/invite", methods=["GET", "POST"])
def invite() -> ResponseReturnValue:
    """Invite somebody by their email address."""
    form, own = InviteForm(), place()
    if form.validate_on_submit():
        email, role = form.email.data.lower(), Role(form.role.data)
        whose = {"organisation_id": own.organisation_id, "person_id": own.person_id}
        try:
            inviting.invite(email, role, **whose, by=by(), at=now())
        except AlreadyHere:
            form.email.errors = [HERE]
        except AlreadyInvited:
            form.email.errors = [INVITED]
        except PlaceRefused as no:
            return _told_no(no)
        else:
            return _back_to_people(f"We have invited {email}. The invitation works for 7 days.")
    shown = render_template("organisation/invite.html", form=form, organisation=own.organisation)
    return shown, 422 if form.is_submitted() else 200


@blueprint.post("/invitations/<int:invitation_id>/withdraw")
def withdraw_invitation(invitation_id: int) -> ResponseReturnValue:
    """Withdraw an invitation that nobody has taken up."""
    whose = place().organisation_id
    if not inviting.withdraw_invitation(invitation_id, organisation_id=whose, by=by(), at=now()):
        abort(404)
    return _back_to_people("The invitation is withdrawn. Its link does not work any more.")


@blueprint.post("/invitations/<int:invitation_id>/resend")
def resend_invitation(invitation_id: int) -> ResponseReturnValue:
    """Send an invitation again, with a new link; one that gives a role above others takes a fresh proof."""
    own = place()
    row = find_invitation(invitation_id, own.organisation_id) or abort(404)
    if row.role == Role.ADMINISTRATOR and not is_fresh(signed_in().proved_at, now()):
        flash("Show first that it is you, then send the invitation again.", "notice")
        return redirect(url_for("account.prove", next=url_for("organisation.people")), 303)
    whose = {"organisation_id": own.organisation_id, "person_id": own.person_id}
    try:
        sent = inviting.resend_invitation(invitation_id, **whose, by=by(), at=now())
    except PlaceRefused as no:
        return _told_no(no)
    if sent is None:
        abort(404)
    return _back_to_people(
        f"We have sent the invitation to {sent.email} again. The old link is dead."
    )


@blueprint.route("/people/<int:person_id>/role", methods=["GET", "POST"])
def change_role(person_id: int) -> ResponseReturnValue:
    """Give somebody another role."""
    own, theirs = place(), _member(person_id)
    form = ChangeRoleForm(role=theirs.role)
    if not form.validate_on_submit():
        shown = render_template("organisation/change_role.html", form=form, theirs=theirs)
        return shown, 422 if form.is_submitted() else 200
    whose = {"organisation_id": own.organisation_id, "own_id": own.person_id}
    try:
        places.change_role(person_id, Role(form.role.data), **whose, by=by(), at=now())
    except PlaceRefused as no:
        return _told_no(no)
    return _back_to_people(f"{theirs.person.name} is {form.phrase} now.")


@blueprint.route("/people/<int:person_id>/remove", methods=["GET", "POST"])
def remove(person_id: int) -> ResponseReturnValue:
    """Remove somebody from the organisation."""
    own, theirs, form = place(), _member(person_id), HouseForm()
    if not form.validate_on_submit():
        shown = render_template("organisation/remove.html", form=form, theirs=theirs)
        return shown, 422 if form.is_submitted() else 200
    whose = {"organisation_id": own.organisation_id, "own_id": own.person_id}
    try:
        name = places.remove(person_id, **whose, by=by(), at=now())
    except PlaceRefused as no:
        return _told_no(no)
    return _back_to_people(f"{name} does not belong to your organisation any more.")
