"""The doors of a provider's own listing."""

from tests.house.doors.shape import ASK_ORGANISATION, PROVIDERS, Row, everyone, some

STILL = {"key": "OWN_STILL_KEY"}
NEW = {"name": "A brand new one", "provider_type": "SELF_EMP"}
OFFERED = {"slug": "OFFERED_SLUG"}
UNKEPT, OFFER = {"slug": "UNKEPT_SLUG"}, {"key": "OWN_OFFER_KEY"}
OURS = {"connection": "I run it."}

ROWS = [
    Row("listing.home", "GET", some(200, *PROVIDERS, otherwise=ASK_ORGANISATION)),
    Row("listing.new", "GET", some(200, *PROVIDERS, otherwise=ASK_ORGANISATION)),
    Row("listing.new", "POST", some("listing.entry", *PROVIDERS), form=NEW),
    Row("listing.claim", "GET", some(200, *PROVIDERS, otherwise=ASK_ORGANISATION), UNKEPT),
    Row("listing.claim", "POST", some("listing.home", *PROVIDERS), UNKEPT, OURS),
    Row("listing.offered", "GET", some(200, *PROVIDERS, otherwise=ASK_ORGANISATION), OFFERED),
    Row("listing.offered", "POST", some("listing.home", *PROVIDERS), OFFERED),
    Row(
        "listing.withdraw_claim",
        "POST",
        some("listing.home", *PROVIDERS, otherwise=404),
        {"claim_id": "OWN_CLAIM"},
    ),
    # Every offer is to the address of whoever knocks; who acts for no provider has to choose one first.
    Row("listing.invited", "GET", everyone(200), OFFER),
    Row(
        "listing.invited",
        "POST",
        everyone(422, visitor=400).but("listing.home", *PROVIDERS),
        OFFER,
    ),
    # Whoever has the link comes in; nothing is ticked.
    Row("listing.still_correct", "GET", everyone(200), STILL),
    Row("listing.still_correct", "POST", everyone(422), STILL),
]
