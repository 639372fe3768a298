"""Schools and providers for tests of enquiries, and enquiries as their rows stand."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from portal.clock import now
from portal.db import db
from portal.enquiries.models import Enquiry
from portal.enquiries.rules import Side
from portal.organisation.rules import Kind, Role
from portal.providers.models import Listing
from portal.web.keys import emailed_key
from tests.account.letters import link
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.builders import add_provider
from tests.page import Visitor

QUESTION = "Do you have time for 120 pupils of Year 11?\nWe are in Birkenhead."
VISITOR = {"name": "Vic Reed", "school": "Moss High", "email": "vic.reed@example.org"}


@dataclass(frozen=True)
class Pair:
    """A school with two people and a provider with two advisers, who keep a listing."""

    app: Flask
    slug: str
    listing: int
    school: int
    asker: int
    colleague: int
    provider: int
    adviser: int
    other_adviser: int

    def of_school(self, person_id: int | None = None) -> Visitor:
        """A browser in which somebody acts for the school: who asks, or somebody else."""
        return signed_in(self.app, person_id or self.asker, self.school)

    def of_provider(self, person_id: int | None = None) -> Visitor:
        """A browser in which an adviser acts for the provider."""
        return signed_in(self.app, person_id or self.adviser, self.provider)


def make_pair(app: Flask) -> Pair:
    """Make them."""
    with app.app_context():
        number = add_provider()
        school, provider = (
            make_organisation("Example High"),
            make_organisation("Lantern Lane Ltd", Kind.PROVIDER),
        )
        asker, colleague = make_person("Sam Smith"), make_person("Jo Jones")
        adviser, other = make_person("Ada Advice"), make_person("Bea Advice")
        for organisation, person, role in (
            (school, asker, Role.MEMBER),
            (school, colleague, Role.ADMINISTRATOR),
            (provider, adviser, Role.ADMINISTRATOR),
            (provider, other, Role.MEMBER),
        ):
            join(organisation, person, role)
        listing = db.session.get_one(Listing, number)
        listing.organisation_id = provider
        slug = listing.slug
        db.session.commit()
    return Pair(app, slug, number, school, asker, colleague, provider, adviser, other)


def make_enquiry(listing_id: int, *, organisation_id: int | None = None, sent: bool = True) -> int:
    """An enquiry of a school that is signed in, or of a visitor, whose key then opens it; its number."""
    visitor = {} if organisation_id is not None else VISITOR
    enquiry = Enquiry(
        listing_id=listing_id,
        organisation_id=organisation_id,
        **{"name": "Sam Smith", "school": "Example High"} | visitor,
        text_digest="none",
        made_at=now(),
        proved_at=now() if sent else None,
    )
    db.session.add(enquiry)
    db.session.flush()
    enquiry.add(Side.SCHOOL, QUESTION, at=now())
    if organisation_id is None:
        enquiry.open_by_key()
    db.session.commit()
    return enquiry.id


def key_of(enquiry_id: int) -> str:
    """The key that opens a visitor's enquiry."""
    return emailed_key(db.session.get_one(Enquiry, enquiry_id).nonce)


def asked_by_visitor(pair: Pair, *, proved: bool = False) -> int:
    """Ask as a visitor on the page, and follow the link if `proved`; the enquiry's number."""
    visitor = Visitor(pair.app)
    page = visitor("enquiries.ask", slug=pair.slug)
    page.submit(VISITOR | {"text": QUESTION}, button="Continue")
    if proved:
        visitor.get(link(pair.app, "enquiry-link")).submit(button="Send question")
    with pair.app.app_context():
        newest = select(Enquiry.id).order_by(Enquiry.id.desc())
        return db.session.scalars(newest).first() or 0
