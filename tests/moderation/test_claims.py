"""The Hub sees who asks to keep a listing, agrees or refuses with a reason, offers one by mail, and ends it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from portal.clock import now, today
from portal.credentials.models import Credential, Evidence
from portal.credentials.rules import Kind
from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import ListingClaim, Revision
from portal.listing.queries import hold_whole
from portal.listing.rules.revisions import RevisionKind
from portal.mail.models import Mail
from portal.moderation.actions import claims as deciding
from portal.moderation.rules import NotAllowed, Refusal, Unseen
from portal.moderation.rules.claims import address_clue
from portal.organisation.models import Organisation
from portal.organisation.rules import Role
from portal.providers.models import Adviser, Listing
from portal.providers.rules import ListingStatus
from tests.account.people import join
from tests.listing.claiming import WHY, Scene, broken, make_scene
from tests.organisation.staff import letters
from tests.page import Page

REASON = "The website names somebody else.\nPlease write from an address of theirs."


@pytest.fixture
def scene(app: Flask) -> Iterator[Scene]:
    """Everybody; after the test, whatever it did, no row grants what it should not."""
    made = make_scene(app)
    yield made
    assert broken(app) == []


def said(scene: Scene, who: str = "ada") -> dict[str, str]:
    """Who decides, and for whom."""
    return {"by": f"person:{getattr(scene, who)}", "behalf": f"organisation:{scene.hub}"}


def claim_page(scene: Scene, claim: int, who: str = "ada") -> Page:
    """The page of a request, for one of the Hub's staff."""
    return scene.browser(who)("moderation.claim", claim_id=claim)


def agreed(scene: Scene, who: str = "kim", listing_id: int = 0) -> int:
    """Let somebody's provider keep the stub; the claim's number."""
    claim = scene.ask(who, listing_id)
    with scene.app.app_context():
        deciding.agree(claim, **said(scene), at=now())
    return claim


def test_the_page_tells_what_is_needed_to_decide(scene: Scene) -> None:
    scene.ask("rae")
    with scene.app.app_context():
        db.session.get_one(Organisation, scene.provider).confirmed_at = None
        db.session.get_one(Listing, scene.stub).website = "https://www.example.org/"
        db.session.commit()
    page = claim_page(scene, scene.ask())
    assert page.heading == "Request to keep Quay Street Careers"
    for words in (
        "Waiting for the Hub",
        "Kim Careers",
        "Kim Quay, administrator",
        "kim.quay@example.org",
        WHY,
        "Their address is at example.org, as the listing's website is.",
        "1 other organisation asks for this listing too.",
        "If you agree, you also confirm Kim Careers: that Kim Quay, Lee Quay speak for it.",
        "No listing",
    ):
        assert words in page
    assert page.link("The public page") == "/providers/quay-street-careers"
    assert page.link("Rae Guidance, number 1") == "/moderation/claims/1"


def test_agreeing_gives_the_listing_confirms_the_organisation_and_tells_both(scene: Scene) -> None:
    claim = scene.ask("lee")
    with scene.app.app_context():
        db.session.get_one(Organisation, scene.provider).confirmed_at = None
        db.session.commit()
    done = claim_page(scene, claim).submit({"decision": "agree"}, button="Decide")
    assert "Kim Careers keeps Quay Street Careers now" in done
    assert scene.keeper() == scene.provider
    assert scene.states() == ["AGREED"]
    with scene.app.app_context():
        listing = db.session.get_one(Listing, scene.stub)
        assert listing.claimed_on == today()
        assert listing.listing_status == "STUB"  # until what they say of it is agreed
        assert db.session.get_one(Organisation, scene.provider).confirmed_at is not None
        actions = list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq)))
        assert actions[-2:] == ["confirm organisation", "agree to request"]
        mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        assert mail is not None
        assert "confirmed that you speak for Kim Careers" in mail.values["how"]
    told = [to for letter, to in letters(scene.app) if letter == "listing-kept"]
    assert told == [
        "kim.quay@example.org",
        "lee.quay@example.org",
    ]  # its administrator, and who asked
    home = scene.browser("kim")("listing.home")
    assert "Only its name is public." in home
    public = scene.browser("rae")("providers.listing", slug="quay-street-careers")
    assert "and has not said more of itself yet." in public
    assert "Is this your listing?" not in public


