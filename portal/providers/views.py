"""The directory: find providers, look at one, shortlist, compare, report a mistake."""

from contextlib import suppress
from typing import Any

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

from portal.account.access import by
from portal.clock import now, today
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.organisation.access import acts_for, behalf, place
from portal.organisation.models import Membership
from portal.organisation.rules import Kind
from portal.providers import pages
from portal.providers.actions import report_mistake
from portal.providers.actions.shortlisting import put_on_shortlist, take_off_shortlist
from portal.providers.forms import ReportForm, Search
from portal.providers.indexing import mend_after_response
from portal.providers.models import Listing
from portal.providers.queries import (
    MOST_COMPARED,
    find_listing,
    list_by_slugs,
    list_shortlisted,
)
from portal.search import CriteriaRefused
from portal.web.addresses import local_address
from portal.web.forms import form_key

blueprint = Blueprint("providers", __name__, url_prefix="/providers")

SHORTLIST = "shortlist"


def shortlist_count() -> int:
    """How many providers are on the shortlist of whoever asks, for the header."""
    return len(_slugs())


def keep_chosen(_sender: object, *, membership: Membership) -> None:
    """Put what this visit had on its shortlist on that of the school that was just chosen in it."""
    if membership.organisation.kind != Kind.SCHOOL or SHORTLIST not in session:
        return
    listings = {one.id: one for one in list_by_slugs(session.pop(SHORTLIST), today())}
    school, person = membership.organisation_id, f"person:{membership.person_id}"
    said: dict[str, Any] = {"by": person, "at": now(), "behalf": f"organisation:{school}"}
    left = put_on_shortlist(school, list(listings), **said) if listings else []
    if left:
        names = ", ".join(listings[number].name for number in left)
        flash(f"Your school's shortlist is full, so these are not on it: {names}.", "notice")


def _school() -> int | None:
    """The school that is acted for, whose people share a shortlist; a visitor's lies in the visit."""
    return place().organisation_id if _for_school() else None


def _slugs() -> tuple[str, ...]:
    """What is on the shortlist, listed or not, in the order in which it was put there."""
    school = _school()
    return tuple(list_shortlisted(school).values() if school else session.get(SHORTLIST, ()))


def _change_shortlist(picked: Listing, *, removes: bool) -> bool:
    """Put a provider on the shortlist or take it off; whether there was room for it."""
    school = _school()
    if school is not None:
        said: dict[str, Any] = {"by": by(), "at": now(), "behalf": behalf()}
        if removes:
            take_off_shortlist(school, picked.id, **said)
            return True
        return not put_on_shortlist(school, [picked.id], **said)
    kept = [one.slug for one in list_by_slugs(_slugs(), today())]  # what is gone takes no place
    has_room = removes or picked.slug in kept or len(kept) < MOST_COMPARED
    if removes:
        kept = [slug for slug in kept if slug != picked.slug]
    elif has_room:
        kept = list(dict.fromkeys([*kept, picked.slug]))
    session[SHORTLIST], session.permanent = kept, True
    return has_room


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
            _slugs(),
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
        _slugs(),
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
    """The shortlist of the visit, or of the school acted for; sending a form puts a provider on it or takes it off."""
    if request.method != "POST":
        page = pages.shortlist_page(
            list_by_slugs(_slugs(), today()), today(), for_school=_for_school()
        )
        shared = place().organisation.name if _for_school() else ""
        return render_template("providers/shortlist.html", page=page, shared=shared)
    picked, removes = _listing(request.form.get("slug", "")), request.form.get("change") == "remove"
    if not _change_shortlist(picked, removes=removes):
        full = f"Your shortlist is full: it holds {MOST_COMPARED} providers. Take one off first."
        flash(full, "notice")
    else:
        flash(f"{picked.name} is {'off' if removes else 'on'} your shortlist.", "success")
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
