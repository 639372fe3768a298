"""The Hub's queue: what waits in it, in which order, who has taken what, and how its reader goes on."""

from datetime import date, timedelta

import pytest
from flask import Flask

from portal.clock import now, today
from portal.credentials.models import Credential
from portal.credentials.rules import Claim, Kind, Record, Result, Seen
from portal.db import db
from portal.listing.models import Revision
from portal.moderation.actions import listings, minding
from portal.moderation.models import DeskMark
from portal.moderation.pages import next_item
from portal.moderation.queries import list_waiting
from portal.moderation.rules import Item, NotAllowed, Picked, Refusal, Subject, recheck_from
from portal.organisation.rules import Kind as Organisations
from portal.providers.models import Adviser, Listing
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_organisation
from tests.builders import add_matrix, add_person, add_provider
from tests.moderation.queueing import Scene, make_scene
from tests.page import Page

DAY = date(2026, 11, 24)


@pytest.fixture
def scene(app: Flask) -> Scene:
    return make_scene(app)


def waiting(scene: Scene) -> list[tuple[Item, int]]:
    with scene.app.app_context():
        return [(one.item, one.subject_id) for one in list_waiting(today(), now())]


def rows(page: Page) -> list[str]:
    return page.select(".app-columns__main .app-trail__what")


def test_every_kind_waits_in_one_list_oldest_first(scene: Scene) -> None:
    at = now()
    ago = [at - timedelta(days=days) for days in range(10)]
    with scene.app.app_context():
        first = add_provider("New Lane Careers", status=ListingStatus.DRAFT, confirmed_on=None)
        stub = add_provider("Stub Lane Careers", status=ListingStatus.STUB, confirmed_on=None)
        db.session.get_one(Credential, add_matrix(scene.listing, DAY)).accepted_at = None
        credential = db.session.query(Credential).one()
        credential.recorded_at = ago[2]
        number = credential.id
        db.session.commit()
    new = scene.edit(first, at=ago[1], summary="At last.")
    edit = scene.edit(at=ago[5], summary="Day and night.")
    live = scene.live("https://old.example", "https://new.example", at=ago[4])
    mistake = scene.mistake(at=ago[3])
    claim = scene.claim(stub, scene.provider, at=ago[6])
    stale = scene.stale()
    assert waiting(scene) == [
        (Item.STALE, stale),
        (Item.CLAIM, claim),
        (Item.EDIT, edit),
        (Item.LIVE, live),
        (Item.MISTAKE, mistake),
        (Item.CHECK, number),
        (Item.NEW, new),
    ]


def test_what_is_not_sent_was_taken_back_sent_back_or_decided_does_not_wait(scene: Scene) -> None:
    edit = scene.edit(summary="Day and night.")
    assert waiting(scene) == [(Item.EDIT, edit)]
    at = now() + timedelta(minutes=1)
    for changed in ({"submitted_at": None}, {"returned_at": at}, {"decided_at": at}):
        with scene.app.app_context():
            row = db.session.get_one(Revision, edit)
            before = {name: getattr(row, name) for name in changed}
            for name, value in changed.items():
                setattr(row, name, value)
            db.session.commit()
        assert waiting(scene) == [], changed
        with scene.app.app_context():
            for name, value in before.items():
                setattr(db.session.get_one(Revision, edit), name, value)
            db.session.commit()


def test_claims_of_people_who_left_and_claims_taken_back_do_not_wait(scene: Scene) -> None:
    with scene.app.app_context():
        adviser = add_person(scene.listing)
        for one in db.session.query(Credential):
            one.accepted_at = None
        db.session.commit()
        assert len(list_waiting(today(), now())) == 2
        first = db.session.query(Credential).first()
        assert first is not None
        first.withdrawn_at = now()
        db.session.commit()
        assert len(list_waiting(today(), now())) == 1
        db.session.get_one(Adviser, adviser).left_at = now()
        db.session.commit()
        assert list_waiting(today(), now()) == []


