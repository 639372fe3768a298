"""The doors of a listing that a provider edits: only the people of the provider that keeps it come in."""

from tests.house.doors.shape import PROVIDERS, Answer, Answers, Row, some

KEPT = {"listing_id": "OWN_LISTING"}
ABOUT = KEPT | {"slug": "about"}
ADVISER = KEPT | {"adviser_id": "OWN_ADVISER"}
NEW = {"label": "Careers adviser 9"}


def keepers(answer: Answer) -> Answers:
    """A door for whoever acts for the provider that keeps the listing; to the others it is not there."""
    return some(answer, *PROVIDERS, otherwise=404)


ROWS: list[Row] = [
    Row("listing.entry", "GET", keepers(200), KEPT),
    Row("listing.section", "GET", keepers(200), ABOUT),
    Row("listing.section", "POST", keepers(422), ABOUT),
    Row("listing.people", "GET", keepers(200), KEPT),
    Row("listing.add_adviser", "GET", keepers(200), KEPT),
    Row("listing.add_adviser", "POST", keepers("listing.people"), KEPT, NEW),
    Row("listing.edit_adviser", "GET", keepers(200), ADVISER),
    Row("listing.edit_adviser", "POST", keepers(422), ADVISER),
    Row("listing.remove_adviser", "GET", keepers(200), ADVISER),
    Row("listing.remove_adviser", "POST", keepers("listing.people"), ADVISER),
    Row("listing.preview", "GET", keepers(200), KEPT),
    Row("listing.submit", "POST", keepers("listing.entry"), KEPT),
    Row("listing.take_back", "POST", keepers("listing.entry"), KEPT),
    Row("listing.discard", "GET", keepers(200), KEPT),
    Row("listing.discard", "POST", keepers("listing.entry"), KEPT),
    Row("listing.withdraw", "GET", keepers(200), KEPT),
    Row("listing.withdraw", "POST", keepers("listing.entry"), KEPT),
    Row("listing.bring_back", "POST", keepers("listing.entry"), KEPT),
    Row("listing.confirm", "POST", keepers("listing.entry"), KEPT),
    Row("listing.trail", "GET", keepers(200), KEPT),
]
