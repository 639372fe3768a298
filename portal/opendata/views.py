"""Listings in and out as CSV files."""

from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person
from portal.clock import now, today
from portal.journal.models import AlreadySent
from portal.opendata import pages
from portal.opendata.actions import NotAsLookedAt, keep_file, take_in
from portal.opendata.forms import ImportForm, TakeForm
from portal.opendata.queries import find_file, list_files
from portal.opendata.rules import Outcome
from portal.organisation.access import behalf
from portal.web.forms import form_key

blueprint = Blueprint("opendata", __name__, url_prefix="/opendata")


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """What the open data are, and what their columns and codes mean."""
    return render_template("opendata/home.html", page=pages.home_page(today()))


@blueprint.get("/listings.csv")
def listings() -> ResponseReturnValue:
    """Every listed provider as the public sees it, as a file."""
    made, name = BytesIO(pages.listings_file(today())), f"listings-{today()}.csv"
    file = send_file(made, "text/csv; charset=utf-8", as_attachment=True, download_name=name)
    del file.headers["Cache-Control"]  # as public as a page, so what is said of pages is said of it
    return file


@blueprint.route("/import", methods=["GET", "POST"])
def import_listings() -> ResponseReturnValue:
    """Send a file of listings, to look at what taking it in would do."""
    form = ImportForm()
    if not form.validate_on_submit():
        told = {"taken": pages.taken_names(), "files": list_files()}
        shown = render_template("opendata/import_listings.html", form=form, **told)
        return shown, 422 if form.is_submitted() else 200
    outcome = url_for("opendata.import_listings")
    once = {"form": form_key(), "outcome": outcome, "by": by(), "behalf": behalf()}
    try:
        number = keep_file(form.called, form.text, person_id=person().id, **once, at=now())
    except AlreadySent:
        return redirect(outcome, 303)
    return redirect(url_for("opendata.import_file", file_id=number), 303)


@blueprint.route("/import/<int:file_id>", methods=["GET", "POST"])
def import_file(file_id: int) -> ResponseReturnValue:
    """What taking in a file would do; sent, that is done."""
    file, form, status = find_file(file_id) or abort(404), TakeForm(), 200
    if form.validate_on_submit():
        version, seen = form.asked_version, str(form.seen.data or "")
        signed = {"by": by(), "behalf": behalf()}
        try:
            done = take_in(file_id, version=version, seen=seen, **signed, at=now())
        except NotAsLookedAt:
            form.form_errors.append("What the file would do has changed since. Look again.")
            status = 409
        else:
            if done is None:
                flash("This file was taken in before. Nothing was done twice.", "notice")
            else:
                new, changed = done.count(Outcome.NEW), done.count(Outcome.CHANGED)
                flash(f"Taken in: {new:,} new, {changed:,} changed.", "success")
            return redirect(url_for("opendata.import_file", file_id=file_id), 303)
    page = pages.look_page(file, today(), by())
    form.version.data, form.seen.data = str(file.version_id), page.plan.digest
    return render_template("opendata/import_file.html", page=page, form=form), status