@pytest.mark.parametrize(
    ("kind", "due", "seen", "today_", "expected"),
    [
        (Kind.CDI, None, date(2026, 1, 10), date(2026, 12, 10), None),
        (Kind.CDI, None, date(2026, 1, 10), date(2026, 12, 11), date(2026, 12, 11)),
        (Kind.CDI, None, date(2026, 1, 10), date(2027, 3, 1), date(2026, 12, 11)),
        (Kind.CDI, None, None, date(2027, 3, 1), None),
        (Kind.MATRIX, date(2026, 6, 1), date(2026, 1, 10), date(2026, 6, 1), None),
        (Kind.MATRIX, date(2026, 6, 1), date(2026, 1, 10), date(2026, 6, 2), date(2026, 6, 2)),
        (Kind.MATRIX, date(2026, 6, 1), date(2026, 6, 2), date(2026, 7, 2), None),
        (Kind.INSURANCE, date(2026, 6, 1), date(2026, 1, 1), date(2026, 7, 2), None),
    ],
)
def test_when_a_claim_is_to_be_looked_at_again(
    kind: Kind, due: date | None, seen: date | None, today_: date, expected: date | None
) -> None:
    status = {Kind.CDI: "RCDP_CURRENT", Kind.MATRIX: "HELD", Kind.INSURANCE: "PL"}[kind]
    claim = Claim(kind, status, date(2026, 1, 1), review_due=due)
    checks = (Seen(seen, "the Hub", Result.CONFIRMED),) if seen else ()
    assert recheck_from(Record(claim, checks), today_) == expected


def test_a_claim_that_was_not_borne_out_is_not_looked_at_again() -> None:
    claim = Claim(Kind.CDI, "RCDP_CURRENT", date(2025, 1, 1))
    looks = (Seen(date(2025, 1, 1), "the Hub", Result.NOT_FOUND),)
    assert recheck_from(Record(claim, looks), DAY) is None


def test_of_renewals_only_the_newest_is_looked_at_again(scene: Scene) -> None:
    day = today()
    with scene.app.app_context():
        old = add_matrix(scene.listing, day - timedelta(days=3), checked_on=day - timedelta(days=9))
    assert waiting(scene) == [(Item.CHECK, old)]
    with scene.app.app_context():
        add_matrix(scene.listing, day + timedelta(days=300), checked_on=day)
    assert waiting(scene) == []


def test_a_listing_to_be_confirmed_waits_until_its_provider_was_reminded(scene: Scene) -> None:
    stale = scene.stale()
    at = now()
    with scene.app.app_context():
        listings.remind(stale, **scene.by(), at=at)
    assert scene.letters() == [("listing-please-confirm", "kim.keeper@example.org")]
    assert waiting(scene) == []
    with scene.app.app_context():
        later = at + timedelta(days=14)
        assert [one.item for one in list_waiting(later.date(), later)] == [Item.STALE]
        with pytest.raises(NotAllowed) as no:
            listings.remind(stale, **scene.by(), at=at + timedelta(days=13))
        assert no.value.why is Refusal.REMINDED
        unkept = scene.stale("Nobody's Careers", kept=False)
        with pytest.raises(NotAllowed) as no:
            listings.remind(unkept, **scene.by(), at=at)
        assert no.value.why is Refusal.NOBODY_KEEPS_IT


def test_the_filters_narrow_the_list_and_their_figures_say_how_far(scene: Scene) -> None:
    edit = scene.edit(summary="Day and night.")
    scene.mistake()
    scene.stale()
    mo = scene.browser()
    mo.get(f"/moderation/revisions/{edit}").submit(button="Take it")
    page = mo("moderation.queue")
    assert "3 wait, oldest first" in page
    assert rows(page)[0].startswith("Quiet Lane Careers")
    assert "Change to a listing (1)" in page
    assert "Mine (1)" in page
    assert len(rows(page.submit({"kind": "mistake"}, button="Apply filters"))) == 1
    mine = page.submit({"hands": "mine"}, button="Apply filters")
    assert "yours" in mine
    assert len(rows(mine)) == 1
    assert len(rows(page.submit({"hands": "nobody's"}, button="Apply filters"))) == 2
    assert len(rows(page.submit({"q": "QUIET"}, button="Apply filters"))) == 1
    assert "None is like that" in page.submit({"q": "no such"}, button="Apply filters")
    assert "Mo Moderator has it" in scene.browser("max")("moderation.queue")
    assert "3 things about listings wait" in mo("moderation.desk")


def test_a_long_queue_comes_in_pages(scene: Scene) -> None:
    for _ in range(27):
        scene.mistake()
    page = scene.browser()("moderation.queue")
    assert len(rows(page)) == 25
    assert len(rows(page.visitor("moderation.queue", page=2))) == 2
    page.visitor("moderation.queue", page="0", expect=404)


