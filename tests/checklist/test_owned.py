"""A checklist that a school keeps: whoever acts for the school opens it, and nobody else by any means."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.checklist.actions import claim_draft, delete_expired, start_draft
from portal.checklist.catalogue import PAGES
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.models import Draft
from portal.checklist.queries import KEPT_FOR, KEPT_WITH_SCHOOL, find_draft, find_kept, list_kept
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.queries import list_events
from portal.organisation.models import Membership, Organisation
from portal.organisation.rules import Kind
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.checklist.entering import enter, typed, where
from tests.page import Page, Visitor


class School:
    """Example High with two people, another school, a provider, and browsers for all of them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.id = make_organisation("Example High")
            self.other_id = make_organisation("Another High")
            self.provider_id = make_organisation("Lantern Lane", Kind.PROVIDER)
            self.sam, self.alex, self.pat = (make_person(name) for name in ("Sam", "Alex", "Pat"))
            join(self.id, self.sam)
            join(self.id, self.alex)
            join(self.other_id, self.pat)
            join(self.provider_id, self.sam)

    def browser(self, person_id: int, organisation_id: int | None = None) -> Visitor:
        """A browser in which somebody is signed in; for Example High unless told otherwise."""
        return signed_in(self.app, person_id, organisation_id or self.id)

    def draft(self) -> Draft:
        """The one checklist there is, as it is now."""
        return db.session.scalars(select(Draft)).one()

    def events(self) -> list[tuple[str, str, str]]:
        """What was done to the one checklist: action, by whom, for whom."""
        with self.app.app_context():
            found = list_events(f"draft:{self.draft().id}")
            return [(event.action, event.actor, event.behalf) for event in found]


@pytest.fixture
def high(world: Flask) -> School:
    """The people of this file."""
    return School(world)


def start(visitor: Visitor) -> Page:
    """Start a checklist in this browser."""
    visitor("checklist.start").submit(button="Start the checklist")
    return visitor("checklist.tasks")


def link_of(page: Page) -> str:
    """The link by which a checklist without a keeper is opened again."""
    link = page.soup.select_one("a.app-secret-link")
    assert link is not None
    return str(link["href"]).removeprefix("http://localhost")


def begun_unsigned(high: School, person_id: int, *, organisation_id: int | None = None) -> Visitor:
    """A browser in which somebody began a checklist and signed in afterwards, for no organisation yet."""
    visitor = signed_in(high.app, person_id, organisation_id)
    with high.app.app_context():
        secret = start_draft(key="1" * 32, outcome="/", by="visitor", at=now())
    with visitor.client.session_transaction() as session:
        session["draft"], session["begun"] = secret, True
    return visitor


def switch(visitor: Visitor, organisation_id: int) -> Page:
    """Act for an organisation, as the page for it does."""
    form = visitor("organisation.choose").soup.select_one("form[action='/organisation/switch']")
    token = form.select_one("[name=csrf_token]") if form else None
    assert token is not None
    data = {"organisation_id": organisation_id, "csrf_token": str(token["value"])}
    return visitor.send("/organisation/switch", data)


def test_choosing_a_school_keeps_the_checklist_that_was_begun_without_an_account(
    high: School,
) -> None:
    visitor = begun_unsigned(high, high.sam)
    page = switch(visitor, high.id)
    assert "Your checklist is now kept with Example High." in page
    tasks = visitor("checklist.tasks")
    assert "Example High keeps this checklist" in tasks
    assert not tasks.soup.select("a.app-secret-link")
    assert "/checklist/return/" not in tasks.html
    assert high.events()[-1] == (
        "keep checklist",
        f"person:{high.sam}",
        f"organisation:{high.id}",
    )


def test_the_old_link_and_the_old_cookie_open_nothing_any_more(high: School) -> None:
    anonymous = Visitor(high.app)
    old = link_of(start(anonymous))
    owner = high.browser(high.sam)
    owner.get(old)
    owner("checklist.tasks").submit(button="Keep it with your school")
    assert anonymous("checklist.tasks").path == "/checklist"
    assert Visitor(high.app).get(old).path == "/checklist"
    assert owner("checklist.tasks").path == "/checklist/tasks"
    assert "does not open a checklist" in owner.get(old)
    with high.app.app_context():
        assert find_draft(old.rpartition("/")[2], now()) is None
        assert high.draft().organisation_id == high.id


def test_the_old_secret_is_replaced(high: School) -> None:
    with high.app.app_context():
        start_draft(key="4" * 32, outcome="/", by="visitor", at=now())
        old, number = high.draft().secret_digest, high.draft().id
        claim_draft(number, high.id, by="person:1", at=now(), behalf=f"organisation:{high.id}")
        assert high.draft().secret_digest != old


def test_not_even_the_right_secret_opens_what_a_school_keeps(high: School) -> None:
    with high.app.app_context():
        secret = start_draft(key="5" * 32, outcome="/", by="visitor", at=now())
        high.draft().organisation_id = high.id
        db.session.commit()
        assert find_draft(secret, now()) is None


