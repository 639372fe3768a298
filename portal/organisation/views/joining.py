"""The emailed invitation: who is there to take it up, and what they have to do for it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, enter, signed
from portal.account.rules.browsers import browser_words
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.organisation import pages
from portal.organisation.access import begin_acting
from portal.organisation.actions import joining
from portal.organisation.forms import JoinForm
from portal.organisation.queries import find_invited
from portal.organisation.views import blueprint
from portal.web.fields import HouseForm
from portal.web.forms import form_key
from portal.web.security import secret_address


@blueprint.route("/join/<key>", methods=["GET", "POST"])
def join(key: str) -> ResponseReturnValue:
    """Take up an emailed invitation. Looking at it uses nothing up."""
    invitation, row = find_invited(key, now()), signed()
    if invitation is None:
        outcome = find_outcome(form_key())
        if outcome is not None:
            return joined_before(outcome)
        shown = render_template("organisation/join.html", page=None, form=HouseForm())
        return secret_address((shown, 404))
    page = pages.join_page(invitation, row.person if row else None)
    form = JoinForm.of(invitation) if page.is_new else HouseForm()
    if (page.is_new or page.is_theirs) and form.validate_on_submit():
        try:
            return secret_address(_join(invitation.id, form))
        except AlreadySent:
            return joined_before(url_for("organisation.home"))
    shown = render_template("organisation/join.html", page=page, form=form)
    return secret_address((shown, page.status(was_sent=form.is_submitted())))


def joined_before(outcome: str) -> ResponseReturnValue:
    """Lead a form that was sent twice to where the first led, whose answer may have been lost."""
    flash("You have joined." if signed() else "You have joined. Sign in to go on.", "success")
    return secret_address(redirect(outcome, 303))


def _join(invitation_id: int, form: HouseForm) -> ResponseReturnValue:
    """Let somebody join who is signed in, or who has just said what is needed for an account."""
    row, outcome = signed(), url_for("organisation.home")
    once = {"form": form_key(), "outcome": outcome}
    if row is not None:
        found = joining.join(invitation_id, **once, sign_in_id=row.id, by=by(), at=now())
    else:
        said = {"name": form.name.data, "password": form.password.data} | once
        browser = browser_words(request.headers.get("User-Agent", ""))
        made = joining.join_anew(invitation_id, **said, browser=browser, at=now())
        found = made.place if made is not None else None
        if made is not None:
            enter(made.sign_in, made.key)
    if found is None:  # it was taken up a moment ago
        flash("This invitation does not work any more.", "notice")
        return redirect(url_for("organisation.choose"), 303)
    begin_acting(found)
    flash(f"You belong to {found.organisation.name} now.", "success")
    return redirect(outcome, 303)
