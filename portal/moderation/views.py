"""The Hub's pages: the desk, organisations, what happened, letters and mail."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.mail.queries import find_letter, find_mail
from portal.mail.rules import State
from portal.moderation import pages
from portal.moderation.actions import deciding, inviting, mending
from portal.moderation.forms import FreezeForm, InviteForm, read_asked, read_state, read_wanted
from portal.moderation.queries import Found, find_organisation, find_place
from portal.moderation.rules import NotAllowed
from portal.organisation.access import behalf
from portal.organisation.queries import list_members
from portal.web.fields import HouseForm
from portal.web.forms import form_key
from portal.web.gate import refused
from portal.web.paging import asked_page

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")


def _found(organisation_id: int) -> Found:
    return find_organisation(organisation_id) or abort(404)


def _page() -> int:
    return asked_page(request.args.get("page", "1")) or abort(404)


def _back(organisation_id: int) -> ResponseReturnValue:
    return redirect(_address(organisation_id), 303)


def _address(organisation_id: int) -> str:
    return url_for("moderation.organisation", organisation_id=organisation_id)


def _refuse(form: HouseForm, no: NotAllowed) -> None:
    """Say on the form why the Hub may not do it. It is a refusal, as a door's is."""
    form.form_errors.append(str(no))
    refused.send(status=422)


@blueprint.get("", strict_slashes=False)
def desk() -> str:
    """What waits for the Hub."""
    return render_template("moderation/desk.html", page=pages.desk_page(now()))


@blueprint.get("/organisations")
def organisations() -> str:
    """The organisations that use the portal."""
    page = pages.organisations_page(read_asked(request.args), _page())
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
            _refuse(form, no)
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
            _refuse(form, no)
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
            _refuse(form, no)
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
            _refuse(form, no)
        else:
            flash("The URN is free. Whoever speaks for the school can set it up.", "success")
            return _back(organisation_id)
    shown = render_template("moderation/release.html", form=form, found=found)
    return shown, 422 if form.is_submitted() else 200


@blueprint.get("/trail")
def trail() -> str:
    """What happened on the whole portal."""
    page = pages.trail_page(read_wanted(request.args), _page())
    return render_template("moderation/trail.html", page=page)


@blueprint.get("/letters")
def letters() -> str:
    """Every letter that the portal sends."""
    return render_template("moderation/letters.html", letters=pages.letters_page())


@blueprint.get("/letters/<slug>")
def letter(slug: str) -> str:
    """One letter, filled in with sample values."""
    found = find_letter(slug) or abort(404)
    return render_template("moderation/letter.html", page=pages.letter_page(found))


@blueprint.get("/mail")
def mail() -> str:
    """The mail that waits, was sent, or was given up."""
    page = pages.mail_page(read_state(request.args), _page())
    return render_template("moderation/mail.html", page=page)


@blueprint.post("/mail/<int:mail_id>/retry")
def retry_mail(mail_id: int) -> ResponseReturnValue:
    """Let a mail that was given up be tried again at once."""
    if find_mail(mail_id) is None:
        abort(404)
    if mending.retry_mail(mail_id, by=by(), at=now(), behalf=behalf()):
        flash("The mail is tried again now.", "success")
    else:
        flash("That mail was sent already, or is being sent at this moment.", "notice")
    return redirect(url_for("moderation.mail", state=State.GIVEN_UP.value), 303)
