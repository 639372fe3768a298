"""Organisations and their people, as the Hub looks after them."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.moderation import pages
from portal.moderation.actions import deciding, inviting
from portal.moderation.forms import FreezeForm, InviteForm, read_asked
from portal.moderation.queries import Found, find_organisation, find_place
from portal.moderation.rules import NotAllowed
from portal.moderation.views import blueprint, page_asked, refuse
from portal.organisation.access import behalf
from portal.organisation.queries import list_members
from portal.web.fields import HouseForm
from portal.web.forms import form_key


def _found(organisation_id: int) -> Found:
    return find_organisation(organisation_id) or abort(404)


def _back(organisation_id: int) -> ResponseReturnValue:
    return redirect(_address(organisation_id), 303)


def _address(organisation_id: int) -> str:
    return url_for("moderation.organisation", organisation_id=organisation_id)


@blueprint.get("/organisations")
def organisations() -> str:
    """The organisations that use the portal."""
    page = pages.organisations_page(read_asked(request.args), page_asked())
    return render_template("moderation/organisations.html", page=page)


@blueprint.get("/organisations/<int:organisation_id>")
def organisation(organisation_id: int) -> str:
    """One organisation, its people, and what happened lately."""
    page = pages.organisation_page(_found(organisation_id))
    return render_template("moderation/organisation.html", page=page)


@blueprint.route("/organisations/<int:organisation_id>/confirm", methods=["GET", "POST"])
def confirm(organisation_id: int) -> ResponseReturnValue:
    """Confirm that an organisation's people are who they say; the page shows once more who they are."""
    found, form = _found(organisation_id), HouseForm()
    if not form.validate_on_submit():
        people = list_members(organisation_id)
        shown = render_template("moderation/confirm.html", form=form, found=found, people=people)
        return shown, 422 if form.is_submitted() else 200
    name = found.organisation.name
    deciding.confirm_organisation(organisation_id, by=by(), at=now(), behalf=behalf())
    flash(f"{name} is confirmed. Its administrators are told by email.", "success")
    return _back(organisation_id)


@blueprint.route("/organisations/<int:organisation_id>/freeze", methods=["GET", "POST"])
def freeze(organisation_id: int) -> ResponseReturnValue:
    """Stop an organisation; the form asks why."""
    found, form = _found(organisation_id), FreezeForm()
    if form.validate_on_submit():
        try:
            deciding.freeze_organisation(
                organisation_id, form.chosen, by=by(), at=now(), behalf=behalf()
            )
        except NotAllowed as no:
            refuse(form, no)
        else:
            flash(f"{found.organisation.name} is stopped. Nobody acts for it any more.", "success")
            return _back(organisation_id)
    shown = render_template("moderation/freeze.html", form=form, found=found)
    return shown, 422 if form.is_submitted() else 200


@blueprint.post("/organisations/<int:organisation_id>/unfreeze")
def unfreeze(organisation_id: int) -> ResponseReturnValue:
    """Let an organisation that was stopped in again."""
    name = _found(organisation_id).organisation.name
    deciding.unfreeze_organisation(organisation_id, by=by(), at=now(), behalf=behalf())
    flash(f"{name} is open again. Its people are told by email.", "success")
    return _back(organisation_id)


@blueprint.route(
    "/organisations/<int:organisation_id>/people/<int:person_id>/make-administrator",
    methods=["GET", "POST"],
)
def make_administrator(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Make a member the administrator of an organisation that has none."""
    place = find_place(organisation_id, person_id) or abort(404)
    name, form = place.person.name, HouseForm()
    if form.validate_on_submit():
        try:
            deciding.make_administrator(
                organisation_id, person_id, by=by(), at=now(), behalf=behalf()
            )
        except NotAllowed as no:
            refuse(form, no)
        else:
            flash(f"{name} is now an administrator, and is told by email.", "success")
            return _back(organisation_id)
    shown = render_template("moderation/make_administrator.html", form=form, place=place)
    return shown, 422 if form.is_submitted() else 200


@blueprint.route("/organisations/<int:organisation_id>/invite", methods=["GET", "POST"])
def invite(organisation_id: int) -> ResponseReturnValue:
    """Invite an administrator into an organisation that has none."""
    found, form = _found(organisation_id), InviteForm()
    if form.validate_on_submit():
        email, outcome = form.email.data.lower(), _address(organisation_id)
        once = {"form": form_key(), "outcome": outcome, "by": by(), "behalf": behalf()}
        try:
            inviting.invite_administrator(
                email, organisation_id, **once, own_id=person().id, at=now()
            )
        except NotAllowed as no:
            refuse(form, no)
        except AlreadySent:
            return redirect(outcome, 303)
        else:
            flash(f"We have invited {email}. The invitation works for 7 days.", "success")
            return redirect(outcome, 303)
    shown = render_template("moderation/invite.html", form=form, found=found)
    return shown, 422 if form.is_submitted() else 200


@blueprint.route("/organisations/<int:organisation_id>/release", methods=["GET", "POST"])
def release(organisation_id: int) -> ResponseReturnValue:
    """Take a school's URN from an organisation that does not use it, or may not."""
    found, form = _found(organisation_id), HouseForm()
    if form.validate_on_submit():
        try:
            deciding.release_school(organisation_id, by=by(), at=now(), behalf=behalf())
        except NotAllowed as no:
            refuse(form, no)
        else:
            flash("The URN is free. Whoever speaks for the school can set it up.", "success")
            return _back(organisation_id)
    shown = render_template("moderation/release.html", form=form, found=found)
    return shown, 422 if form.is_submitted() else 200
