"""Enquiries: ask a provider, prove an address, read and write in a thread, close it."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, signed
from portal.clock import now, today
from portal.enquiries import actions, pages
from portal.enquiries.access import present_enquiry, school, side_of
from portal.enquiries.actions import (
    AskedAlready,
    Asker,
    NobodyThere,
    Overtaken,
    Sender,
    Sent,
)
from portal.enquiries.forms import AskForm, NoteForm, VisitorAskForm, WriteForm
from portal.enquiries.models import Enquiry
from portal.enquiries.queries import find_by_key
from portal.enquiries.rules import Side
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.organisation.access import acting, behalf, place
from portal.providers.models import Listing
from portal.providers.queries import find_listing
from portal.web.addresses import read_number
from portal.web.errors import respond
from portal.web.fields import HouseForm
from portal.web.forms import form_key
from portal.web.paging import asked_page
from portal.web.security import secret_address

VISITOR = Sender(Side.SCHOOL, "visitor")
blueprint = Blueprint("enquiries", __name__, url_prefix="/enquiries")

UNHEARD = "Nobody can answer for this listing at the moment, so this was not sent."
DEAD = (
    "This link opens nothing. If part of it is missing, copy all of it from the email. A question has to be sent "
    "within 7 days, and it is deleted after 2 years: then ask again from the provider's page."
)
SAME = "You asked {whom} the same already, and that question is still open"


@blueprint.route("/ask/<slug>", methods=["GET", "POST"])
def ask(slug: str) -> ResponseReturnValue:
    """Ask a provider something. A visitor is sent a link first."""
    page = pages.ask_page(find_listing(slug, today()), acting())
    known = {"name": row.person.name, "email": row.person.email} if (row := signed()) else {}
    form = AskForm(**known) if school() else VisitorAskForm(**known)
    if page.listing is not None and not page.refusal and form.validate_on_submit():
        name = page.listing.name
        try:
            return _ask(page.listing, form)
        except AskedAlready:
            form.text.errors = [SAME.format(whom=name)]
        except NobodyThere:
            page = pages.ask_page(None, None)
    shown = render_template("enquiries/ask.html", page=page, form=form)
    return shown, page.status(was_sent=form.is_submitted())


def _ask(listing: Listing, form: AskForm) -> ResponseReturnValue:
    """Ask, and lead on: a school to its thread, a visitor back to the listing, with word of the link."""
    name, number, own, asker = listing.name, listing.id, school(), _asker(form)
    outcome = url_for("providers.listing", slug=listing.slug)
    if own is not None:
        outcome = url_for("enquiries.home")
    sent, written_by = Sent(form_key(), outcome), by() if signed() else "visitor"
    if find_outcome(sent.key) is None:
        how = {"client": request.remote_addr or "", "by": written_by, "behalf": behalf()}
        with suppress(AlreadySent):
            made = actions.ask(number, asker, form.text.data, form=sent, at=now(), **how)
            outcome = url_for("enquiries.thread", enquiry_id=made) if own is not None else outcome
    flash(
        f"Your question is sent to {name}. We email you when it is answered."
        if own is not None
        else f"One more step: we have sent a link to {asker.email}. "
        f"{name} gets your question once you follow it.",
        "success",
    )
    return redirect(outcome, 303)


def _asker(form: AskForm) -> Asker:
    own = school()
    if own is not None:
        school_id, person_id = own.organisation_id, own.person_id
        return Asker(form.name.data, own.organisation.name, "", school_id, person_id)
    return Asker(form.name.data, form.school.data, form.email.data.lower())


@blueprint.route("/prove/<key>", methods=["GET", "POST"])
def prove(key: str) -> ResponseReturnValue:
    """Send on what a visitor asked who follows the emailed link. Looking at it sends nothing."""
    enquiry, form, refusal = find_by_key(key, now()), HouseForm(), ""
    if enquiry is None:
        return _dead_link()
    thread = redirect(url_for("enquiries.open", key=key), 303)
    if enquiry.proved_at is not None:
        return secret_address(thread)
    if form.validate_on_submit():
        name = enquiry.listing.name
        try:
            actions.prove(key, at=now())
        except NobodyThere:
            refusal, enquiry = UNHEARD, find_by_key(key, now())
        else:
            flash(f"Your question is sent to {name}. We email you when it is answered.", "success")
            return secret_address(thread)
    shown = render_template("enquiries/prove.html", enquiry=enquiry, form=form, refusal=refusal)
    return secret_address((shown, 409 if refusal else 422 if form.is_submitted() else 200))


@blueprint.route("/open/<key>", methods=["GET", "POST"])
def open(key: str) -> ResponseReturnValue:  # noqa: A001 - the word in the address
    """A visitor's thread; sending the form writes in it."""
    enquiry, form = find_by_key(key, now()), WriteForm()
    if enquiry is None:
        return _dead_link()
    if enquiry.proved_at is None:
        return secret_address(redirect(url_for("enquiries.prove", key=key), 303))
    here = url_for("enquiries.open", key=key)
    if form.validate_on_submit() and _write(enquiry.id, form, VISITOR, here):
        return secret_address(redirect(here, 303))
    fresh = find_by_key(key, now()) or enquiry
    told, status = _told(fresh, Side.SCHOOL, form, here)
    return secret_address((render_template("enquiries/open.html", **told), status))


