"""A school's shortlist, which its people share; a visitor's lies in the visit, and joins the school's when they act for it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.organisation.rules import Kind
from portal.providers.actions.shortlisting import put_on_shortlist
from portal.providers.models import Listing, Shortlisted
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.builders import add_provider
from tests.page import Page, Visitor

NAMES = ("Amber", "Birch", "Cedar", "Dune", "Elm", "Fern", "Gorse")


@pytest.fixture
def school(app: Flask) -> tuple[int, int, int]:
    """(school, person, colleague), and seven providers in the directory."""
    with app.app_context():
        for name in NAMES:
            add_provider(name)
        sam, kim, number = make_person(), make_person("Kim Lee"), make_organisation()
        join(number, sam)
        join(number, kim)
        return number, sam, kim


def change(visitor: Visitor, *names: str, how: str = "add") -> Page:
    """Put providers on the shortlist or take them off; the last page."""
    for name in names:
        page = visitor.send("/providers/shortlist", {"slug": name.lower(), "change": how})
    return page


def listed(visitor: Visitor) -> list[str]:
    """What the page of the shortlist has, in order."""
    return visitor("providers.shortlist").select(".app-results h2")


def events(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        about = AuditEvent.action.in_(["shortlist", "take off shortlist"])
        rows = db.session.scalars(select(AuditEvent).where(about).order_by(AuditEvent.seq))
        return [(one.actor, one.behalf, one.action) for one in rows]


def act_for(visitor: Visitor, organisation: int) -> Page:
    """Begin to act for an organisation, as its button on the page does."""
    token = visitor("organisation.choose").soup.select_one("[name=csrf_token]")
    assert token is not None
    form = {"organisation_id": str(organisation), "csrf_token": str(token["value"])}
    return visitor.send("/organisation/switch", form)


def with_shortlist(app: Flask, person: int, names: Sequence[str]) -> Visitor:
    """A browser that put these on its shortlist and then signed in, for nobody yet."""
    visitor = signed_in(app, person)
    change(visitor, *names)
    return visitor


def test_the_people_of_a_school_share_one_and_others_have_their_own(
    app: Flask, school: tuple[int, int, int]
) -> None:
    number, sam, kim = school
    sams = signed_in(app, sam, number)
    assert "Birch is on your shortlist." in change(sams, "Birch", "Amber", "Birch")
    kims = signed_in(app, kim, number)
    assert listed(kims) == ["Birch", "Amber"]
    assert "kept for everybody at Example High" in kims("providers.shortlist")
    assert kims("site.home").select(".app-nav__count") == ["2 providers"]
    assert "Birch is off your shortlist." in change(kims, "Birch", how="remove")
    assert listed(sams) == ["Amber"]
    assert listed(Visitor(app)) == []
    assert "shortlist" not in sams.client.get("/healthz").headers.get("Set-Cookie", "")
    school_of, did = f"organisation:{number}", [f"person:{sam}", f"person:{kim}"]
    assert events(app) == [
        (did[0], school_of, "shortlist"),
        (did[0], school_of, "shortlist"),
        (did[1], school_of, "take off shortlist"),
    ]


def test_a_visitors_lies_in_the_visit_alone_and_a_providers_people_are_visitors_here(
    app: Flask, school: tuple[int, int, int]
) -> None:
    with app.app_context():
        provider, al = make_organisation("Quay", Kind.PROVIDER), make_person("Al Roe")
        join(provider, al)
    for visitor in (Visitor(app), signed_in(app, al, provider)):
        change(visitor, "Cedar")
        assert listed(visitor) == ["Cedar"]
        assert "kept in this browser" in visitor("providers.shortlist")
    with app.app_context():
        assert list(db.session.scalars(select(Shortlisted))) == []
    assert events(app) == []


def test_what_a_visit_had_joins_the_schools_once(app: Flask, school: tuple[int, int, int]) -> None:
    number, sam, kim = school
    change(signed_in(app, kim, number), "Elm")
    visitor = with_shortlist(app, sam, ["Birch", "Elm"])
    act_for(visitor, number)
    assert listed(visitor) == ["Elm", "Birch"]
    change(visitor, "Birch", how="remove")
    act_for(visitor, number)
    assert listed(visitor) == ["Elm"]


def test_six_is_the_most_and_what_finds_no_room_is_named(
    app: Flask, school: tuple[int, int, int]
) -> None:
    number, sam, kim = school
    kims = signed_in(app, kim, number)
    change(kims, *NAMES[:5])
    page = act_for(with_shortlist(app, sam, ["Elm", "Fern", "Gorse"]), number)
    assert "Your school's shortlist is full, so these are not on it: Gorse." in page
    assert listed(kims) == list(NAMES[:6])
    assert "Your shortlist is full: it holds 6 providers." in change(kims, "Gorse")
    assert listed(kims) == list(NAMES[:6])


def test_what_is_listed_no_more_takes_no_room_and_comes_back(
    app: Flask, school: tuple[int, int, int]
) -> None:
    number, sam, _ = school
    visitor = signed_in(app, sam, number)
    change(visitor, *NAMES[:6])

    def let(status: ListingStatus) -> None:
        with app.app_context():
            row = db.session.scalars(select(Listing).where(Listing.slug == "amber")).one()
            row.listing_status = status.value
            db.session.commit()

    let(ListingStatus.SUSPENDED)
    assert "no longer listed" in visitor("providers.shortlist")
    assert listed(change(visitor, "Gorse").visitor) == list(NAMES[1:])
    let(ListingStatus.PUBLISHED)
    assert listed(visitor) == list(NAMES)


def test_of_many_at_once_six_find_room(app: Flask, school: tuple[int, int, int]) -> None:
    number, sam, _ = school

    def put(name: str) -> int:
        with app.app_context():
            one = db.session.scalars(select(Listing.id).where(Listing.name == name)).one()
            db.session.rollback()
            said = {"by": f"person:{sam}", "at": now(), "behalf": f"organisation:{number}"}
            return len(put_on_shortlist(number, [one], **said))  # type: ignore[arg-type]

    with ThreadPoolExecutor(7) as many:
        assert sorted(many.map(put, NAMES)) == [0] * 6 + [1]
    with app.app_context():
        assert len(list(db.session.scalars(select(Shortlisted)))) == 6