def test_refusing_takes_a_reason_which_is_mailed_as_it_was_written(scene: Scene) -> None:
    page = claim_page(scene, scene.ask())
    assert page.submit({"decision": "refuse"}, button="Decide", expect=422).errors.keys() == {
        "reason"
    }
    assert page.submit(button="Decide", expect=422).errors.keys() == {"decision"}
    page.submit({"decision": "refuse", "reason": REASON}, button="Decide")
    assert scene.keeper() is None
    assert scene.states() == ["REFUSED"]
    with scene.app.app_context():
        mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        assert mail is not None
        assert (mail.letter, mail.to) == ("listing-refused", "kim.quay@example.org")
        assert mail.values["reason"] == REASON
        told = [str(one.detail) for one in db.session.scalars(select(AuditEvent))]
    assert not [one for one in told if "website" in one]
    assert "The website names somebody else." in scene.browser("lee")("listing.home")
    scene.ask()  # they may ask again
    assert "The Hub refused it this listing before: 1 time." in claim_page(scene, 2)


def test_only_one_organisation_keeps_a_listing(scene: Scene) -> None:
    first, second = scene.ask(), scene.ask("rae")
    open_page = claim_page(scene, second)
    claim_page(scene, first).submit({"decision": "agree"}, button="Decide")
    refused = open_page.submit({"decision": "agree"}, button="Decide", expect=422)
    assert Refusal.KEPT.value in refused
    assert scene.keeper() == scene.provider
    assert scene.states() == ["AGREED", "WAITING"]
    open_page.submit({"decision": "refuse", "reason": "Kim Careers keeps it."}, button="Decide")
    assert scene.states() == ["AGREED", "REFUSED"]


def test_what_a_colleague_decided_meanwhile_is_said_and_what_was_written_is_kept(
    scene: Scene,
) -> None:
    claim = scene.ask()
    mine = claim_page(scene, claim, "max")
    claim_page(scene, claim).submit({"decision": "agree"}, button="Decide")
    late = mine.submit({"decision": "refuse", "reason": REASON}, button="Decide", expect=409)
    assert "This has changed since you opened it." in late
    assert late.select("textarea[name=reason]") == ["".join(REASON.replace("\n", " "))]
    assert scene.states() == ["AGREED"]


def test_what_was_taken_back_is_not_decided(scene: Scene) -> None:
    claim = scene.ask()
    page = claim_page(scene, claim)
    scene.browser("kim")("listing.home").submit(
        button="Take back the request for Quay Street Careers"
    )
    page.submit({"decision": "agree"}, button="Decide", expect=409)
    assert scene.keeper() is None


@pytest.mark.parametrize("decision", ["agree", "refuse"])
def test_nobody_decides_for_their_own_organisation_or_against_its_rival(
    scene: Scene, decision: str
) -> None:
    own, rivals = scene.ask(), scene.ask("rae")
    with scene.app.app_context():
        join(scene.provider, scene.max)
    for claim in (own, rivals):
        page = claim_page(scene, claim, "max")
        assert Refusal.OWN.value in page
        assert not page.soup.select("[name=decision]")
        token = page.soup.select_one("main form [name=csrf_token]")
        assert token is not None
        form = {"csrf_token": str(token["value"]), "decision": decision, "reason": "No."}
        answer = page.visitor.send(f"/moderation/claims/{claim}", form, expect=403)
        assert Refusal.OWN.value in answer
    assert scene.states() == ["WAITING", "WAITING"]


def test_a_stopped_organisation_or_listing_is_not_agreed_to(scene: Scene) -> None:
    claim = scene.ask()
    with scene.app.app_context():
        db.session.get_one(Organisation, scene.provider).frozen_at = now()
        db.session.commit()
    page = claim_page(scene, claim)
    assert "The organisation is stopped." in page
    assert Refusal.ASKER_STOPPED.value in page.submit(
        {"decision": "agree"}, button="Decide", expect=422
    )
    with scene.app.app_context():
        db.session.get_one(Organisation, scene.provider).frozen_at = None
        db.session.get_one(Listing, scene.stub).listing_status = ListingStatus.SUSPENDED.value
        db.session.commit()
    answer = page.submit({"decision": "agree"}, button="Decide", expect=422)
    assert Refusal.LISTING_STOPPED.value in answer
    assert scene.keeper() is None


