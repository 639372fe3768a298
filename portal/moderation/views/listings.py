"""One listing as the Hub looks after it, and mistakes that were reported."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.moderation.actions import listings as deciding
from portal.moderation.forms import read_picked
from portal.moderation.forms.listings import MistakeForm, SuspendForm
from portal.moderation.pages import query_of
from portal.moderation.pages.listings import MistakePage, listing_page, mistake_page
from portal.moderation.queries.listings import find_mistake
from portal.moderation.rules import NotAllowed, Refusal, Subject, Unseen
from portal.moderation.views import CHANGED, blueprint, onward, refuse
from portal.organisation.access import behalf
from portal.providers.models import Listing
from portal.providers.queries import one_listing


def _listing(listing_id: int) -> Listing:
    return one_listing(listing_id) or abort(404)


def _back(listing_id: int) -> ResponseReturnValue:
    return redirect(url_for("moderation.listing", listing_id=listing_id), 303)


def _refused(no: NotAllowed, listing_id: int) -> ResponseReturnValue:
    """A button that was not to be pressed: one's own listing is refused, of the rest the page says why."""
    if no.why is Refusal.OWN:
        abort(403)
    flash(str(no), "notice")
    return _back(listing_id)


@blueprint.get("/listings/<int:listing_id>")
def listing(listing_id: int) -> str:
    """Everything about one listing."""
    query = query_of(read_picked(request.args))
    page = listing_page(_listing(listing_id), person().id, today=today(), at=now(), query=query)
    return render_template("moderation/listing.html", page=page)


@blueprint.route("/listings/<int:listing_id>/suspend", methods=["GET", "POST"])
def suspend(listing_id: int) -> ResponseReturnValue:
    """Take a listing out of the directory; the form asks why."""
    about, form = _listing(listing_id), SuspendForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        said = {"by": by(), "behalf": behalf()}
        try:
            deciding.suspend(listing_id, form.reason.data, person_id=person().id, **said, at=now())
        except NotAllowed as no:
            status = refuse(form, no)
        else:
            flash("The listing is out of the directory. Its people are told why.", "success")
            return _back(listing_id)
    return render_template("moderation/suspend.html", form=form, listing=about), status


@blueprint.post("/listings/<int:listing_id>/lift")
def lift(listing_id: int) -> ResponseReturnValue:
    """Put a stopped listing back into the directory."""
    _listing(listing_id)
    try:
        deciding.lift(listing_id, by=by(), at=now(), behalf=behalf())
    except NotAllowed as no:
        return _refused(no, listing_id)
    flash("The listing is in the directory again. Its people are told by email.", "success")
    return _back(listing_id)


@blueprint.post("/listings/<int:listing_id>/remind")
def remind(listing_id: int) -> ResponseReturnValue:
    """Ask the provider to confirm its listing."""
    _listing(listing_id)
    try:
        deciding.remind(listing_id, by=by(), at=now(), behalf=behalf())
    except NotAllowed as no:
        return _refused(no, listing_id)
    flash("Its people are asked by email to confirm the listing.", "success")
    return onward(Subject.LISTING, listing_id)


@blueprint.route("/mistakes/<int:mistake_id>", methods=["GET", "POST"])
def mistake(mistake_id: int) -> ResponseReturnValue:
    """One report: what is said to be wrong, and how it is settled."""
    page = _mistake(mistake_id)
    form = MistakeForm(words=page.report.details)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        said = {"words": form.words.data, "answer": form.answer.data, "by": by()}
        try:
            deciding.settle(mistake_id, form.settled, **said, at=now(), behalf=behalf())
        except NotAllowed as no:
            status = refuse(form, no)
        except Unseen:
            page, status = _mistake(mistake_id), 409
            form.form_errors.append(CHANGED)
        else:
            flash("The report is settled.", "success")
            return onward(Subject.MISTAKE, mistake_id)
    return render_template("moderation/mistake.html", page=page, form=form), status


def _mistake(mistake_id: int) -> MistakePage:
    found = find_mistake(mistake_id) or abort(404)
    query = query_of(read_picked(request.args))
    return mistake_page(*found, person().id, today=today(), query=query)
