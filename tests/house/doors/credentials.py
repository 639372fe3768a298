"""The doors of what a provider says that it holds: its own pages of it, and the Hub's."""

from tests.house.doors.shape import PROVIDERS, Row, hub, some

LISTING = {"listing_id": "OWN_LISTING"}
CLAIM = LISTING | {"credential_id": "OWN_CREDENTIAL"}
FILE = CLAIM | {"evidence_id": "OWN_EVIDENCE"}
ADDING = LISTING | {"slug": "insurance"}
COVER = {
    "status": "PL",
    "amount": "5",
    "review_due-day": "1",
    "review_due-month": "2",
    "review_due-year": "2030",
}
CHECK = {"credential_id": "CHECK"}
AGAIN = {
    "claims_seen": "RECHECK",
    "source": "The register",
    "checked_on-day": "1",
    "checked_on-month": "11",
    "checked_on-year": "2026",
}

ROWS = [
    Row("listing.credentials", "GET", some(200, *PROVIDERS, otherwise=404), LISTING),
    Row("listing.add_credential", "GET", some(200, *PROVIDERS, otherwise=404), ADDING),
    Row(
        "listing.add_credential",
        "POST",
        some("listing.add_evidence", *PROVIDERS, otherwise=404),
        ADDING,
        COVER,
    ),
    Row("listing.withdraw_credential", "GET", some(200, *PROVIDERS, otherwise=404), CLAIM),
    Row(
        "listing.withdraw_credential",
        "POST",
        some("listing.credentials", *PROVIDERS, otherwise=404),
        CLAIM,
    ),
    Row("listing.add_evidence", "GET", some(200, *PROVIDERS, otherwise=404), CLAIM),
    # No file is chosen.
    Row("listing.add_evidence", "POST", some(422, *PROVIDERS, otherwise=404), CLAIM),
    Row("listing.evidence", "GET", some(200, *PROVIDERS, otherwise=404), FILE),
    Row(
        "listing.remove_evidence",
        "POST",
        some("listing.credentials", *PROVIDERS, otherwise=404),
        FILE,
    ),
    Row("listing.history", "GET", some(200, *PROVIDERS, otherwise=404), LISTING),
    Row("moderation.check", "GET", hub(200), CHECK),
    Row(
        "moderation.check",
        "POST",
        hub("moderation.queue"),
        CHECK,
        {"finding": "STATED", "seen": "CHECK_SEEN"},
    ),
    Row("moderation.evidence", "GET", hub(200), CHECK | {"evidence_id": "CHECK_EVIDENCE"}),
    Row("moderation.recheck", "GET", hub(200)),
    Row("moderation.recheck", "POST", hub("moderation.recheck"), form=AGAIN),
]
