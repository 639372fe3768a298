"""The tables that say nothing of anybody."""

from datetime import timedelta

from portal.account.rules.personal import End, Impersonal

IMPERSONAL = (
    Impersonal("outbox", ("id", "at", "topic", "subject_id")),
    Impersonal(
        "receipt",
        ("key", "at", "outcome"),
        ends=(End("at", timedelta(days=30), "the form was sent"),),
    ),
    Impersonal("shortlisted", ("organisation_id", "listing_id", "at")),
    Impersonal("listing_term", ("id", "listing_id", "vocabulary", "code")),
    Impersonal(
        "school",
        ("urn", "name", "setting", "borough", "outward", "age_from", "age_to", "is_example"),
    ),
    Impersonal(
        "reference_fact",
        ("key", "value", "words", "source", "source_url", "checked_on", "basis", "version_id"),
    ),
    Impersonal(
        "signpost",
        ("slug", "area", "title", "text", "source", "source_url", "checked_on", "version_id"),
    ),
)
