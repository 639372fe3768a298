"""The queue: what waits for the Hub, who has taken it, and what was noted."""

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.moderation.actions import minding
from portal.moderation.forms import AssignForm, NoteForm, read_picked
from portal.moderation.pages import item_href, query_of, queue_page
from portal.moderation.queries import find_listing_of
from portal.moderation.rules import Subject
from portal.moderation.views import blueprint, page_asked
from portal.organisation.access import behalf


@blueprint.get("/queue")
def queue() -> str:
    """Everything that waits for the Hub, oldest first."""
    picked = read_picked(request.args)
    page = queue_page(picked, page_asked(), person().id, today=today(), at=now())
    return render_template("moderation/queue.html", page=page)


def _back(subject: Subject, subject_id: int) -> ResponseReturnValue:
    """Back to the item, with what of the queue its reader was working on."""
    return redirect(item_href(subject, subject_id, query_of(read_picked(request.args))), 303)


def _subject(slug: str, subject_id: int) -> Subject:
    """What the address speaks of; 404 where there is no such item."""
    subject = Subject(slug) if slug in set(Subject) else abort(404)
    return subject if find_listing_of(subject, subject_id) is not None else abort(404)


@blueprint.post("/queue/<slug>/<int:subject_id>/assign")
def assign(slug: str, subject_id: int) -> ResponseReturnValue:
    """Take an item, or let it go."""
    subject, form = _subject(slug, subject_id), AssignForm()
    if form.validate_on_submit():
        to = person().id if form.to.data == "me" else None
        seen = form.seen.data or 0
        if not minding.assign(
            subject, subject_id, to, seen=seen, by=by(), at=now(), behalf=behalf()
        ):
            flash("Somebody else did something with this meanwhile. Look who has it now.", "notice")
    return _back(subject, subject_id)


@blueprint.post("/queue/<slug>/<int:subject_id>/note")
def note(slug: str, subject_id: int) -> ResponseReturnValue:
    """Note something on an item."""
    subject, form = _subject(slug, subject_id), NoteForm()
    if not form.validate_on_submit():
        flash(f"The note was not kept. {form.problems[0].text}.", "notice")
    else:
        text, own = form.text.data, person().id
        minding.note(subject, subject_id, text, person_id=own, by=by(), at=now(), behalf=behalf())
    return _back(subject, subject_id)
