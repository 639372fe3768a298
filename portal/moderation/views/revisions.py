"""A provider's change: look at it, and decide."""

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.moderation.actions import revisions as deciding
from portal.moderation.forms import read_picked
from portal.moderation.forms.revisions import RevisionForm, revision_form
from portal.moderation.pages import query_of
from portal.moderation.pages.revisions import RevisionPage, revision_page
from portal.moderation.queries.revisions import find_revision
from portal.moderation.rules import NotAllowed, Subject, Unseen
from portal.moderation.views import CHANGED, blueprint, onward, refuse
from portal.organisation.access import behalf


@blueprint.route("/revisions/<int:revision_id>", methods=["GET", "POST"])
def revision(revision_id: int) -> ResponseReturnValue:
    """One change: what stands, what would stand, and the decision."""
    page = _page(revision_id)
    form = revision_form(((one.name, one.label) for one in page.sides), is_live=page.is_live)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            flash(_decide(page, form), "success")
        except NotAllowed as no:
            status = refuse(form, no)
        except Unseen:
            page, status = _page(revision_id), 409
            form.form_errors.append(CHANGED)
        else:
            return onward(Subject.REVISION, revision_id)
    return render_template("moderation/revision.html", page=page, form=form), status


def _page(revision_id: int) -> RevisionPage:
    found = find_revision(revision_id) or abort(404)
    query = query_of(read_picked(request.args))
    return revision_page(*found, person().id, today=today(), query=query)


def _decide(page: RevisionPage, form: RevisionForm) -> str:
    """Do what was decided; the words for it."""
    number, name, seen = page.revision.id, page.listing.name, request.form.get("seen", "")
    said = {"seen": seen, "by": by(), "behalf": behalf()}
    if form.decision.data == "agree":
        deciding.agree(number, **said, at=now())
        return f"You agreed to the change to {name}. Its people are told by email."
    if form.decision.data == "return":
        deciding.send_back(number, form.given, **said, at=now())
        return f"The change to {name} is sent back. Its people are told why by email."
    deciding.refuse(number, form.given, **said, at=now())
    what = "put back" if page.is_live else "refused"
    return f"The change to {name} is {what}. Its people are told why by email."