def test_whoever_asked_and_left_is_told_of_on_the_page(scene: Scene) -> None:
    claim = scene.ask("lee")
    with scene.app.app_context():
        db.session.execute(
            db.delete(db.metadata.tables["membership"]).where(
                db.metadata.tables["membership"].c.person_id == scene.lee
            )
        )
        db.session.commit()
    assert "Whoever asked does not belong to the organisation any more." in claim_page(scene, claim)


def waiting_work(scene: Scene) -> None:
    """Everything that the stub's keeper may have begun: an edit, an adviser, a credential with a file."""
    with scene.app.app_context():
        edit = {"kind": "edit", "said": {"summary": "New"}, "made_at": now(), "saved_at": now()}
        db.session.add(Revision(listing_id=scene.stub, **edit))
        db.session.add(Adviser(listing_id=scene.stub, label="Newcomer"))
        held = Credential(
            listing_id=scene.stub, kind=Kind.MATRIX.value, status="HELD", declared_on=today(), recorded_at=now(),
        )  # fmt: skip
        db.session.add(held)
        db.session.flush()
        db.session.add(
            Evidence(
                credential_id=held.id, file="f" * 32, name="a.pdf", media_type="application/pdf", size=1,
                sha256="0" * 64, sent_at=now(), scanned_at=now(),
            )
        )  # fmt: skip
        db.session.commit()


def test_ending_it_ends_all_that_follows_in_the_same_request(scene: Scene) -> None:
    agreed(scene)
    waiting_work(scene)
    keeper = scene.browser("kim")
    form = scene.browser("ada")("moderation.end_claim", listing_id=scene.stub)
    assert "nobody of Kim Careers can change the listing" in form
    assert form.submit(expect=422).errors.keys() == {"reason"}
    done = form.submit({"reason": REASON})
    assert done.path == f"/moderation/listings/{scene.stub}"
    assert form.submit({"reason": REASON}).path == done.path  # sent twice
    assert scene.keeper() is None
    assert scene.states() == ["ENDED"]
    with scene.app.app_context():
        listing = db.session.get_one(Listing, scene.stub)
        assert (listing.claimed_on, listing.listing_status) == (None, "STUB")
        assert [one.decision for one in db.session.scalars(select(Revision))] == ["withdrawn"]
        assert all(one.left_at for one in db.session.scalars(select(Adviser)))
        assert all(one.withdrawn_at for one in db.session.scalars(select(Credential)))
        assert all(one.removed_at and not one.name for one in db.session.scalars(select(Evidence)))
        ended = select(AuditEvent).where(AuditEvent.action == "end keeping")
        (event,) = db.session.scalars(ended)
        assert event.detail == {"organisation": f"organisation:{scene.provider}"}
    told = [to for letter, to in letters(scene.app) if letter == "listing-ended"]
    assert told == ["kim.quay@example.org", "lee.quay@example.org"]
    home = keeper("listing.home")
    assert "Only its name is public." not in home
    assert "The Careers Hub ended it" in home
    again = claim_page(scene, scene.ask())
    assert "It kept this listing before, and the Hub ended that." in again
    agreed(scene, "rae")  # and somebody else may keep it now
    assert scene.keeper() == scene.rival


def test_what_the_public_never_saw_is_put_away_and_what_it_saw_stays(scene: Scene) -> None:
    agreed(scene, listing_id=scene.whole)
    scene.browser("kim")("listing.new").submit({"name": "New One", "provider_type": "SELF_EMP"})
    with scene.app.app_context():
        new = db.session.scalars(select(Listing.id).where(Listing.name == "New One")).one()
        for number in (new, scene.whole):
            deciding.end(number, scene.provider, REASON, **said(scene), at=now())
        assert db.session.get_one(Listing, new).listing_status == "ARCHIVED"
        assert db.session.get_one(Listing, scene.whole).listing_status == "PUBLISHED"
    page = scene.browser("kim")("providers.listing", slug="lantern-lane-careers")
    assert page.link("Is this your listing?") == "/listing/claim/lantern-lane-careers"
    assert "The provider that kept this entry does not keep it any more." in page
    assert "No provider keeps this now" in page


