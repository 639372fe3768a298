"""The Hub offers a listing to an address by mail; whoever that is signs up or in, chooses their provider, and takes it up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.account.models import EmailKey, Purpose
from portal.clock import now, today
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import Throttled
from portal.listing.actions import claims as taking
from portal.listing.models import ListingClaim
from portal.listing.rules.claims import OFFER_LASTS, KeepingRefused
from portal.listing.rules.claims import Refusal as Why
from portal.mail.models import Mail
from portal.moderation.actions import claims as deciding
from portal.moderation.rules import NotAllowed, Refusal
from portal.organisation.models import Organisation
from portal.organisation.rules import LETTERS_TO_ONE, Role
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from portal.web.keys import digest
from tests.account.people import join, make_person, signed_in
from tests.listing.claiming import Scene, broken, make_scene
from tests.organisation.staff import last_key, letters
from tests.page import Visitor

KIM, NEW = "kim.quay@example.org", "new.comer@example.org"


@pytest.fixture
def scene(app: Flask) -> Iterator[Scene]:
    """Everybody; after the test, whatever it did, no row grants what it should not."""
    made = make_scene(app)
    yield made
    assert broken(app) == []


def offer(scene: Scene, email: str = KIM, who: str = "ada", form: str = "one") -> str:
    """Offer the stub as the page does; the key in the mail."""
    by = {"by": f"person:{getattr(scene, who)}", "behalf": f"organisation:{scene.hub}"}
    once = {"form": form, "outcome": "/", "own_id": getattr(scene, who)}
    with scene.app.app_context():
        deciding.offer(scene.stub, email, **once, **by, at=now())  # type: ignore[arg-type]  # own_id is a number
    return last_key(scene.app, email)


def last_claim(scene: Scene) -> int:
    """The number of the newest claim."""
    with scene.app.app_context():
        found = db.session.scalar(select(ListingClaim.id).order_by(ListingClaim.id.desc()))
        assert found is not None
        return found


def not_taken(scene: Scene, who: str) -> Why:
    """Why somebody may not take the newest offer up."""
    once, claim = {"form": "two", "outcome": "/", "by": "test"}, last_claim(scene)
    with scene.app.app_context():
        place = scene.place(who)
        with pytest.raises(KeepingRefused) as refused:
            taking.take_up(claim, place, **once, at=now())
        return refused.value.why


def test_the_hub_offers_a_listing_and_its_provider_takes_it_up(scene: Scene) -> None:
    page = scene.browser("ada")("moderation.listing", listing_id=scene.stub)
    form = page.follow("Offer it to its provider")
    assert form.submit({"email": "nonsense"}, expect=422).errors.keys() == {"email"}
    done = form.submit({"email": "Kim.Quay@example.org"})
    assert f"We have offered it to {KIM}." in done
    assert form.submit({"email": "Kim.Quay@example.org"}).path == done.path  # sent twice
    assert letters(scene.app) == [("listing-offered", KIM)]
    key = last_key(scene.app, KIM)
    shown = scene.browser("kim")("listing.invited", key=key)
    assert shown.heading == "Keep the listing Quay Street Careers"
    assert scene.states() == ["OFFERED"]  # looking at it uses nothing up
    taken = shown.submit()
    assert "Kim Careers keeps Quay Street Careers now." in taken
    assert shown.submit().path == taken.path  # sent twice
    assert scene.keeper() == scene.provider
    assert scene.states() == ["AGREED"]
    with scene.app.app_context():
        assert db.session.get_one(Listing, scene.stub).claimed_on == today()
        assert db.session.scalars(select(EmailKey.used_at)).one() is not None
        (event,) = db.session.scalars(
            select(AuditEvent).where(AuditEvent.action == "take up listing")
        )
        assert (event.actor, event.behalf) == (
            f"person:{scene.kim}",
            f"organisation:{scene.provider}",
        )
    assert letters(scene.app)[-1] == ("listing-kept", KIM)
    scene.browser("kim")("listing.invited", key=key, expect=404)  # it works once


def test_somebody_new_comes_from_the_mail_to_the_listing(scene: Scene) -> None:
    key = offer(scene, NEW)
    visitor = Visitor(scene.app)
    page = visitor("listing.invited", key=key)
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    page.follow("Make an account").submit({"email": NEW})
    finish = visitor(f"/account/sign-up/{last_key(scene.app, NEW)}")
    choose = finish.submit({"name": "New Comer", "password": "seven wet umbrellas"})
    home = choose.follow("A provider of careers guidance").submit({"name": "New Careers"})
    listings = home.follow("Your listings in the directory: take one over, or make one")
    assert "The Careers Hub offers you" in listings
    listings.follow("Take it up: Quay Street Careers").submit()
    with scene.app.app_context():
        number = scene.keeper()
        assert number is not None
        keeper = db.session.get_one(Organisation, number)
        assert (keeper.name, keeper.confirmed_at) == ("New Careers", None)


def test_whoever_has_an_account_signs_in_and_names_the_key_to_no_other_page(scene: Scene) -> None:
    key = offer(scene)
    page = Visitor(scene.app)("listing.invited", key=key)
    assert f"There is an account for {KIM}" in page
    assert key not in page.html.replace(f'action="/listing/invited/{key}"', "")
    onward = page.soup.select_one("main a.govuk-button")
    assert onward is not None
    assert onward["href"] == "/account/sign-in?next=/listing/claim/quay-street-careers"


def test_whoever_acts_for_no_provider_chooses_one_first(scene: Scene) -> None:
    with scene.app.app_context():
        newcomer = make_person("New Comer")
    page = signed_in(scene.app, newcomer)("listing.invited", key=offer(scene, NEW))
    choose = page.follow("Go on")
    back = choose.follow("A provider of careers guidance").submit({"name": "New Careers"})
    assert back.heading == "Keep the listing Quay Street Careers"
    back.submit()
    assert scene.states() == ["AGREED"]


def test_an_offer_is_for_whom_it_was_sent_to(scene: Scene) -> None:
    key = offer(scene)
    rival = scene.browser("rae")
    page = rival("listing.invited", key=key, expect=403)
    assert "This offer was sent to another address than yours." in page
    token = page.soup.select_one("[name=csrf_token]")
    assert token is not None
    rival.send(f"/listing/invited/{key}", {"csrf_token": str(token["value"])}, expect=403)
    assert "The Careers Hub offers you" not in rival("listing.home")
    assert not_taken(scene, "rae") is Why.GONE
    assert scene.states() == ["OFFERED"]


def test_the_key_is_kept_only_as_a_digest_and_does_nothing_else(scene: Scene) -> None:
    key = offer(scene)
    with scene.app.app_context():
        row = db.session.scalars(select(EmailKey)).one()
        assert (row.digest, row.purpose) == (digest(key), Purpose.KEEP_LISTING)
    for path in ("account/reset", "account/sign-up", "organisation/join"):
        answer = scene.browser("kim").client.get(f"/{path}/{key}")
        assert answer.status_code in {302, 303, 404}, path
    scene.browser("kim")("listing.invited", key="x" * 43, expect=404)


def test_an_offer_lasts_fourteen_days_and_no_second_more(scene: Scene) -> None:
    began = now()
    with time_machine.travel(began, tick=False):
        key = offer(scene)
    with time_machine.travel(began + OFFER_LASTS - timedelta(seconds=1), tick=False):
        scene.browser("kim")("listing.invited", key=key)
    with time_machine.travel(began + OFFER_LASTS, tick=False):
        scene.browser("kim")("listing.invited", key=key, expect=404)
        assert "The Careers Hub offers you" not in scene.browser("kim")("listing.home")
        assert not_taken(scene, "kim") is Why.GONE


def test_a_newer_offer_to_the_same_address_takes_the_olders_place(scene: Scene) -> None:
    old = offer(scene)
    new = offer(scene, form="two")
    scene.browser("kim")("listing.invited", key=old, expect=404)
    scene.browser("kim")("listing.invited", key=new)
    assert scene.states() == ["WITHDRAWN", "OFFERED"]


def test_the_hub_takes_an_offer_back(scene: Scene) -> None:
    key = offer(scene)
    page = scene.browser("ada")("moderation.offer", listing_id=scene.stub)
    done = page.submit(button=f"Take back the offer to {KIM}")
    assert "The offer is taken back." in done
    assert "That offer is not open any more." in page.submit(button=f"Take back the offer to {KIM}")
    scene.browser("kim")("listing.invited", key=key, expect=404)
    assert scene.states() == ["WITHDRAWN"]
    with scene.app.app_context():
        assert db.session.scalars(select(EmailKey)).all() == []


def test_once_somebody_keeps_it_no_offer_is_open(scene: Scene) -> None:
    key, other = offer(scene), offer(scene, NEW, form="two")
    claim = scene.ask("rae")
    with scene.app.app_context():
        said = {"by": f"person:{scene.ada}", "behalf": ""}
        deciding.agree(claim, **said, at=now())
    for gone in (key, other):
        Visitor(scene.app)("listing.invited", key=gone, expect=404)
    assert scene.states() == ["WITHDRAWN", "WITHDRAWN", "AGREED"]
    form = scene.browser("ada")("moderation.offer", listing_id=scene.stub)
    assert Refusal.KEPT.value in form.submit({"email": NEW}, expect=422)


def test_what_a_provider_asked_for_is_settled_by_taking_the_offer_up(scene: Scene) -> None:
    scene.ask("lee")
    scene.browser("kim")("listing.invited", key=offer(scene)).submit()
    assert scene.states() == ["WITHDRAWN", "AGREED"]


def test_nobody_at_the_hub_offers_a_listing_to_themselves(scene: Scene) -> None:
    own = "max.moderator@example.org"
    form = scene.browser("max")("moderation.offer", listing_id=scene.stub)
    assert Refusal.OWN_ADDRESS.value in form.submit({"email": own}, expect=422)
    with scene.app.app_context():
        join(scene.provider, scene.max)
    assert Refusal.OWN_ADDRESS.value in form.submit({"email": KIM}, expect=422)
    assert scene.states() == []


def test_nobody_at_the_hub_offers_what_their_own_organisation_asks_for(scene: Scene) -> None:
    scene.ask()
    with scene.app.app_context():
        join(scene.provider, scene.max)
    form = scene.browser("max")("moderation.offer", listing_id=scene.stub)
    assert Refusal.OWN.value in form.submit({"email": NEW}, expect=403)


def test_an_offer_is_not_taken_up_for_the_organisation_of_whoever_made_it(scene: Scene) -> None:
    page = scene.browser("kim")("listing.invited", key=offer(scene, who="max"))
    with scene.app.app_context():
        join(scene.provider, scene.max, Role.ADMINISTRATOR)
    assert Why.OWN_OFFER.value in page.submit(expect=422)
    assert scene.keeper() is None


def test_a_stopped_listing_is_neither_offered_nor_taken_up(scene: Scene) -> None:
    page = scene.browser("kim")("listing.invited", key=offer(scene))
    with scene.app.app_context():
        db.session.get_one(Listing, scene.stub).listing_status = ListingStatus.SUSPENDED.value
        db.session.commit()
    assert Why.NOT_OPEN.value in page.submit(expect=422)
    with pytest.raises(NotAllowed) as refused:
        offer(scene, NEW, form="two")
    assert refused.value.why is Refusal.LISTING_STOPPED


def test_one_address_is_not_pestered(scene: Scene) -> None:
    for number in range(LETTERS_TO_ONE.most):
        offer(scene, NEW, form=f"{number}")
    with pytest.raises(Throttled):
        offer(scene, NEW, form="too many")
    with scene.app.app_context():
        assert len(db.session.scalars(select(Mail)).all()) == LETTERS_TO_ONE.most


def test_the_request_page_of_an_offer_says_to_whom_and_takes_it_back(scene: Scene) -> None:
    offer(scene)
    page = scene.browser("ada")("moderation.claim", claim_id=last_claim(scene))
    assert page.heading == "Offer of Quay Street Careers"
    assert f"The Hub offered it to {KIM}" in page
    page.submit(button="Take the offer back")
    assert scene.states() == ["WITHDRAWN"]


def test_an_offer_is_not_decided_as_a_request_is(scene: Scene) -> None:
    offer(scene)
    page = scene.browser("ada")("moderation.claim", claim_id=last_claim(scene))
    token = page.soup.select_one("main form [name=csrf_token]")
    assert token is not None
    form = {"csrf_token": str(token["value"]), "decision": "agree"}
    page.visitor.send(page.path, form, expect=409)
    assert scene.keeper() is None
