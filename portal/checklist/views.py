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
from markupsafe import Markup

from portal.account.access import by
from portal.checklist import pages
from portal.checklist.access import (
    VISIT_KEY,
    ask_for_checklist,
    has_begun,
    hold_kept,
    hold_link,
    let_go,
    present_draft,
    school,
    signature,
)
from portal.checklist.actions import (
    PageChanged,
    Passed,
    claim_draft,
    delete_draft,
    save_answers,
    start_draft,
    start_kept_draft,
)
from portal.checklist.forms import KeptLeaveForm, LeaveForm
from portal.checklist.models import Draft
from portal.checklist.queries import find_draft, find_saver
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.organisation.access import behalf
from portal.organisation.models import Membership
from portal.organisation.rules import Kind
from portal.web.forms import form_key

GO_ON = Markup(' <a class="govuk-link" href="{}">Go on with it</a>')

blueprint = Blueprint("checklist", __name__, url_prefix="/checklist")
blueprint.register_error_handler(Passed, lambda _: ask_for_checklist())


def _draft() -> Draft:
    draft = present_draft()
    return draft if draft is not None else abort(403)


@blueprint.route("", methods=["GET", "POST"], strict_slashes=False)
def start() -> ResponseReturnValue:
    """What the checklist is, and those a school keeps; sending the form starts an empty one, once however often it is sent."""
    place = school()
    if request.method != "POST":
        page = pages.start_page(present_draft(), place.organisation if place else None, now())
        return render_template("checklist/start.html", page=page)
    key, outcome = form_key(), url_for("checklist.tasks")
    if find_outcome(key) is None:
        form = {"key": key, "outcome": outcome}
        with suppress(AlreadySent):  # sent twice at once: the other answer carries the link
            if place is None:
                hold_link(start_draft(**form, by="visitor", at=now()), begun=True)
            else:
                kept_by = {"by": by(), "behalf": behalf()}
                hold_kept(start_kept_draft(place.organisation_id, **form, **kept_by, at=now()))
    return redirect(outcome, 303)


@blueprint.get("/return/<secret>")
def come_back(secret: str) -> ResponseReturnValue:
    """Open a checklist by its link, in this browser from now on."""
    if find_draft(secret, now()) is None:
        flash(
            "That link does not open a checklist. Part of it may be missing, the checklist may be deleted, "
            "or a school may keep it now: then sign in for the school.",
            "notice",
        )
        return redirect(url_for("checklist.start"))
    hold_link(secret)
    return redirect(url_for("checklist.tasks"))


@blueprint.get("/open/<int:draft_id>")
def open(draft_id: int) -> ResponseReturnValue:  # noqa: A001 - the word in the address
    """Open a checklist that the school keeps, in this browser from now on."""
    hold_kept(draft_id)
    return redirect(url_for("checklist.tasks"))


@blueprint.post("/keep")
def keep() -> ResponseReturnValue:
    """Keep the checklist that this visit has the link of with the school that it acts for."""
    place = school()
    _keep(_draft(), place if place is not None else abort(403))
    return redirect(url_for("checklist.tasks"), 303)


def keep_chosen(_sender: object, *, membership: Membership) -> None:
    """Keep the checklist that this visit began with the school that was just chosen in it.

    One that it opened by a link may be somebody else's: it is kept by the button that says so, never unasked.
    """
    secret = session.get(VISIT_KEY)
    draft = find_draft(secret, now()) if secret and has_begun() else None
    if draft is not None and membership.organisation.kind == Kind.SCHOOL:
        _keep(draft, membership, lead_on=True)


def _keep(draft: Draft, place: Membership, *, lead_on: bool = False) -> None:
    """Keep it, unless somebody was faster; then this visit goes on with what the school may open of it.

    `lead_on`: the page that says so is not the checklist's, so it leads there.
    """
    number, name = draft.id, place.organisation.name
    person, school_id = f"person:{place.person_id}", place.organisation_id
    if claim_draft(number, school_id, by=person, at=now(), behalf=f"organisation:{school_id}"):
        said = Markup("Your checklist is now kept with {}.").format(name)
        flash(said + GO_ON.format(url_for("checklist.tasks")) if lead_on else said, "success")
    hold_kept(number)


@blueprint.get("/tasks")
def tasks() -> str:
    """Every page of the checklist and how far it is."""
    draft, place = _draft(), school()
    link = ""
    if draft.organisation_id is None:
        link = url_for("checklist.come_back", secret=session[VISIT_KEY], _external=True)
    name = place.organisation.name if place is not None else ""
    return render_template(
        "checklist/tasks.html",
        page=pages.tasks_page(draft),
        link=link,
        school=name,
        begun=has_begun(),
    )


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
            at=now(),
            keeper_id=draft.organisation_id,
            **signature(draft),
        )
    except PageChanged as changed:
        return render_template(
            "checklist/page.html", page=asked.overtaken(changed.now, _saver(draft)), form=asked.form
        ), 409
    return redirect(pages.onward(draft.values(), slug, then), 303)


def _saver(draft: Draft) -> str:
    """Who saved a school's checklist last, for those who may open it: "You", a colleague's name, or nothing."""
    saver = find_saver(draft.id) if draft.organisation_id is not None else None
    if saver is None:
        return ""
    return "You" if by() == f"person:{saver.id}" else saver.name


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
    draft = _draft()
    kept = draft.organisation_id is not None
    form = KeptLeaveForm() if kept else LeaveForm()
    if not form.validate_on_submit():
        return render_template(
            "checklist/leave.html", form=form
        ), 422 if form.is_submitted() else 200
    if form.what.data == "delete":
        keeper_id = draft.organisation_id
        delete_draft(draft.id, at=now(), keeper_id=keeper_id, **signature(draft))
        flash("Your checklist and its answers are deleted.", "success")
    else:
        still = "Your school still keeps it." if kept else "Its link still opens it."
        flash(f"Your checklist is closed in this browser. {still}", "success")
    let_go()
    return redirect(url_for("checklist.start"), 303)
