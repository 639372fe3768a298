"""Claims: look at one and its files, and decide; or say of many at once that they were found again."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.credentials.queries import find_file, read_file
from portal.credentials.rules import ClaimRefused
from portal.journal.models import AlreadySent
from portal.moderation.actions import checks as actions
from portal.moderation.actions.checks import NotAsSeen
from portal.moderation.forms import read_picked
from portal.moderation.forms.checks import CheckForm, RecheckForm, recheck_form
from portal.moderation.pages import query_of
from portal.moderation.pages.checks import CheckPage, check_page, recheck_page
from portal.moderation.queries.checks import find_claim
from portal.moderation.rules import NotAllowed, Subject
from portal.moderation.views import CHANGED, blueprint, onward, refuse
from portal.organisation.access import behalf
from portal.web.files import attachment
from portal.web.forms import form_key


@blueprint.route("/checks/<int:credential_id>", methods=["GET", "POST"])
def check(credential_id: int) -> ResponseReturnValue:
    """One claim: what is said, what was sent, and the decision."""
    page, form = _page(credential_id), CheckForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            _decide(page, form)
        except NotAllowed as no:
            page, status = _page(credential_id), refuse(form, no)
        except ClaimRefused as no:
            page, form.checked_on.errors = _page(credential_id), [no.problems[0].words]
        except NotAsSeen:
            page, status = _page(credential_id), 409
            form.form_errors.append(CHANGED)
        except AlreadySent:
            return onward(Subject.CREDENTIAL, credential_id)
        else:
            flash(f"Decided: {page.name} of {page.looked.listing.name}.", "success")
            return onward(Subject.CREDENTIAL, credential_id)
    return render_template("moderation/check.html", page=page, form=form), status


def _page(credential_id: int) -> CheckPage:
    looked = find_claim(credential_id) or abort(404)
    return check_page(looked, person().id, today(), query_of(read_picked(request.args)))


def _decide(page: CheckPage, form: CheckForm) -> None:
    number = page.looked.claim.id
    once = {"key": form_key(), "outcome": url_for("moderation.queue")}
    said = {"seen": request.form.get("seen", ""), "by": by(), "behalf": behalf()}
    actions.decide(number, form.look, **once, **said, at=now())


@blueprint.get("/checks/<int:credential_id>/evidence/<int:evidence_id>")
def evidence(credential_id: int, evidence_id: int) -> Response:
    """A file that was sent for a claim."""
    row = find_file(evidence_id, credential_id) or abort(404)
    data = read_file(row) or abort(404)
    return attachment(data, media_type=row.media_type, name=row.given_name)


@blueprint.route("/checks", methods=["GET", "POST"])
def recheck() -> ResponseReturnValue:
    """The claims that are to be looked at again, many at once."""
    page = recheck_page(person().id, today())
    form = recheck_form(page.claims)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            count = _look_again(form)
        except NotAllowed as no:
            status = refuse(form, no)
        except AlreadySent:
            return redirect(url_for("moderation.recheck"), 303)
        else:
            flash(f"Recorded as found: {count}.", "success")
            return redirect(url_for("moderation.recheck"), 303)
    return render_template("moderation/recheck.html", page=page, form=form), status


def _look_again(form: RecheckForm) -> int:
    ids = [int(number) for number in form["claims_seen"].data]
    told = {"source": form.source.data, "key": form_key(), "by": by(), "behalf": behalf()}
    outcome = url_for("moderation.recheck")
    return actions.look_again(ids, on=form.checked_on.data, outcome=outcome, at=now(), **told)
