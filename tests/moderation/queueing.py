"""A Hub, a provider that keeps a listing, and short ways to make something wait and to decide it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.clock import now, today
from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import ListingClaim, Revision
from portal.mail.models import Mail
from portal.moderation.queries.revisions import seen_of
from portal.organisation.rules import Kind, Role
from portal.providers.models import Listing, MistakeReport
from portal.providers.queries import one_listing
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.builders import add_provider
from tests.page import Visitor


@dataclass(frozen=True)
class Scene:
    """The numbers of everybody, and of a published listing that the provider keeps."""

    app: Flask
    hub: int
    mo: int
    max: int
    provider: int
    kim: int
    listing: int

    def browser(self, who: str = "mo") -> Visitor:
        """A browser of mo or max (the Hub's, by two steps), or of kim (the provider's)."""
        home = self.provider if who == "kim" else self.hub
        return signed_in(self.app, getattr(self, who), home, second=home == self.hub)

    def by(self, who: str = "mo") -> dict[str, str]:
        """What an action is told of whoever does it."""
        return {"by": f"person:{getattr(self, who)}", "behalf": f"organisation:{self.hub}"}

    def edit(self, listing_id: int = 0, *, at: datetime | None = None, **said: Any) -> int:
        """An edit that was sent to the Hub; its number."""
        return self._revision("edit", listing_id or self.listing, at or now(), said, {})

    def live(self, old: str, new: str, *, at: datetime | None = None) -> int:
        """A new website that is shown already."""
        with self.app.app_context():
            db.session.get_one(Listing, self.listing).website = new
            db.session.commit()
        moment = at or now()
        return self._revision("live", self.listing, moment, {"website": new}, {"website": old})

    def _revision(
        self, kind: str, listing_id: int, at: datetime, said: dict[str, Any], was: dict[str, Any]
    ) -> int:
        with self.app.app_context():
            row = Revision(
                listing_id=listing_id,
                kind=kind,
                said=said,
                was=was,
                made_by=self.kim,
                submitted_by=self.kim if kind == "edit" else None,
                made_at=at,
                saved_at=at,
                submitted_at=at if kind == "edit" else None,
            )
            db.session.add(row)
            db.session.commit()
            return row.id

    def mistake(self, *, contact: str = "", at: datetime | None = None) -> int:
        """A report about the listing; its number."""
        with self.app.app_context():
            row = MistakeReport(
                listing_id=self.listing,
                what="AREA",
                details="They left Halton.",
                contact=contact,
                at=at or now(),
            )
            db.session.add(row)
            db.session.commit()
            return row.id

    def claim(self, listing_id: int, organisation_id: int, *, at: datetime | None = None) -> int:
        """A request to keep a listing; its number."""
        with self.app.app_context():
            row = ListingClaim(
                listing_id=listing_id, organisation_id=organisation_id, made_at=at or now()
            )
            db.session.add(row)
            db.session.commit()
            return row.id

    def seen(self, revision_id: int) -> str:
        """What the page of a revision would carry."""
        with self.app.app_context():
            row = db.session.get_one(Revision, revision_id)
            listing = one_listing(row.listing_id)
            assert listing is not None
            return seen_of(row, listing)

    def stale(self, name: str = "Quiet Lane Careers", *, kept: bool = True) -> int:
        """A published listing that nobody confirmed for a year."""
        with self.app.app_context():
            number = add_provider(name, confirmed_on=today() - timedelta(days=365))
            if kept:
                db.session.get_one(Listing, number).organisation_id = self.provider
                db.session.commit()
            return number

    def letters(self) -> list[tuple[str, str]]:
        """(letter, address) of each mail that waits, in order."""
        with self.app.app_context():
            return [(m.letter, m.to) for m in db.session.scalars(select(Mail).order_by(Mail.id))]

    def last_mail(self) -> Mail:
        """The newest mail; within the portal's context."""
        found = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        assert found is not None
        return found

    def events(self, listing_id: int = 0) -> list[tuple[str, dict[str, Any]]]:
        """What was done to a listing, with its detail, oldest first."""
        about = f"listing:{listing_id or self.listing}"
        with self.app.app_context():
            rows = select(AuditEvent).where(AuditEvent.subject == about)
            return [
                (one.action, one.detail)
                for one in db.session.scalars(rows.order_by(AuditEvent.seq))
            ]


def make_scene(app: Flask) -> Scene:
    """Everybody, in a portal that has nothing else."""
    with app.app_context():
        hub = make_organisation("Careers Hub", Kind.HUB)
        mo, max_ = make_person("Mo Moderator"), make_person("Max Moderator")
        join(hub, mo)
        join(hub, max_, Role.ADMINISTRATOR)
        provider = make_organisation("Lantern Lane", Kind.PROVIDER)
        kim = make_person("Kim Keeper")
        join(provider, kim, Role.ADMINISTRATOR)
        listing = add_provider(confirmed_on=today(), website="https://old.example")
        db.session.get_one(Listing, listing).organisation_id = provider
        db.session.commit()
    return Scene(app, hub, mo, max_, provider, kim, listing)
