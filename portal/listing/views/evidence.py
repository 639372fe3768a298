"""The files that show a provider's claims to be true: send one, get it back, take it away."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.credentials.models import Credential
from portal.credentials.queries import find_credential, find_file, read_file
from portal.credentials.rules import WITHOUT_FILES, Kind
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.listing.access import hand, writer
from portal.listing.actions import evidence as actions
from portal.listing.actions.evidence import EvidenceRefused
from portal.listing.catalogue.credentials import ASKING, COVER_UP, PRIVATE
from portal.listing.forms.credentials import EvidenceForm
from portal.listing.pages.credentials import claim_line
from portal.listing.queries import find_kept
from portal.listing.views import blueprint
from portal.organisation.access import place
from portal.web.files import attachment
from portal.web.forms import form_key

KEPT = "The file is with the Careers Hub."
WAITS = "The file is kept. It is checked for viruses before anybody gets it."


def _claim(listing_id: int, credential_id: int) -> Credential:
    return find_credential(credential_id, listing_id) or abort(404)


@blueprint.route(
    "/<int:listing_id>/credentials/<int:credential_id>/evidence", methods=["GET", "POST"]
)
def add_evidence(listing_id: int, credential_id: int) -> ResponseReturnValue:
    """Send a file for a claim; where none is taken the page says why."""
    form, claim = EvidenceForm(), _claim(listing_id, credential_id)
    outcome, why_not = _list(listing_id), WITHOUT_FILES.get(Kind(claim.kind), "")
    if form.is_submitted() and find_outcome(form_key()) is not None:
        return redirect(outcome, 303)
    if form.is_submitted() and why_not:
        form.form_errors.append(why_not)
    elif form.validate_on_submit():
        told: dict[str, Any] = {"key": form_key(), "outcome": outcome} | hand() | writer()
        try:
            scanned = actions.add_evidence(listing_id, credential_id, form.file.data, **told)
        except EvidenceRefused as no:
            form.file.errors = [str(no)]
        except AlreadySent:
            return redirect(outcome, 303)
        else:
            flash(KEPT if scanned else WAITS, "success")
            return redirect(outcome, 303)
    shown = render_template("listing/add_evidence.html", form=form, **_about(listing_id, claim))
    return shown, 422 if form.is_submitted() else 200


def _list(listing_id: int) -> str:
    return url_for("listing.credentials", listing_id=listing_id)


def _about(listing_id: int, claim: Credential) -> dict[str, Any]:
    """What the page says besides its form."""
    listing = find_kept(listing_id, place().organisation_id) or abort(404)
    kind = Kind(claim.kind)
    return {
        "listing": listing,
        "asking": ASKING[kind],
        "line": claim_line(claim, listing),
        "why_not": WITHOUT_FILES.get(kind, ""),
        "private": PRIVATE,
        "cover_up": COVER_UP,
    }


@blueprint.get(
    "/<int:listing_id>/credentials/<int:credential_id>/evidence/<int:evidence_id>",
)
def evidence(listing_id: int, credential_id: int, evidence_id: int) -> Response:
    """A file that was sent for a claim."""
    row = find_file(evidence_id, credential_id, listing_id) or abort(404)
    data = read_file(row) or abort(404)
    return attachment(data, media_type=row.media_type, name=row.given_name)


@blueprint.post(
    "/<int:listing_id>/credentials/<int:credential_id>/evidence/<int:evidence_id>/remove"
)
def remove_evidence(listing_id: int, credential_id: int, evidence_id: int) -> ResponseReturnValue:
    """Take a file away."""
    if find_file(evidence_id, credential_id, listing_id) is None:
        abort(404)
    actions.remove_evidence(listing_id, credential_id, evidence_id, **hand())
    flash("The file is deleted.", "success")
    return redirect(_list(listing_id), 303)