def test_a_checklist_that_somebody_keeps_is_never_taken(high: School) -> None:
    with high.app.app_context():
        secret = start_draft(key="2" * 32, outcome="/", by="visitor", at=now())
        draft = find_draft(secret, now())
        assert draft is not None
        by = {"by": "person:1", "at": now()}
        assert claim_draft(draft.id, high.id, behalf=f"organisation:{high.id}", **by)  # type: ignore[arg-type]  # by word
        first = high.draft().secret_digest
        assert not claim_draft(draft.id, high.other_id, behalf="organisation:9", **by)  # type: ignore[arg-type]  # by word
        assert (high.draft().organisation_id, high.draft().secret_digest) == (high.id, first)
    assert [action for action, _, _ in high.events()] == ["start checklist", "keep checklist"]


def test_a_provider_takes_no_checklist(high: School) -> None:
    visitor = begun_unsigned(high, high.sam)
    page = switch(visitor, high.provider_id)
    assert "now kept with" not in page
    assert visitor("checklist.tasks").soup.select("a.app-secret-link")
    assert "Keep it with" not in visitor("checklist.tasks").html
    with high.app.app_context():
        assert high.draft().organisation_id is None


def test_opening_a_link_while_acting_for_a_school_asks_before_it_is_kept(high: School) -> None:
    old = link_of(start(Visitor(high.app)))
    visitor = high.browser(high.sam)
    visitor.get(old)
    assert "Keep it with Example High" in visitor("checklist.tasks")
    with high.app.app_context():
        assert high.draft().organisation_id is None
    page = visitor("checklist.tasks").submit(button="Keep it with your school")
    assert page.path == "/checklist/tasks"
    assert "Your checklist is now kept with Example High." in page


def test_a_schools_checklist_is_its_own_from_the_start(high: School) -> None:
    page = start(high.browser(high.sam))
    assert "Example High keeps this checklist" in page
    with high.app.app_context():
        assert high.draft().organisation_id == high.id
    assert high.events() == [
        ("start checklist", f"person:{high.sam}", f"organisation:{high.id}"),
    ]


def test_a_form_sent_twice_starts_one_checklist(high: School) -> None:
    visitor = high.browser(high.sam)
    page = visitor("checklist.start")
    for _ in range(2):
        page.submit(button="Start the checklist")
    with high.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Draft)) == 1


def test_the_school_finds_its_checklists_and_opens_one(high: School) -> None:
    first = high.browser(high.sam)
    start(first)
    enter(first, "school", EXAMPLE)
    colleague = high.browser(high.alex)
    page = colleague("checklist.start")
    (listed,) = page.select(".govuk-task-list__link")
    assert listed.startswith("Example High School, started ")
    assert "1 of " in page
    assert "Start another checklist" in page
    assert page.follow(listed).path == "/checklist/tasks"
    assert "Example High School" in colleague("checklist.check")


@pytest.mark.parametrize("who", ["another school", "a provider", "nobody"])
def test_who_does_not_act_for_the_school_is_told_of_no_such_checklist(
    high: School, who: str
) -> None:
    start(high.browser(high.sam))
    with high.app.app_context():
        number = high.draft().id
        before = db.session.scalar(select(func.count()).select_from(AuditEvent))
    browsers = {
        "another school": lambda: high.browser(high.pat, high.other_id),
        "a provider": lambda: high.browser(high.sam, high.provider_id),
        "nobody": lambda: Visitor(high.app),
    }
    visitor = browsers[who]()
    if who == "nobody":
        answer = visitor.client.get(f"/checklist/open/{number}")
        assert answer.headers["Location"].startswith("/account/sign-in?next=")
        return
    visitor("checklist.open", draft_id=number, expect=404)
    visitor("checklist.open", draft_id=number + 1, expect=404)
    assert visitor("checklist.tasks").path == "/checklist"
    assert not visitor("checklist.start").select(".govuk-task-list__link")
    with high.app.app_context():
        after = db.session.scalar(select(func.count()).select_from(AuditEvent))
    assert (after or 0) > (before or 0), "the refusal is recorded"


def test_a_number_in_the_cookie_opens_nothing_by_itself(high: School) -> None:
    start(high.browser(high.sam))
    with high.app.app_context():
        number = high.draft().id
    for visitor in (Visitor(high.app), high.browser(high.pat, high.other_id)):
        with visitor.client.session_transaction() as session:
            session["checklist"] = number
        for path in ("/checklist/tasks", "/checklist/check", "/checklist/brief/docx"):
            assert visitor.client.get(path).status_code == 302, path


def shut(high: School, how: str) -> None:
    """Take away what lets Sam open the checklist."""
    with high.app.app_context():
        if how == "removal":
            db.session.delete(db.session.get_one(Membership, (high.id, high.sam)))
        else:
            db.session.get_one(Organisation, high.id).frozen_at = now()
        db.session.commit()


