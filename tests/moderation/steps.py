"""A machine that takes any steps of a provider and of the Hub, and says what the public must then see."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from hypothesis.strategies import booleans
from sqlalchemy import select

from portal.clock import now, today
from portal.db import db
from portal.listing.actions import deciding as provider
from portal.listing.actions.editing import save_section
from portal.listing.actions.keeping import WithTheHub
from portal.listing.actions.people import add_adviser, remove_adviser
from portal.listing.models import Revision, shows_at_once, standing_of
from portal.listing.rules.revisions import RevisionKind, State, fingerprint, merged, section_of
from portal.moderation.actions import listings, revisions
from portal.moderation.queries.revisions import seen_of
from portal.moderation.rules import NotAllowed, Refusal, Unseen
from portal.providers.models import Listing
from portal.providers.queries import find_listing, one_listing
from portal.providers.rules import ListingStatus
from tests.moderation.queueing import Scene

SLUG = "new-lane-careers"
DECISIONS: tuple[Callable[..., None], ...] = (revisions.send_back, revisions.refuse)


class Steps(RuleBasedStateMachine):
    """A listing that its provider has just made, and what the public must see of it."""

    scene: Scene
    listing: int
    own: int
    pristine: Path
    database: Path
    reached: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        with (
            closing(sqlite3.connect(self.pristine)) as source,
            closing(sqlite3.connect(self.database)) as target,
        ):
            source.backup(target)
        self.count = 0
        self.summary, self.website = "Guidance for schools.", "https://old.example"
        self.before: str | None = None  # the website, while a change of it is not looked at
        self.people: frozenset[int] = frozenset()
        self.status = ListingStatus.DRAFT
        self.was_agreed = False
        self.decided: dict[int, tuple[object, str]] = {}
        self.old_seen: dict[int, str] = {}

    def context(self) -> Any:
        """A portal's context of its own, so that each step reads anew."""
        return self.scene.app.app_context()

    def whole(self) -> Listing:
        """The listing, whole."""
        found = one_listing(self.listing)
        assert found is not None
        return found

    def hold(self) -> dict[str, Any]:
        """What every action of the provider is told."""
        return {
            "keeper_id": self.scene.provider,
            "by": f"person:{self.scene.kim}",
            "behalf": f"organisation:{self.scene.provider}",
            "at": now(),
        }

    def open(self, kind: RevisionKind) -> int | None:
        """The number of what waits for the Hub, if something does."""
        with self.context():
            found = Revision.open_of(self.listing, kind)
            waits = found is not None and found.state in {State.SUBMITTED, State.LIVE}
            return found.id if found is not None and waits else None

    def save(self, slug: str, **new: Any) -> None:
        """Save a section as its page does, unless it lies before the Hub."""
        section = section_of(slug)
        assert section is not None
        listing = self.whole()
        edit = Revision.open_of(self.listing, RevisionKind.EDIT)
        is_edit = edit is not None and not (section.live and shows_at_once(listing))
        shown = merged(standing_of(listing), edit.said if edit and is_edit else {})
        typed = {name: shown[name] for name in section.fields} | new
        seen = fingerprint(shown, section.names)
        with suppress(WithTheHub):
            given = self.hold() | {"person_id": self.scene.kim}
            save_section(self.listing, section, typed, seen=seen, **given)

    @initialize(is_agreed=booleans())
    def begins(self, is_agreed: bool) -> None:
        """Begin with nothing, or with a listing that was agreed once."""
        if is_agreed:
            self.writes(is_sent=True)
            self.agrees()

    # the provider's steps

    @rule(is_sent=booleans())
    def writes(self, is_sent: bool) -> None:
        """Write another summary, and send it perhaps."""
        self.count += 1
        with self.context():
            self.save("about", summary=f"Summary {self.count}.")
        if is_sent:
            self.sends()

    @rule()
    def brings_somebody(self) -> None:
        """Add somebody."""
        self.count += 1
        given = self.hold() | {"person_id": self.scene.kim, "outcome": "/"}
        key = f"somebody {self.count} of {id(self)}"
        with self.context(), suppress(WithTheHub):
            add_adviser(self.listing, f"Adviser {self.count}", "", key=key, **given)

    @rule()
    def takes_somebody_off(self) -> None:
        """Take the first of the advisers off."""
        with self.context():
            here = [one.id for one in self.whole().advisers if one.left_at is None]
            if here:
                with suppress(WithTheHub):
                    remove_adviser(self.listing, here[0], **self.hold())
                    self.people -= {here[0]}

    @rule()
    def moves(self) -> None:
        """Give another website, which is public at once if the listing ever was."""
        self.count += 1
        new = f"https://{self.count}.example"
        with self.context():
            at_once = shows_at_once(self.whole())
            assert at_once == (
                self.was_agreed
                and self.status
                in {ListingStatus.PUBLISHED, ListingStatus.SUSPENDED, ListingStatus.ARCHIVED}
            )
            self.save("website", website=new)
        if at_once:
            self.opens()
            self.before = self.website if self.before is None else self.before
            self.website = new

    @rule()
    def sends(self) -> None:
        """Send all that is to change to the Hub."""
        with self.context(), suppress(provider.NotReady):
            provider.submit(self.listing, person_id=self.scene.kim, **self.hold())

    @rule()
    def takes_back(self) -> None:
        """Take back what the Hub has before it."""
        with self.context():
            provider.take_back(self.listing, **self.hold())

    @rule()
    def drops(self) -> None:
        """Drop all that is not agreed."""
        with self.context():
            provider.discard(self.listing, **self.hold())

    @rule()
    def withdraws(self) -> None:
        """Take the listing out of the directory."""
        with self.context():
            provider.withdraw(self.listing, person_id=self.scene.kim, **self.hold())
        if self.status is not ListingStatus.SUSPENDED:
            self.status = ListingStatus.ARCHIVED

    @rule()
    def brings_back(self) -> None:
        """Bring it back as it was agreed."""
        with self.context():
            provider.bring_back(self.listing, **self.hold())
        if self.status is ListingStatus.ARCHIVED:
            self.status = ListingStatus.PUBLISHED if self.was_agreed else ListingStatus.DRAFT

    # the Hub's steps

    def seen(self, number: int) -> str:
        """What the page of a revision carries now."""
        return seen_of(db.session.get_one(Revision, number), self.whole())

    @rule()
    def opens(self) -> None:
        """Open the page of what waits, and leave it open."""
        for kind in RevisionKind:
            number = self.open(kind)
            if number is not None:
                with self.context():
                    self.old_seen[number] = self.seen(number)

    @precondition(lambda self: self.open(RevisionKind.EDIT) is not None)
    @rule()
    def agrees(self) -> None:
        """Agree to the edit."""
        number = self.open(RevisionKind.EDIT)
        assert number is not None
        with self.context():
            edit, listing = db.session.get_one(Revision, number), self.whole()
            self.summary = edit.said.get("summary", self.summary)
            self.website = edit.said.get("website", self.website)
            here = (one for one in listing.advisers if one.left_at is None)
            self.people = frozenset(one.id for one in here)
            revisions.agree(number, seen=self.seen(number), **self.scene.by(), at=now())
        self.was_agreed = True
        self.reached["agreed"] += 1
        if self.status is ListingStatus.DRAFT:
            self.status = ListingStatus.PUBLISHED

    @precondition(lambda self: self.open(RevisionKind.EDIT) is not None)
    @rule()
    def sends_back(self) -> None:
        """Send the edit back."""
        number = self.open(RevisionKind.EDIT)
        assert number is not None
        with self.context():
            said = {"seen": self.seen(number), **self.scene.by()}
            revisions.send_back(number, {"": "Not yet."}, **said, at=now())

    @precondition(lambda self: self.open(RevisionKind.EDIT) is not None)
    @rule()
    def refuses(self) -> None:
        """Refuse the edit."""
        number = self.open(RevisionKind.EDIT)
        assert number is not None
        with self.context():
            said = {"seen": self.seen(number), **self.scene.by()}
            revisions.refuse(number, {"": "No."}, **said, at=now())

    @precondition(lambda self: self.before is not None)
    @rule()
    def looks_at_the_website(self) -> None:
        """Let the website stay."""
        number = self.open(RevisionKind.LIVE)
        assert number is not None
        with self.context():
            revisions.agree(number, seen=self.seen(number), **self.scene.by(), at=now())
        self.before = None

    @precondition(lambda self: self.before is not None)
    @rule()
    def puts_the_website_back(self) -> None:
        """Put the website back as it was before anybody changed it."""
        number = self.open(RevisionKind.LIVE)
        assert number is not None
        assert self.before is not None
        with self.context():
            said = {"seen": self.seen(number), **self.scene.by()}
            revisions.refuse(number, {"": "No."}, **said, at=now())
        self.website, self.before = self.before, None
        self.reached["put back"] += 1

    @rule()
    def decides_what_was_opened_long_ago(self) -> None:
        """Send the form of a page that was left open: it counts only where nothing has changed since."""
        for number, seen in list(self.old_seen.items()):
            with self.context():
                if self.seen(number) == seen:
                    continue
                for decide in DECISIONS:
                    with pytest.raises((Unseen, ValueError)):
                        decide(number, {"": "No."}, seen=seen, **self.scene.by(), at=now())
                    self.reached["unseen"] += 1

    @rule()
    def somebody_decides_their_own(self) -> None:
        """Somebody of the Hub who belongs to the provider tries everything."""
        own: dict[str, Any] = {"by": f"person:{self.own}", "behalf": "", "at": now()}
        for number in [one for kind in RevisionKind if (one := self.open(kind)) is not None]:
            with self.context():
                said = {"seen": self.seen(number), **own}
                for attempt in (
                    partial(revisions.agree, number, **said),
                    partial(revisions.refuse, number, {"": "No."}, **said),
                    partial(listings.lift, self.listing, **own),
                ):
                    with pytest.raises(NotAllowed) as no:
                        attempt()
                    assert no.value.why is Refusal.OWN
                    self.reached["own"] += 1

    @rule()
    def stops(self) -> None:
        """Take it out of the directory."""
        with self.context(), suppress(NotAllowed):
            by = self.scene.by()
            listings.suspend(self.listing, "Look.", person_id=self.scene.mo, **by, at=now())
        if self.status is ListingStatus.PUBLISHED:
            self.status = ListingStatus.SUSPENDED

    @rule()
    def opens_again(self) -> None:
        """Put it back."""
        with self.context(), suppress(NotAllowed):
            listings.lift(self.listing, **self.scene.by(), at=now())
        if self.status is ListingStatus.SUSPENDED:
            self.status = ListingStatus.PUBLISHED

    # what must hold after each step

    @invariant()
    def the_public_sees_what_was_agreed(self) -> None:
        """The listing is there or not as it must be, and says what the Hub agreed to."""
        with self.context():
            found = find_listing(SLUG, today())
            assert (found is not None) == (self.status is ListingStatus.PUBLISHED)
            listing = self.whole()
            assert listing.listing_status == self.status
            assert listing.summary == self.summary
            assert listing.website == self.website
            assert {one.id for one in listing.shown_advisers()} == self.people

    @invariant()
    def what_is_decided_stays_decided(self) -> None:
        """A decision is taken once, and nothing of it changes."""
        with self.context():
            for row in db.session.scalars(select(Revision).where(Revision.decided_at.is_not(None))):
                kept = self.decided.setdefault(row.id, (row.decided_at, row.decision))
                assert kept == (row.decided_at, row.decision)
