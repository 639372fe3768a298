"""Public registers: bring in a list, compare it with the listings, and record what is ticked."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.moderation.actions.registers import apply_list, keep_list
from portal.moderation.forms.registers import ApplyForm, RegisterForm, apply_form
from portal.moderation.pages.registers import RegisterPage, register_page, ticked
from portal.moderation.queries.registers import find_list, list_lists
from portal.moderation.rules import NotAllowed, Unseen
from portal.moderation.rules.registers import Register
from portal.moderation.views import CHANGED, blueprint, refuse
from portal.organisation.access import behalf
from portal.web.forms import form_key


@blueprint.route("/registers", methods=["GET", "POST"])
def registers() -> ResponseReturnValue:
    """Bring in a list from a register, and see those that were brought in lately."""
    form = RegisterForm()
    if not form.validate_on_submit():
        shown = render_template("moderation/registers.html", form=form, lists=list_lists())
        return shown, 422 if form.is_submitted() else 200
    outcome = url_for("moderation.registers")
    once = {"form": form_key(), "outcome": outcome, "by": by(), "behalf": behalf()}
    told = {"source": str(form.source.data), **once}
    which, seen_on = Register[form.register.data], form.seen_on.data
    try:
        number = keep_list(
            which, form.entries, seen_on=seen_on, person_id=person().id, **told, at=now()
        )
    except AlreadySent:
        return redirect(outcome, 303)
    return redirect(url_for("moderation.register", list_id=number), 303)


@blueprint.route("/registers/<int:list_id>", methods=["GET", "POST"])
def register(list_id: int) -> ResponseReturnValue:
    """What a list says of the listings; sent, what is ticked is recorded."""
    row = find_list(list_id) or abort(404)
    page, status = register_page(row, by(), today()), 200
    form = apply_form(page.comparison)
    if form.is_submitted():
        answer = _record(row.version_id, page, form)
        if not isinstance(answer, int):
            return answer
        page, status = register_page(row, by(), today()), answer
    form.version.data, form.seen.data = str(row.version_id), page.digest
    shown = {"page": page, "form": form, "ticked": ticked}
    return render_template("moderation/register.html", **shown), status


def _record(version: int, page: RegisterPage, form: ApplyForm) -> ResponseReturnValue | int:
    """Record what is ticked, once however often it is sent; or the status of the page that says why not."""
    outcome = url_for("moderation.register", list_id=page.row.id)
    if find_outcome(form_key()) is not None:
        return _twice(outcome)
    if (form.asked_version, form.seen.data) != (version, page.digest):
        form.form_errors.append(CHANGED)
        return 409
    if not form.validate():
        return 422
    seen = {"seen": page.digest, "form": form_key(), "outcome": outcome, "by": by()}
    try:
        count = apply_list(
            page.row.id, form.record.data, version=version, **seen, behalf=behalf(), at=now()
        )
    except NotAllowed as no:
        return refuse(form, no)
    except AlreadySent:
        return _twice(outcome)
    except Unseen:
        form.form_errors.append(CHANGED)
        return 409
    flash(f"Recorded: {count:,} check{'' if count == 1 else 's'}.", "success")
    return redirect(outcome, 303)


def _twice(outcome: str) -> ResponseReturnValue:
    flash("That was recorded before. Nothing was done twice.", "notice")
    return redirect(outcome, 303)
