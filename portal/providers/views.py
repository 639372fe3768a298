"""The directory: find providers, look at one, shortlist, compare, report a mistake."""

from contextlib import suppress

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from portal.clock import now, today
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.organisation.access import acts_for
from portal.organisation.rules import Kind
from portal.providers import pages
from portal.providers.actions import report_mistake
from portal.providers.forms import ReportForm, Search
from portal.providers.indexing import mend_after_response
from portal.providers.models import Listing
from portal.providers.queries import MOST_COMPARED, find_listing, list_by_slugs
from portal.search import CriteriaRefused
from portal.web.addresses import local_address
from portal.web.forms import form_key

blueprint = Blueprint("providers", __name__, url_prefix="/providers")

SHORTLIST = "shortlist"


def _shortlist() -> tuple[str, ...]:
    return tuple(session.get(SHORTLIST, ()))


def _for_school() -> bool:
    """Whether a school reads, signed in: it is shown more than anybody may see."""
    return acts_for(Kind.SCHOOL)


def _listing(slug: str) -> Listing:
    return find_listing(slug, today()) or abort(404)


@blueprint.get("", strict_slashes=False)
def search() -> str:
    """Find providers by words, place and filters."""
    asked = Search.read(request.args)
    if asked is None:
        abort(404)
    try:
        page = pages.search_page(
            asked,
            current_app.extensions["search"],
            today(),
            _shortlist(),
            for_school=_for_school(),
        )
    except CriteriaRefused:
        abort(400)
    mend_after_response(broken=page.source == "broken", behind=page.source == "behind")
    return render_template("providers/search.html", page=page)


@blueprint.get("/<slug>")
def listing(slug: str) -> str:
    """One provider."""
    page = pages.listing_page(
        _listing(slug),
        today(),
        _shortlist(),
        for_school=_for_school(),
        address=url_for("providers.listing", slug=slug, _external=True),
    )
    return render_template("providers/listing.html", page=page)


@blueprint.get("/compare")
def compare() -> str:
    """Providers side by side; the address names them, so it can be shared."""
    slugs = tuple(dict.fromkeys(request.args.getlist("pick")))[:MOST_COMPARED]
    page = pages.compare_page(list_by_slugs(slugs, today()), today(), for_school=_for_school())
    return render_template("providers/compare.html", page=page)


@blueprint.route("/shortlist", methods=["GET", "POST"])
def shortlist() -> ResponseReturnValue:
    """The visitor's shortlist; sending a form puts a provider on it or takes it off."""
    if request.method != "POST":
        page = pages.shortlist_page(
            list_by_slugs(_shortlist(), today()), today(), for_school=_for_school()
        )
        return render_template("providers/shortlist.html", page=page)
    picked = _listing(request.form.get("slug", ""))
    kept = [one.slug for one in list_by_slugs(_shortlist(), today())]  # what is gone takes no place
    if request.form.get("change") == "remove":
        kept = [slug for slug in kept if slug != picked.slug]
        flash(f"{picked.name} is off your shortlist.", "success")
    elif len(kept) >= MOST_COMPARED and picked.slug not in kept:
        flash(
            f"Your shortlist is full: it holds {MOST_COMPARED} providers. Take one off first.",
            "notice",
        )
    else:
        kept = list(dict.fromkeys([*kept, picked.slug]))
        flash(f"{picked.name} is on your shortlist.", "success")
    session[SHORTLIST], session.permanent = kept, True
    return redirect(
        local_address(request.form.get("back", ""), url_for("providers.shortlist")), 303
    )


@blueprint.route("/<slug>/report", methods=["GET", "POST"])
def report(slug: str) -> ResponseReturnValue:
    """Report that something in a listing is wrong."""
    form, about, key = ReportForm(), _listing(slug), form_key()
    if not form.validate_on_submit():
        shown = render_template("providers/report.html", form=form, listing=about)
        return shown, 422 if form.is_submitted() else 200
    outcome = url_for("providers.listing", slug=slug)
    if find_outcome(key) is None:
        told = {"contact": form.contact.data, "key": key, "outcome": outcome}
        with suppress(AlreadySent):
            report_mistake(
                about.id, form.what.data, form.details.data, **told, by="visitor", at=now()
            )
    flash("Thank you. Your report has been kept for the Careers Hub to look at.", "success")
    return redirect(outcome, 303)