@pytest.mark.parametrize("how", ["removal", "freeze", "switching"])
def test_a_checklist_shuts_with_the_next_request(high: School, how: str) -> None:
    visitor = high.browser(high.sam)
    start(visitor)
    page = visitor(where("school"))
    if how == "switching":
        switch(visitor, high.provider_id)
    else:
        shut(high, how)
    assert visitor("checklist.tasks").path == "/checklist"
    answers = typed(PAGES["school"], EXAMPLE)
    refused = page.submit(answers, button="Save and continue", expect=403)
    assert "Example High School" in refused, "what was typed is there to copy"
    with high.app.app_context():
        assert high.draft().values() == {}


def test_the_answers_of_a_signed_in_person_are_theirs_in_the_journal(high: School) -> None:
    visitor = high.browser(high.sam)
    start(visitor)
    enter(visitor, "school", EXAMPLE)
    assert high.events()[-1] == (
        "save answers",
        f"person:{high.sam}",
        f"organisation:{high.id}",
    )


def test_the_second_of_two_colleagues_is_shown_both_versions(high: School) -> None:
    sam, alex = high.browser(high.sam), high.browser(high.alex)
    start(sam)
    with high.app.app_context():
        number = high.draft().id
    alex("checklist.open", draft_id=number)
    first, second = sam(where("school")), alex(where("school"))
    first.submit(typed(PAGES["school"], EXAMPLE), button="Save and continue")
    mine = {**EXAMPLE, "school_name": "What Alex typed"}
    page = second.submit(typed(PAGES["school"], mine), button="Save and continue", expect=409)
    assert "Sam saved this page while you had it open" in page
    assert "Example High School" in page
    assert "What Alex typed" in page.html
    page.submit(button="Save and continue")
    assert "What Alex typed" in sam("checklist.check")
    assert [by for action, by, _ in high.events() if action == "save answers"] == [
        f"person:{high.sam}",
        f"person:{high.alex}",
    ]


def test_a_colleague_may_delete_it_and_the_others_are_told(high: School) -> None:
    sam, alex = high.browser(high.sam), high.browser(high.alex)
    start(sam)
    with high.app.app_context():
        number = high.draft().id
    alex("checklist.open", draft_id=number)
    page = alex("checklist.leave")
    assert "deleted for your colleagues too" in page
    page.submit({"what": "delete"})
    told = sam("checklist.tasks")
    assert (told.path, "is deleted" in told) == ("/checklist", True)
    with high.app.app_context():
        last = list_events(f"draft:{number}")[-1]
        assert (last.action, last.actor) == ("delete checklist", f"person:{high.alex}")
        assert last.behalf == f"organisation:{high.id}"


def test_closing_leaves_it_with_the_school(high: School) -> None:
    visitor = high.browser(high.sam)
    start(visitor)
    assert "still keeps it" in visitor("checklist.leave").submit({"what": "close"})
    assert len(visitor("checklist.start").select(".govuk-task-list__link")) == 1


@pytest.mark.parametrize(
    ("kept", "lasts"), [(False, KEPT_FOR), (True, KEPT_WITH_SCHOOL)], ids=["link", "school"]
)
def test_each_kind_goes_when_its_time_is_over_and_not_before(
    high: School, kept: bool, lasts: timedelta
) -> None:
    at: datetime = now()
    with high.app.app_context():
        secret = start_draft(key="3" * 32, outcome="/", by="visitor", at=at)
        number = high.draft().id
        if kept:
            claim_draft(number, high.id, by="person:1", at=at, behalf=f"organisation:{high.id}")
        almost, over = at + lasts - timedelta(seconds=1), at + lasts
        for moment, there in ((almost, True), (over, False)):
            assert (find_draft(secret, moment) is not None) == (there and not kept)
            assert (find_kept(number, high.id, moment) is not None) == (there and kept)
            assert bool(list_kept(high.id, moment)) == (there and kept)
        assert delete_expired(by="command", at=almost) == 0
        assert delete_expired(by="command", at=over) == 1


def test_listing_costs_the_same_for_one_checklist_and_for_ten(high: School) -> None:
    visitor = high.browser(high.sam)
    start(visitor)
    few = queries(high.app, visitor)
    for _ in range(9):
        visitor("checklist.start").submit(button="Start another checklist")
    assert len(visitor("checklist.start").select(".govuk-task-list__link")) == 10
    assert queries(high.app, visitor) == few


def queries(app: Flask, visitor: Visitor) -> int:
    """How many statements the first page takes."""
    from sqlalchemy import event

    told: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        told.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        assert visitor.client.get("/checklist").status_code == 200
        event.remove(db.engine, "before_cursor_execute", note)
    return len(told)


def test_signing_in_again_goes_on_with_the_same_checklist(high: School) -> None:
    visitor = high.browser(high.sam)
    start(visitor)
    with visitor.client.session_transaction() as session:
        del session["_user_id"]
    answer = visitor.client.get("/checklist/tasks")
    assert answer.headers["Location"] == "/account/sign-in?next=/checklist/tasks"