def test_nobody_ends_what_their_own_organisation_keeps(scene: Scene) -> None:
    agreed(scene)
    with scene.app.app_context():
        join(scene.provider, scene.max, Role.ADMINISTRATOR)
    form = scene.browser("max")("moderation.end_claim", listing_id=scene.stub)
    assert Refusal.OWN.value in form.submit({"reason": REASON}, expect=403)
    assert scene.keeper() == scene.provider


def test_what_another_organisation_keeps_by_now_is_not_ended_unseen(scene: Scene) -> None:
    agreed(scene)
    form = scene.browser("ada")("moderation.end_claim", listing_id=scene.stub)
    with scene.app.app_context():
        deciding.end(scene.stub, scene.provider, REASON, **said(scene), at=now())
    agreed(scene, "rae")
    late = form.submit({"reason": REASON}, expect=409)
    assert late.heading == "End that Rae Guidance keeps Quay Street Careers"
    assert scene.keeper() == scene.rival


def test_the_actions_say_what_is_not_there(scene: Scene) -> None:
    with scene.app.app_context():
        with pytest.raises(LookupError):
            deciding.agree(99, **said(scene), at=now())
        with pytest.raises(LookupError):
            deciding.end(99, 1, REASON, **said(scene), at=now())
        with pytest.raises(NotAllowed) as refused:
            deciding.end(scene.stub, scene.provider, REASON, **said(scene), at=now())
        assert refused.value.why is Refusal.NOT_KEPT
    claim = agreed(scene)
    with scene.app.app_context(), pytest.raises(Unseen):
        deciding.agree(claim, **said(scene), at=now())


@pytest.mark.parametrize(
    ("email", "website", "said"),
    [
        ("kim@quay.example", "https://www.quay.example/us", "as the listing's website is"),
        ("kim@mail.quay.example", "https://quay.example", "as the listing's website is"),
        (
            "kim@notquay.example",
            "https://quay.example",
            "but the listing's website is quay.example",
        ),
        ("kim@quay.example.evil.example", "https://quay.example", "but the listing's website is"),
        ("kim@GMAIL.com", "https://gmail.com", "so the address shows nothing"),
        ("kim@quay.example", "", "names no website"),
        ("kim@quay.example", "https://[", "names no website"),
        ("", "https://quay.example", "no email address any more"),
    ],
)
def test_the_address_is_compared_with_the_website(email: str, website: str, said: str) -> None:
    assert said in address_clue(email, website)


def test_a_claim_whose_asker_is_erased_says_nothing_of_them(scene: Scene) -> None:
    claim = scene.ask("lee")
    with scene.app.app_context():
        db.session.execute(
            update(ListingClaim)
            .values(person_id=None, connection="")
            .where(ListingClaim.id == claim)
        )
        db.session.commit()
    page = claim_page(scene, claim)
    assert "How they belong to it" not in page
    with time_machine.travel(now() + timedelta(days=1)):
        claim_page(scene, claim).submit({"decision": "agree"}, button="Decide")
    assert scene.keeper() == scene.provider


def test_what_the_keeper_showed_at_once_is_put_back_for_the_next(scene: Scene) -> None:
    agreed(scene, listing_id=scene.whole)
    with scene.app.app_context():
        listing = hold_whole(scene.whole)
        assert listing is not None
        was, moment = listing.website, now()
        live = Revision(listing_id=scene.whole, kind="live", said={}, was={}, made_at=moment)
        live.say_at_once(listing, {"website": "https://old.example.org"}, moment)
        db.session.add(live)
        db.session.commit()
        deciding.end(scene.whole, scene.provider, REASON, **said(scene), at=now())
        assert Revision.open_of(scene.whole, RevisionKind.LIVE) is None
        assert db.session.get_one(Listing, scene.whole).website == was
