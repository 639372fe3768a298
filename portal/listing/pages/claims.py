"""What the page of an emailed offer shows, for whoever is there to take it up."""

from dataclasses import dataclass
from datetime import datetime

from portal.account.models import Person
from portal.account.queries import find_person
from portal.listing.models import ListingClaim
from portal.listing.rules.claims import OFFER_LASTS
from portal.organisation.models import Membership


@dataclass(frozen=True)
class OfferPage:
    """An offer of the Hub, and who is there to take it up; `known` says that its address has an account.

    `person` is signed in, and acts from `place` for a provider.
    """

    claim: ListingClaim
    person: Person | None
    place: Membership | None
    known: bool

    @property
    def until(self) -> datetime:
        """Until when it may be taken up."""
        return self.claim.made_at + OFFER_LASTS

    @property
    def is_theirs(self) -> bool:
        """Whether it was sent to whoever is signed in."""
        return self.person is not None and self.person.email == self.claim.email

    @property
    def is_open(self) -> bool:
        """Whether it can be taken up here and now."""
        return self.is_theirs and self.place is not None

    def status(self, *, was_sent: bool) -> int:
        """What the page is answered with where nothing was taken up: 403 for somebody else than it was sent to."""
        if self.person is not None and not self.is_theirs:
            return 403
        return 422 if was_sent else 200


def offer_page(claim: ListingClaim, person: Person | None, place: Membership | None) -> OfferPage:
    """The page of an emailed offer, for whoever is signed in or for nobody."""
    return OfferPage(claim, person, place, find_person(claim.email) is not None)
