"""What is kept of whoever is signed in: see it, take it away, erase it."""

from io import BytesIO

from flask import (
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from portal.account.access import by, leave, person
from portal.account.actions.erasing import erase as erase_account
from portal.account.actions.erasing import record_export
from portal.account.forms.data import EraseForm
from portal.account.queries.export import export_of
from portal.account.queries.kept import Known, count_kept, list_bonds, register
from portal.account.rules.leaving import StillBound
from portal.account.views import blueprint
from portal.clock import now


@blueprint.get("/data")
def data() -> str:
    """What is kept of the person, why and how long."""
    return render_template("account/data.html", kept=count_kept(Known.of(person())))


@blueprint.route("/export", methods=["GET", "POST"])
def export() -> ResponseReturnValue:
    """Everything that is kept of the person, as a file made at this moment."""
    if request.method != "POST":
        return render_template("account/export.html")
    known, at = Known.of(person()), now()
    record_export(known.number, by=by(), at=at)
    made = export_of(known, service=current_app.extensions["settings"].service_name, at=at)
    name = f"your-data-{at:%Y-%m-%d}.zip"
    return send_file(BytesIO(made), "application/zip", as_attachment=True, download_name=name)


@blueprint.route("/erase", methods=["GET", "POST"])
def erase() -> ResponseReturnValue:
    """Erase the account, once what others depend on is handed over."""
    form, bonds = EraseForm(), list_bonds(person().id)
    if form.is_submitted() and not bonds and form.validate():
        try:
            erase_account(person().id, by=by(), at=now())
        except StillBound:  # somebody else left a moment ago
            return redirect(url_for("account.erase"), 303)
        leave()
        session.clear()  # the shortlist and the checklist's link too: nothing of them stays in this browser
        flash("Your account is erased, and you are signed out everywhere. Goodbye.", "success")
        response = redirect(url_for("site.home"), 303)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
    shown = render_template("account/erase.html", form=form, bonds=bonds, tables=register().tables)
    return shown, 422 if form.is_submitted() else 200
