"""What a provider and its advisers hold: see it, claim it, take it back, and look back to another day."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from portal.clock import today
from portal.credentials.models import Credential
from portal.credentials.rules import WITHOUT_FILES, ClaimRefused, Kind
from portal.journal.models import AlreadySent
from portal.listing.access import hand
from portal.listing.actions import credentials as actions
from portal.listing.catalogue.credentials import ASKING, BEING_CHECKED, BY_SLUG
from portal.listing.forms.credentials import CredentialForm, HistoryForm, credential_form
from portal.listing.pages.credentials import claim_line, credentials_page, history_page, holders
from portal.listing.queries import find_kept
from portal.listing.views import blueprint
from portal.organisation.access import place
from portal.providers.models import Listing
from portal.web.fields import HouseForm
from portal.web.forms import form_key

CLAIMED = "Your claim is with the Careers Hub."


def _kept(listing_id: int) -> Listing:
    return find_kept(listing_id, place().organisation_id) or abort(404)


def _claim(listing: Listing, credential_id: int) -> Credential:
    return next((one for one in listing.credentials if one.id == credential_id), None) or abort(404)


def _list(listing_id: int) -> str:
    return url_for("listing.credentials", listing_id=listing_id)


@blueprint.get("/<int:listing_id>/credentials")
def credentials(listing_id: int) -> str:
    """What the provider and its advisers hold, and where each claim stands."""
    page = credentials_page(_kept(listing_id))
    back = url_for("listing.entry", listing_id=listing_id)
    return render_template(
        "listing/credentials.html", page=page, back=back, being_checked=BEING_CHECKED
    )


@blueprint.route("/<int:listing_id>/credentials/add/<slug>", methods=["GET", "POST"])
def add_credential(listing_id: int, slug: str) -> ResponseReturnValue:
    """Say that the provider or an adviser holds something."""
    listing, kind = _kept(listing_id), BY_SLUG.get(slug) or abort(404)
    people = holders(listing, kind)
    if kind not in {Kind.MATRIX, Kind.INSURANCE} and not people:
        abort(404)
    form = credential_form(kind, people)
    if form.validate_on_submit():
        try:
            return _claimed(listing_id, kind, form)
        except ClaimRefused as no:
            form.refuse(no)
    shown = render_template(
        "listing/add_credential.html", form=form, listing=listing, asking=ASKING[kind]
    )
    return shown, 422 if form.is_submitted() else 200


def _claimed(listing_id: int, kind: Kind, form: CredentialForm) -> ResponseReturnValue:
    """Record the claim, and lead on to its certificate where one is of use."""
    outcome = _list(listing_id)
    try:
        number = actions.claim_credential(
            listing_id,
            form.claim(today()),
            adviser_id=form.adviser_id,
            number=form.said("number"),
            last_cic_on=form.said("last_cic_on", None),
            key=form_key(),
            outcome=outcome,
            **hand(),
        )
    except AlreadySent:
        return redirect(outcome, 303)
    if kind in WITHOUT_FILES or kind is Kind.CDI:
        flash(CLAIMED, "success")
        return redirect(outcome, 303)
    flash(f"{CLAIMED} Send the certificate too: without it nobody can check it.", "success")
    onward = url_for("listing.add_evidence", listing_id=listing_id, credential_id=number)
    return redirect(onward, 303)


@blueprint.route(
    "/<int:listing_id>/credentials/<int:credential_id>/withdraw", methods=["GET", "POST"]
)
def withdraw_credential(listing_id: int, credential_id: int) -> ResponseReturnValue:
    """Take a claim back."""
    listing, form = _kept(listing_id), HouseForm()
    line = claim_line(_claim(listing, credential_id), listing)
    if not form.validate_on_submit():
        shown = render_template(
            "listing/withdraw_credential.html", form=form, listing=listing, line=line
        )
        return shown, 422 if form.is_submitted() else 200
    actions.withdraw_credential(listing_id, credential_id, **hand())
    flash(f"{line.name} is taken back. Nobody sees it any more.", "success")
    return redirect(_list(listing_id), 303)


@blueprint.get("/<int:listing_id>/history")
def history(listing_id: int) -> ResponseReturnValue:
    """What schools were shown of the provider's claims at the end of a day."""
    listing, asked = _kept(listing_id), request.args.get("on", "")
    given = MultiDict(request.args)
    if asked.count("-") == 2:  # noqa: PLR2004 - a day as a link writes it: 2026-11-24
        given |= dict(zip(("on-year", "on-month", "on-day"), asked.split("-"), strict=True))
    form = HistoryForm(given) if given else HistoryForm(on=today())
    good = not given or form.validate()
    page = history_page(listing.standing(form.on.data)) if good else None
    shown = render_template("listing/history.html", form=form, listing=listing, page=page)
    return shown, 200 if good else 422
