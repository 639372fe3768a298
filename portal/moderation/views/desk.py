"""The desk itself, what happened on the whole portal, letters and mail."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by
from portal.clock import now
from portal.mail.queries import find_letter, find_mail
from portal.mail.rules import State
from portal.moderation import pages
from portal.moderation.actions import mending
from portal.moderation.forms import read_state, read_wanted
from portal.moderation.views import blueprint, page_asked
from portal.organisation.access import behalf


@blueprint.get("", strict_slashes=False)
def desk() -> str:
    """What waits for the Hub."""
    return render_template("moderation/desk.html", page=pages.desk_page(now()))


@blueprint.get("/trail")
def trail() -> str:
    """What happened on the whole portal."""
    page = pages.trail_page(read_wanted(request.args), page_asked())
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
    page = pages.mail_page(read_state(request.args), page_asked())
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
