"""A Hub, two providers and listings that nobody keeps; short ways to do what their people do."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select, text

from portal.clock import now
from portal.db import db
from portal.listing.actions import claims
from portal.listing.models import ListingClaim
from portal.organisation.models import Membership
from portal.organisation.queries import find_membership
from portal.organisation.rules import Kind, Role
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.builders import add_provider
from tests.page import Visitor

WHY = "I run it. My name is on the contact page of its website."


@dataclass(frozen=True)
class Scene:
    """The numbers of everybody, and of two listings: a stub called "Quay Street Careers", and a whole one."""

    app: Flask
    hub: int
    ada: int
    max: int
    provider: int
    kim: int
    lee: int
    rival: int
    rae: int
    stub: int
    whole: int

    def browser(self, who: str) -> Visitor:
        """A browser of kim or lee (the provider's), rae (the rival's), ada or max (the Hub's, by two steps)."""
        homes = {"kim": self.provider, "lee": self.provider, "rae": self.rival}
        home = homes.get(who, self.hub)
        return signed_in(self.app, getattr(self, who), home, second=home == self.hub)

    def place(self, who: str) -> Membership:
        """Somebody's place in their provider; within the portal's context."""
        organisation = self.rival if who == "rae" else self.provider
        found = find_membership(organisation, getattr(self, who))
        assert found is not None
        return found

    def ask(self, who: str = "kim", listing_id: int = 0) -> int:
        """Ask for the stub as the page does; the claim's number."""
        with self.app.app_context():
            place, about = self.place(who), listing_id or self.stub
            by = f"person:{place.person_id}"
            once = {"form": f"{who} asks for {about} at {now()}", "outcome": "/"}
            claims.ask_to_keep(about, WHY, place, **once, by=by, at=now())
            found = db.session.scalar(select(ListingClaim.id).order_by(ListingClaim.id.desc()))
            assert found is not None
            return found

    def keeper(self, listing_id: int = 0) -> int | None:
        """The organisation that keeps a listing."""
        with self.app.app_context():
            return db.session.get_one(Listing, listing_id or self.stub).organisation_id

    def states(self, listing_id: int = 0) -> list[str]:
        """Where each claim to a listing stands, oldest first."""
        with self.app.app_context():
            rows = select(ListingClaim).where(ListingClaim.listing_id == (listing_id or self.stub))
            return [one.state.name for one in db.session.scalars(rows.order_by(ListingClaim.id))]


def make_scene(app: Flask) -> Scene:
    """Everybody, in a portal that has nothing else."""
    with app.app_context():
        hub = make_organisation("Careers Hub", Kind.HUB)
        ada, max_ = make_person("Ada Admin"), make_person("Max Moderator")
        join(hub, ada, Role.ADMINISTRATOR)
        join(hub, max_)
        provider, rival = (
            make_organisation(name, Kind.PROVIDER) for name in ("Kim Careers", "Rae Guidance")
        )
        kim, lee, rae = (make_person(name) for name in ("Kim Quay", "Lee Quay", "Rae Rival"))
        join(provider, kim, Role.ADMINISTRATOR)
        join(provider, lee)
        join(rival, rae, Role.ADMINISTRATOR)
        stub = add_provider("Quay Street Careers", status=ListingStatus.STUB, confirmed_on=None)
        whole = add_provider("Lantern Lane Careers")
    return Scene(app, hub, ada, max_, provider, kim, lee, rival, rae, stub, whole)


BROKEN = {
    "an organisation keeps a listing without a claim that was granted": """
        SELECT listing.id FROM listing LEFT JOIN listing_claim ON listing_id = listing.id
        AND listing_claim.organisation_id = listing.organisation_id AND decision = 'agreed' AND ended_at IS NULL
        WHERE listing.organisation_id IS NOT NULL AND listing_claim.id IS NULL""",
    "a claim is in force that gives nothing": """
        SELECT listing_claim.id FROM listing_claim JOIN listing ON listing.id = listing_id
        WHERE decision = 'agreed' AND ended_at IS NULL
        AND listing.organisation_id IS NOT listing_claim.organisation_id""",
    "an offer is open though somebody keeps the listing": """
        SELECT listing_claim.id FROM listing_claim JOIN listing ON listing.id = listing_id
        WHERE listing.organisation_id IS NOT NULL AND decided_at IS NULL AND listing_claim.organisation_id IS NULL""",
    "the key of an offer outlives it": """
        SELECT email_key.id FROM email_key LEFT JOIN listing_claim ON key_id = email_key.id
        WHERE purpose = 'keep listing' AND used_at IS NULL
        AND (listing_claim.id IS NULL OR decided_at IS NOT NULL)""",
    "somebody writes at a listing that nobody keeps": """
        SELECT listing_revision.id FROM listing_revision JOIN listing ON listing.id = listing_id
        WHERE listing.organisation_id IS NULL AND kind = 'edit' AND decided_at IS NULL""",
}
"""What must never be, as a question to the database that finds it."""


def broken(app: Flask) -> list[str]:
    """Which of the rules about rows the database breaks."""
    with app.app_context(), db.engine.connect() as database:
        return [words for words, sql in BROKEN.items() if database.execute(text(sql)).all()]