def test_somebody_takes_an_item_lets_it_go_and_takes_it_over(scene: Scene) -> None:
    edit = scene.edit(summary="Day and night.")
    mo, other = scene.browser(), scene.browser("max")
    path = f"/moderation/revisions/{edit}?kind=edit"
    page = mo.get(path)
    assert "Nobody has taken this." in page
    stale_page = other.get(path)
    page = page.submit(button="Take it")
    assert "You have taken this" in page
    assert page.path == path  # the filters stay
    missed = stale_page.submit(button="Take it")
    assert "Somebody else did something with this meanwhile" in missed
    taken_over = missed.submit(button="Take it over")
    assert "You have taken this" in taken_over
    assert "Max Moderator has taken this" in mo.get(path)
    assert "Nobody has taken this." in taken_over.submit(button="Let it go")


def test_notes_are_kept_for_the_hub_alone(scene: Scene) -> None:
    edit = scene.edit(summary="Day and night.")
    opened = scene.browser().get(f"/moderation/revisions/{edit}")
    for _ in range(2):  # as somebody does who presses twice
        page = opened.submit({"text": "I rang them.\nThey will send it."}, button="Add note")
    assert len(page.select("[aria-label=Notes] li")) == 1
    assert "I rang them." in page
    assert "Mo Moderator" in page
    assert scene.events()[-1] == ("note on item", {"item": "revision"})
    assert "The note was not kept" in page.submit(button="Add note")
    assert "I rang them." not in scene.browser("kim").get("/providers/lantern-lane-careers")


def test_a_decision_leads_to_the_next_item_which_is_then_taken(scene: Scene) -> None:
    at = now()
    first = scene.mistake(at=at - timedelta(hours=3))
    taken = scene.mistake(at=at - timedelta(hours=2))
    last = scene.mistake(at=at - timedelta(hours=1))
    scene.edit(at=at - timedelta(hours=4), summary="Day and night.")
    with scene.app.app_context():
        minding.assign(Subject.MISTAKE, taken, scene.max, seen=0, **scene.by("max"), at=at)
    mo = scene.browser()
    page = mo.get(f"/moderation/mistakes/{first}?kind=mistake")
    page = page.submit({"outcome": "NOTHING_WRONG"}, button="Decide and take the next")
    assert page.path == f"/moderation/mistakes/{last}?kind=mistake"
    assert "You have taken this" in page
    page = page.submit({"outcome": "MENDED"}, button="Decide and take the next")
    assert page.path == "/moderation/queue?kind=mistake"
    assert "nothing else of this list waits for you" in page
    with scene.app.app_context():
        assert db.session.query(DeskMark).count() == 1  # what is decided is nobody's any more


def test_the_next_item_is_none_that_somebody_else_has_to_decide(scene: Scene) -> None:
    with scene.app.app_context():
        join(scene.provider, scene.mo)
    first = scene.stale("Nobody's Careers", kept=False)
    scene.edit(summary="Day and night.")
    page = scene.browser()("moderation.queue")
    assert "somebody else has to decide" in page
    with scene.app.app_context():
        after = (Subject.LISTING, first)
        assert next_item(Picked(), scene.mo, after, today=today(), at=now()) is None
        assert next_item(Picked(), scene.max, after, today=today(), at=now()) is not None


def test_whoever_asks_for_a_listing_does_not_decide_about_it_either(scene: Scene) -> None:
    with scene.app.app_context():
        stub = add_provider("Stub Lane Careers", status=ListingStatus.STUB, confirmed_on=None)
        asking = make_organisation("Asking Careers", Organisations.PROVIDER)
        join(asking, scene.mo)
    scene.claim(stub, asking)
    with scene.app.app_context():
        with pytest.raises(NotAllowed) as no:
            listings.suspend(stub, "Gone.", person_id=scene.mo, **scene.by(), at=now())
        assert no.value.why is Refusal.OWN
        assert db.session.get_one(Listing, stub).listing_status == ListingStatus.STUB


def test_what_is_not_there_cannot_be_taken(scene: Scene) -> None:
    mo = scene.browser()
    token = {"csrf_token": "x"}
    mo.send("/moderation/queue/revision/999/assign", token, expect=400)
    page = mo.get(f"/moderation/mistakes/{scene.mistake()}")
    form = {"csrf_token": str(page.form(button="Take it").select("[name=csrf_token]")[0]["value"])}
    for path in ("revision/999/assign", "nonsense/1/assign", "credential/999/note"):
        mo.send(f"/moderation/queue/{path}", form, expect=404)
