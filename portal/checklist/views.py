"""The checklist's pages: start, come back, tasks, questions, check, brief and its files, leave."""

from contextlib import suppress
from io import BytesIO

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from portal.checklist import pages
from portal.checklist.access import VISIT_KEY, present_draft
from portal.checklist.actions import PageChanged, delete_draft, save_answers, start_draft
from portal.checklist.forms import LeaveForm
from portal.checklist.models import Draft
from portal.checklist.queries import find_draft
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.web.forms import form_key

blueprint = Blueprint("checklist", __name__, url_prefix="/checklist")


def _draft() -> Draft:
    draft = present_draft()
    return draft if draft is not None else abort(403)


@blueprint.route("", methods=["GET", "POST"], strict_slashes=False)
def start() -> ResponseReturnValue:
    """What the checklist is; sending the form starts an empty one, once however often it is sent."""
    if request.method != "POST":
        return render_template(
            "checklist/start.html", started=present_draft() is not None, outline=pages.STAGES
        )
    key, outcome = form_key(), url_for("checklist.tasks")
    if find_outcome(key) is None:
        with suppress(AlreadySent):  # sent twice at once: the other answer carries the link
            session[VISIT_KEY] = start_draft(key=key, outcome=outcome, by="visitor", at=now())
            session.permanent = True
    return redirect(outcome, 303)


@blueprint.get("/return/<secret>")
def come_back(secret: str) -> ResponseReturnValue:
    """Open a checklist by its link, in this browser from now on."""
    if find_draft(secret, now()) is None:
        flash(
            "That link does not open a checklist. It may have been deleted, or part of the link may be missing.",
            "notice",
        )
        return redirect(url_for("checklist.start"))
    session[VISIT_KEY] = secret
    session.permanent = True
    return redirect(url_for("checklist.tasks"))


@blueprint.get("/tasks")
def tasks() -> str:
    """Every page of the checklist and how far it is."""
    link = url_for("checklist.come_back", secret=session[VISIT_KEY], _external=True)
    return render_template("checklist/tasks.html", page=pages.tasks_page(_draft()), link=link)


@blueprint.route("/<stage>/<slug>", methods=["GET", "POST"])
def page(stage: str, slug: str) -> ResponseReturnValue:
    """A page of questions; sending the form saves the answers, or shows it again with what is wrong."""
    draft, then = _draft(), request.form.get("then", "")
    asked = pages.question_page(draft, stage, slug)
    if asked is None:
        abort(404)
    if request.method != "POST":
        return render_template("checklist/page.html", page=asked, form=asked.form)
    if not asked.accepts(later=then != "next"):
        return render_template("checklist/page.html", page=asked, form=asked.form), 422
    try:
        save_answers(
            draft.id,
            asked.read,
            seen=request.form.get("seen", ""),
            by=f"draft:{draft.id}",
            at=now(),
        )
    except PageChanged as changed:
        return render_template(
            "checklist/page.html", page=asked.overtaken(changed.now), form=asked.form
        ), 409
    return redirect(pages.onward(draft.values(), slug, then), 303)


@blueprint.get("/check")
def check() -> str:
    """Every answer, what is still open and what does not fit together."""
    return render_template("checklist/check.html", page=pages.check_page(_draft()))


@blueprint.get("/brief")
def brief() -> str:
    """The brief as a page, with its files."""
    return render_template("checklist/brief.html", page=pages.brief_page(_draft()))


@blueprint.get("/brief/<format>")
def download(format: str) -> ResponseReturnValue:  # noqa: A002 - the word in the address
    """The brief as a file."""
    made = pages.brief_file(_draft(), format)
    if made is None:
        abort(404)
    return send_file(
        BytesIO(made.content), made.mimetype, as_attachment=True, download_name=made.name
    )


@blueprint.route("/leave", methods=["GET", "POST"])
def leave() -> ResponseReturnValue:
    """Close the checklist in this browser, or delete it with its answers."""
    form = LeaveForm()
    if not form.validate_on_submit():
        return render_template(
            "checklist/leave.html", form=form
        ), 422 if form.is_submitted() else 200
    if form.what.data == "delete":
        delete_draft(_draft().id, by=f"draft:{_draft().id}", at=now())
        flash("Your checklist and its answers are deleted.", "success")
    else:
        flash("Your checklist is closed in this browser. Its link still opens it.", "success")
    session.pop(VISIT_KEY)
    return redirect(url_for("checklist.start"), 303)
