"""A provider with two people and a published listing that it keeps, a rival, and short ways to do what they do."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.clock import now, today
from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import Revision
from portal.listing.queries import hold_whole
from portal.listing.rules.revisions import RevisionKind
from portal.organisation.rules import Kind
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.builders import add_person, add_provider
from tests.page import Page, Visitor


@dataclass(frozen=True)
class Scene:
    """The numbers of everybody; `listing` is kept by the provider of kim and lee, `theirs` by the rival of rae."""

    app: Flask
    provider: int
    kim: int
    lee: int
    rival: int
    rae: int
    listing: int
    theirs: int
    adviser: int

    def browser(self, who: str = "kim") -> Visitor:
        """A browser in which somebody is signed in and acts for their provider."""
        home = self.rival if who == "rae" else self.provider
        return signed_in(self.app, getattr(self, who), home)

    def section(self, slug: str, who: str = "kim") -> Page:
        """The form of a section."""
        return self.browser(who)("listing.section", listing_id=self.listing, slug=slug)

    def entry(self, who: str = "kim") -> Page:
        """The listing's own page."""
        return self.browser(who)("listing.entry", listing_id=self.listing)

    def hand(self) -> dict[str, Any]:
        """Kim, as the actions take who writes."""
        by, behalf = f"person:{self.kim}", f"organisation:{self.provider}"
        return {"keeper_id": self.provider, "by": by, "at": now(), "behalf": behalf}

    def listed(self) -> Listing:
        """The listing as it is kept, whole; within the portal's context."""
        listing = hold_whole(self.listing)
        assert listing is not None
        return listing

    def edit(self, kind: RevisionKind = RevisionKind.EDIT) -> Revision | None:
        """The open revision of a kind; within the portal's context."""
        return Revision.open_of(self.listing, kind)

    def public(self) -> Page:
        """The page that everybody sees."""
        return Visitor(self.app)("providers.listing", slug="lantern-lane-careers")

    def set_status(self, status: ListingStatus, *, agreed: bool = True) -> None:
        """Let the listing have come so far."""
        with self.app.app_context():
            row = db.session.get_one(Listing, self.listing)
            row.listing_status = status.value
            row.confirmed_on = today() if agreed else None
            db.session.commit()

    def decide(self, how: str, **reasons: str) -> None:
        """What the Hub does with the open edit: agree, refuse or send back with reasons by field."""
        with self.app.app_context():
            listing, edit = self.listed(), self.edit()
            assert edit is not None
            if how == "agree":
                edit.agree(listing, at=now())
            elif how == "refuse":
                edit.refuse(listing, reasons, at=now())
            else:
                edit.send_back(reasons, at=now())
            db.session.commit()

    def events(self, action: str) -> list[AuditEvent]:
        """What was written down of an action."""
        with self.app.app_context():
            rows = select(AuditEvent).where(AuditEvent.action == action)
            return list(db.session.scalars(rows.order_by(AuditEvent.seq)))


def make_scene(app: Flask) -> Scene:
    """Everybody."""
    with app.app_context():
        provider = make_organisation("Lantern Lane", Kind.PROVIDER)
        rival = make_organisation("Quay Street", Kind.PROVIDER)
        people = {name: make_person(f"{name.title()} Example") for name in ("kim", "lee", "rae")}
        for name, person in people.items():
            join(rival if name == "rae" else provider, person)
        listing, theirs = add_provider(confirmed_on=today()), add_provider("Quay Street Careers")
        adviser = add_person(listing)
        for number, keeper in ((listing, provider), (theirs, rival)):
            row = db.session.get_one(Listing, number)
            row.organisation_id, row.claimed_on = keeper, today()
        db.session.commit()
    numbers = {"listing": listing, "theirs": theirs, "adviser": adviser}
    return Scene(app, provider=provider, rival=rival, **people, **numbers)