@blueprint.post("/open/<key>/close")
def close_by_link(key: str) -> ResponseReturnValue:
    """Close a visitor's thread."""
    enquiry = find_by_key(key, now())
    if enquiry is None:
        return _dead_link()
    return secret_address(_close(enquiry.id, VISITOR, url_for("enquiries.open", key=key)))


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """What a school asked, or what a provider was asked, unanswered first."""
    number = asked_page(request.args.get("page", "1"))
    page = pages.home_page(place(), number if number is not None else abort(404))
    return render_template("enquiries/home.html", page=page)


@blueprint.route("/<int:enquiry_id>", methods=["GET", "POST"])
def thread(enquiry_id: int) -> ResponseReturnValue:
    """A thread; sending the form writes in it and mails the other side."""
    enquiry, form = _enquiry(), WriteForm()
    side, here = side_of(enquiry), url_for("enquiries.thread", enquiry_id=enquiry_id)
    if form.validate_on_submit() and _write(enquiry_id, form, _sender(side), here):
        return redirect(here, 303)
    told, status = _told(_enquiry(), side, form, here, own_id=place().person_id)
    return render_template("enquiries/thread.html", **told), status


@blueprint.post("/<int:enquiry_id>/answered-by-mail")
def answered_by_mail(enquiry_id: int) -> ResponseReturnValue:
    """Note that the provider has answered by its own mail."""
    note, here = NoteForm(), url_for("enquiries.thread", enquiry_id=enquiry_id)
    if not note.validate_on_submit():
        own, write = place().person_id, WriteForm()
        told, status = _told(_enquiry(), Side.PROVIDER, write, here, note=note, own_id=own)
        return render_template("enquiries/answered_by_mail.html", **told), status
    sent = Sent(form_key(), here)
    if find_outcome(sent.key) is None:
        try:
            actions.note_mail(
                enquiry_id, note.note.data, _sender(Side.PROVIDER), form=sent, at=now()
            )
        except Overtaken:
            flash("This enquiry is closed, so your note was not kept.", "notice")
            return redirect(here, 303)
        except AlreadySent:
            pass
    flash("Noted: you have answered by email.", "success")
    return redirect(here, 303)


@blueprint.post("/<int:enquiry_id>/close")
def close(enquiry_id: int) -> ResponseReturnValue:
    """Close a thread."""
    here = url_for("enquiries.thread", enquiry_id=enquiry_id)
    return _close(enquiry_id, _sender(side_of(_enquiry())), here)


def _enquiry() -> Enquiry:
    return present_enquiry() or abort(404)


def _sender(side: Side) -> Sender:
    return Sender(side, by(), behalf(), place().person_id)


def _close(enquiry_id: int, sender: Sender, here: str) -> ResponseReturnValue:
    actions.close(enquiry_id, sender, at=now())
    flash("The enquiry is closed.", "success")
    return redirect(here, 303)


def _write(enquiry_id: int, form: WriteForm, sender: Sender, here: str) -> bool:
    """Write in a thread; whether that was done, now or before. Where the other side cannot read it, the form says so."""
    sent, seen = Sent(form_key(), here), read_number(request.form.get("seen", "")) or 0
    if find_outcome(sent.key) is None:
        try:
            actions.write(enquiry_id, form.text.data, sender, seen=seen, form=sent, at=now())
        except Overtaken:
            return False
        except NobodyThere:
            form.text.errors = [UNHEARD]
            return False
        except AlreadySent:
            pass
    flash("Your message is sent.", "success")
    return True


def _told(
    enquiry: Enquiry,
    side: Side,
    form: WriteForm,
    here: str,
    *,
    note: NoteForm | None = None,
    own_id: int | None = None,
) -> tuple[dict[str, Any], int]:
    """What the page of the thread at `here` shows, and its status: 409 where somebody was faster."""
    wrong = (*form.problems, *(note.problems if note is not None else ()))
    overtaken = form.is_submitted() and not wrong
    page = pages.thread_page(enquiry, side, own_id=own_id, overtaken=overtaken)
    told = {"page": page, "form": form, "note": note or NoteForm(), "here": here}
    return told, 409 if overtaken else 422 if wrong else 200


def _dead_link() -> ResponseReturnValue:
    flash(DEAD, "notice")
    return secret_address(respond(404))
