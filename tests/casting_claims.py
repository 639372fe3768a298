"""Whose listings are in the peopled world: what each provider asks for, and what the Hub offers to everybody."""

from portal.account.models import EmailKey, Person, Purpose
from portal.clock import now
from portal.db import db
from portal.listing.models import ListingClaim
from portal.listing.rules.claims import OFFER_LASTS
from portal.providers.rules import ListingStatus
from portal.web.keys import emailed_key
from tests.builders import add_provider

ASKING = ("provider", "other provider")


def make_claims(organisations: dict[str, int], people: dict[str, int]) -> dict[str, str]:
    """What each provider asks for, by the provider's name, and under "shared" the words that mean the same for all."""
    asked = {name: _ask(organisations[name], people[f"colleague of {name}"]) for name in ASKING}
    claims = {name: str(number) for name, number in asked.items()}
    unkept = _stub("Unkept Lane Careers")
    offer, _ = _offer(unkept, "offered@example.org")
    db.session.commit()
    return claims | {"unkept": str(unkept), "offer": str(offer)}


def shared_claims(claims: dict[str, str]) -> dict[str, str]:
    """The words that mean the same whoever knocks."""
    return {
        "UNKEPT_SLUG": "unkept-lane-careers",
        "OFFERED_SLUG": "offered-lane-careers",
        "UNKEPT_LISTING": claims["unkept"],
        "ANY_CLAIM": claims["provider"],
        "ANY_OFFER": claims["offer"],
    }


def make_offers(people: dict[str, int]) -> dict[str, str]:
    """The key of an offer to each person, by the person's name."""
    listing_id = _stub("Offered Lane Careers")
    found = {
        name: db.session.get_one(Person, number).email or "" for name, number in people.items()
    }
    return {name: _offer(listing_id, email)[1] for name, email in found.items()}


def _stub(name: str) -> int:
    return add_provider(name, status=ListingStatus.STUB, confirmed_on=None)


def _ask(organisation_id: int, person_id: int) -> int:
    listing_id = _stub(f"Asked For {organisation_id}")
    row = ListingClaim(
        listing_id=listing_id,
        organisation_id=organisation_id,
        person_id=person_id,
        connection="We run it.",
        made_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def _offer(listing_id: int, email: str) -> tuple[int, str]:
    """An offer to an address: its number, and the key that was mailed."""
    key, nonce = EmailKey.make(Purpose.KEEP_LISTING, email=email, lasts=OFFER_LASTS, at=now())
    row = ListingClaim(listing_id=listing_id, email=email, key_id=key.id, made_at=now())
    db.session.add(row)
    db.session.flush()
    return row.id, emailed_key(nonce)
