"""A provider finds its listing or makes one, says how it belongs to it, and sees where that stands."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import Throttled
from portal.listing.actions import claims
from portal.listing.models import ListingClaim
from portal.listing.rules.claims import (
    ASKING_TO_KEEP,
    TAKEN_ADDRESSES,
    KeepingRefused,
    Refusal,
)
from portal.mail.models import Mail
from portal.organisation.models import Organisation
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.account.people import make_organisation, make_person, signed_in
from tests.builders import add_provider
from tests.listing.claiming import WHY, Scene, broken, make_scene
from tests.organisation.staff import letters
from tests.page import Visitor


@pytest.fixture
def scene(app: Flask) -> Iterator[Scene]:
    """Everybody; after the test, whatever it did, no row grants what it should not."""
    made = make_scene(app)
    yield made
    assert broken(app) == []


def events(app: Flask, action: str) -> list[tuple[str, str, str, dict[str, object]]]:
    """(actor, behalf, subject, detail) of each event of an action."""
    with app.app_context():
        rows = db.session.scalars(select(AuditEvent).where(AuditEvent.action == action))
        return [(one.actor, one.behalf, one.subject, one.detail) for one in rows]


def set_status(scene: Scene, status: ListingStatus) -> None:
    """Let the stub have come so far."""
    with scene.app.app_context():
        db.session.get_one(Listing, scene.stub).listing_status = status.value
        db.session.commit()


def test_a_provider_finds_its_listing_says_why_and_sees_it_waiting(scene: Scene) -> None:
    home = scene.browser("kim")("organisation.home")
    listings = home.follow("Your listings in the directory: take one over, or make one")
    assert "You keep no listing yet." in listings
    found = listings.submit({"q": "street QUAY"}, button="Search")
    form = found.follow("This is ours: Quay Street Careers")
    assert form.submit({"connection": " "}, expect=422).errors.keys() == {"connection"}
    done = form.submit({"connection": WHY})
    assert done.path == "/listing"
    assert "The Careers Hub has your request." in done
    assert "Quay Street Careers" in done.select("dt")
    assert scene.states() == ["WAITING"]
    assert scene.keeper() is None
    assert letters(scene.app) == [("listing-asked-for", "ada.admin@example.org")]
    (event,) = events(scene.app, "ask to keep listing")
    assert event == (
        f"person:{scene.kim}",
        f"organisation:{scene.provider}",
        f"listing:{scene.stub}",
        {"claim": 1},
    )
    assert "Quay Street Careers" in scene.browser("lee")("listing.home").select("dt")  # colleagues
    assert "Quay Street Careers" not in scene.browser("rae")("listing.home")


def test_the_letter_to_the_hub_leads_to_the_request_and_tells_nothing_that_was_typed(
    scene: Scene,
) -> None:
    claim = scene.ask()
    with scene.app.app_context():
        mail = db.session.scalars(select(Mail)).one()
        assert mail.link == f"/moderation/claims/{claim}"
        assert WHY not in str(mail.values)


def test_a_visitor_comes_from_the_public_page_by_signing_in_to_the_claim(scene: Scene) -> None:
    visitor = Visitor(scene.app)
    page = visitor("providers.listing", slug="quay-street-careers")
    asked = page.follow("Is this your listing?")
    assert asked.path == "/account/sign-in?next=/listing/claim/quay-street-careers"


def test_whoever_acts_for_nobody_sets_their_provider_up_and_comes_back_to_the_claim(
    scene: Scene,
) -> None:
    with scene.app.app_context():
        newcomer = make_person("New Comer")
    browser = signed_in(scene.app, newcomer)
    choose = browser("listing.claim", slug="quay-street-careers")
    assert choose.heading == "Which organisation are you from?"
    form = choose.follow("A provider of careers guidance")
    assert form.submit({"name": ""}, expect=422).form().select("[name=next]")
    claim = form.submit({"name": "New Comer Careers"})
    assert claim.heading == "Is Quay Street Careers yours?"
    claim.submit({"connection": WHY})
    assert scene.states() == ["WAITING"]


def test_setting_a_provider_up_leads_nowhere_else_than_to_a_page_of_ours(scene: Scene) -> None:
    with scene.app.app_context():
        newcomer = make_person("New Comer")
    browser = signed_in(scene.app, newcomer)
    page = browser("/organisation/new-provider?next=//evil.example/")
    assert page.submit({"name": "New Comer Careers"}).path == "/organisation"


def test_what_a_provider_is_called_like_is_offered_first(scene: Scene) -> None:
    with scene.app.app_context():
        db.session.get_one(Organisation, scene.provider).name = "Quay Street"
        db.session.commit()
    home = scene.browser("kim")("listing.home")
    assert "Nobody keeps this listing yet. Is it yours?" in home
    assert home.follow("This is ours: Quay Street Careers").heading.startswith("Is Quay Street")


@pytest.mark.parametrize("words", ["%", "_", "nothing like it", "9" * 200])
def test_what_no_name_holds_finds_nothing(scene: Scene, words: str) -> None:
    page = scene.browser("kim")("listing.home", q=words)
    assert "No listing that nobody keeps matches" in page


def test_a_search_shows_twenty_and_says_that_there_are_more(scene: Scene) -> None:
    with scene.app.app_context():
        for number in range(21):
            add_provider(f"Harbour {number:02}", status=ListingStatus.STUB, confirmed_on=None)
    page = scene.browser("kim")("listing.home", q="harbour")
    assert len(page.select("dl .govuk-summary-list__key")) == 20
    assert "There are more." in page


def test_the_same_form_sent_twice_asks_once(scene: Scene) -> None:
    form = scene.browser("kim")("listing.claim", slug="quay-street-careers")
    first = form.submit({"connection": WHY})
    assert form.submit({"connection": WHY}).path == first.path
    assert scene.states() == ["WAITING"]
    assert len(letters(scene.app)) == 1


def test_what_is_asked_for_cannot_be_asked_for_again(scene: Scene) -> None:
    scene.ask()
    again = scene.browser("lee")("listing.claim", slug="quay-street-careers")
    assert "You have asked for this listing." in again
    with pytest.raises(KeepingRefused) as refused:
        scene.ask("lee")
    assert refused.value.why is Refusal.WAITING
    assert scene.states() == ["WAITING"]


def test_several_providers_may_ask_for_one_listing(scene: Scene) -> None:
    scene.ask()
    scene.ask("rae")
    assert scene.states() == ["WAITING", "WAITING"]
    assert scene.keeper() is None


@pytest.mark.parametrize(
    "status", [ListingStatus.DRAFT, ListingStatus.SUSPENDED, ListingStatus.ARCHIVED]
)
def test_what_is_withdrawn_or_stopped_or_was_never_public_cannot_be_asked_for(
    scene: Scene, status: ListingStatus
) -> None:
    set_status(scene, status)
    browser = scene.browser("kim")
    browser("listing.claim", slug="quay-street-careers", expect=404)
    assert "No listing that nobody keeps" in browser("listing.home", q="quay")
    with pytest.raises(KeepingRefused) as refused:
        scene.ask()
    assert refused.value.why is Refusal.NOT_OPEN


def test_what_somebody_keeps_cannot_be_asked_for(scene: Scene) -> None:
    with scene.app.app_context():
        once = {"form": "one", "outcome": "/", "by": "test"}
        made = claims.make_listing("Kept", "SELF_EMP", scene.place("rae"), **once, at=now())
        db.session.get_one(Listing, made).listing_status = ListingStatus.PUBLISHED.value
        db.session.commit()
    browser = scene.browser("kim")
    browser("listing.claim", slug="kept", expect=404)
    assert "No listing that nobody keeps" in browser("listing.home", q="kept")
    with pytest.raises(KeepingRefused) as refused:
        scene.ask(listing_id=made)
    assert refused.value.why is Refusal.KEPT
    assert scene.browser("rae")("listing.claim", slug="kept").path == "/listing"


def test_a_form_that_comes_too_late_is_refused_with_what_was_typed(scene: Scene) -> None:
    form = scene.browser("kim")("listing.claim", slug="quay-street-careers")
    set_status(scene, ListingStatus.SUSPENDED)
    form.submit({"connection": WHY}, expect=404)
    assert scene.states() == []


def test_a_request_is_taken_back_once(scene: Scene) -> None:
    scene.ask()
    home = scene.browser("lee")("listing.home")
    done = home.submit(button="Take back the request for Quay Street Careers")
    assert "You have taken your request back." in done
    assert scene.states() == ["WITHDRAWN"]
    assert "You withdrew it" in done
    again = home.submit(button="Take back the request for Quay Street Careers")
    assert "That request does not wait any more." in again
    assert len(events(scene.app, "take back request")) == 1


def test_nobody_takes_back_what_another_provider_asked_for(scene: Scene) -> None:
    claim = scene.ask()
    page = scene.browser("rae")("listing.home")
    token = {"csrf_token": str(page.soup.select_one("[name=csrf_token]")["value"])}  # type: ignore[index]  # it is there
    page.visitor.send(f"/listing/claims/{claim}/withdraw", token, expect=404)
    assert scene.states() == ["WAITING"]


def test_a_provider_asks_no_more_than_ten_times_a_day(scene: Scene) -> None:
    for number in range(ASKING_TO_KEEP.most):
        claim = scene.ask()
        with scene.app.app_context():
            assert claims.withdraw_claim(claim, by="test", at=now(), behalf=""), number
    with pytest.raises(Throttled):
        scene.ask()
    with time_machine.travel(now() + timedelta(days=1)):
        scene.ask()


def test_a_provider_makes_a_listing_that_nobody_else_sees(scene: Scene) -> None:
    form = scene.browser("kim")("listing.home").follow("Make a new listing")
    assert set(form.submit(expect=422).errors) == {"name", "provider_type"}
    said = {"name": "Kim Careers", "provider_type": "SELF_EMP"}
    done = form.submit(said)
    assert "Kim Careers is here now." in done
    assert done.path == "/listing/3"
    home = done.visitor("listing.home")
    assert "Not public yet." in home
    assert home.soup.select("h2 a[href='/listing/3']")
    assert form.submit(said).path == "/listing"  # sent twice
    with scene.app.app_context():
        made = db.session.scalars(select(Listing).where(Listing.name == "Kim Careers")).one()
        assert (made.slug, made.listing_status) == ("kim-careers", "DRAFT")
        assert made.organisation_id == scene.provider
        number = made.id
    assert scene.states(number) == ["AGREED"]
    Visitor(scene.app)("providers.listing", slug="kim-careers", expect=404)
    assert len(events(scene.app, "make listing")) == 1


def test_a_listing_of_the_same_name_is_offered_before_another_is_made(scene: Scene) -> None:
    form = scene.browser("kim")("listing.new")
    said = {"name": "quay street careers", "provider_type": "SELF_EMP"}
    asked = form.submit(said, expect=422)
    assert asked.errors.keys() == {"other"}
    assert asked.link("Quay Street Careers") == "/listing/claim/quay-street-careers"
    asked.submit({"other": "no"}, expect=422)
    asked.submit({"other": "yes"})
    with scene.app.app_context():
        slugs = set(db.session.scalars(select(Listing.slug)))
    assert "quay-street-careers-2" in slugs


@pytest.mark.parametrize(
    ("name", "slug"), [("Compare", "compare-2"), ("Shortlist!", "shortlist-2"), ("導き", "listing")]
)
def test_no_listing_hides_behind_a_page_of_the_directory(
    scene: Scene, name: str, slug: str
) -> None:
    with scene.app.app_context():
        once = {"form": "one", "outcome": "/", "by": "test"}
        made = claims.make_listing(name, "SELF_EMP", scene.place("kim"), **once, at=now())
        assert db.session.get_one(Listing, made).slug == slug


def test_every_page_of_the_directory_is_kept_free(app: Flask) -> None:
    rules = [str(rule) for rule in app.url_map.iter_rules() if str(rule).startswith("/providers/")]
    pages = {rule.split("/")[2] for rule in rules}
    assert {page for page in pages if not page.startswith("<")} == TAKEN_ADDRESSES


def test_only_who_acts_for_a_provider_comes_in(scene: Scene) -> None:
    with scene.app.app_context():
        school = make_organisation("Example High")
        head = make_person("Head Teacher")
    browser = signed_in(scene.app, head, school)
    assert browser("listing.home").heading == "Which organisation are you from?"
    assert scene.browser("ada")("listing.home").heading == "Which organisation are you from?"


def test_the_page_says_who_looks_after_the_listings(scene: Scene) -> None:
    page = scene.browser("lee")("listing.home")
    assert "In the lead: Kim Quay" in page
    assert "Also: Lee Quay" in page
    assert page.link("Your people") == "/organisation/people"


def test_what_was_typed_is_in_no_event(scene: Scene) -> None:
    scene.ask()
    with scene.app.app_context():
        assert db.session.scalars(select(ListingClaim.connection)).one() == WHY
        told = [str(one.detail) for one in db.session.scalars(select(AuditEvent))]
    assert not [one for one in told if WHY in one]
