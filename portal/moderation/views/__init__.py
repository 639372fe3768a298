"""The pages of the Hub's desk; each file puts its own on this blueprint."""

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.moderation.actions import minding
from portal.moderation.forms import read_picked
from portal.moderation.pages import item_href, next_item, query_of, queue_href
from portal.moderation.rules import NotAllowed, Refusal, Subject
from portal.organisation.access import behalf
from portal.web.fields import HouseForm
from portal.web.gate import refused
from portal.web.paging import asked_page

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

CHANGED = "This has changed since you opened it. Look at it again below before you decide: what you wrote is kept."
"""What a form says that decides something which is not as its reader saw it."""


def page_asked() -> int:
    """The page of a list that the address asks for; 404 for one that no list has."""
    return asked_page(request.args.get("page", "1")) or abort(404)


def refuse(form: HouseForm, no: NotAllowed) -> int:
    """Say on the form why the Hub may not do it; the status to answer with. It is a refusal, as a door's is."""
    form.form_errors.append(str(no))
    if no.why is Refusal.OWN:
        return 403  # which the gate tells of
    refused.send(status=422)
    return 422


def onward(subject: Subject, subject_id: int) -> ResponseReturnValue:
    """Where somebody goes who has decided an item: to the next that waits, which is then theirs, or to the queue.

    The address of the item's page says what of the queue they were working on.
    """
    picked, own = read_picked(request.args), person().id
    if request.form.get("then") != "next":
        return redirect(queue_href(picked), 303)
    found = next_item(picked, own, (subject, subject_id), today=today(), at=now())
    if found is None:
        flash("That was the last one: nothing else of this list waits for you.", "notice")
        return redirect(queue_href(picked), 303)
    if not found.taken_id:
        minding.assign(
            found.subject, found.subject_id, own, seen=0, by=by(), at=now(), behalf=behalf()
        )
    return redirect(item_href(found.subject, found.subject_id, query_of(picked)), 303)
