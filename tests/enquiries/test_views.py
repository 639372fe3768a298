"""Asking and answering, from page to page."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.clock import now, today
from portal.db import db
from portal.enquiries.catalogue import ADDRESS_ONLY, NOBODY, OWN, STOPPED
from portal.enquiries.forms import ADDRESS
from portal.enquiries.models import Enquiry
from portal.enquiries.queries import list_keepers_of
from portal.mail.models import Mail
from portal.organisation.models import Membership, Organisation
from portal.organisation.rules import Kind
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.account.letters import letters, link
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.enquiries.threads import QUESTION, VISITOR, Pair, asked_by_visitor
from tests.page import Visitor

TO_KEEPERS = [("enquiry", "ada.advice@example.org"), ("enquiry", "bea.advice@example.org")]


def test_a_school_asks_from_the_listing_and_an_adviser_answers(app: Flask, pair: Pair) -> None:
    school = pair.of_school()
    page = school("providers.listing", slug=pair.slug).follow("Ask this provider")
    assert "You ask for Example High." in page
    page = page.submit({"text": QUESTION}, button="Send question")
    assert page.heading == "Your question to Lantern Lane Careers"
    assert "You, Example High" in page
    assert letters(app) == TO_KEEPERS
    page = pair.of_provider().get(link(app, "enquiry"))
    assert page.heading == "Question from Example High"
    assert "Sam Smith, Example High" in page
    assert "We are in Birkenhead." in page
    page.submit({"text": "Yes, on Tuesdays."}, button="Send answer")
    assert letters(app)[2:] == [("enquiry-answered", "sam.smith@example.org")]
    page = school.get(link(app, "enquiry-answered"))
    assert "Yes, on Tuesdays." in page
    assert page.select(".app-badge__words")[0] == "Answered"


def test_a_visitor_proves_the_address_before_anything_is_sent_on(
    app: Flask, pair: Pair, visit: Visitor
) -> None:
    page = visit("enquiries.ask", slug=pair.slug)
    page = page.submit(
        VISITOR | {"email": "Vic.Reed@Example.org", "text": QUESTION}, button="Continue"
    )
    assert "we have sent a link to vic.reed@example.org" in page
    assert letters(app) == [("enquiry-link", "vic.reed@example.org")]
    assert "Nothing waits for you." in pair.of_provider()("enquiries.home")
    pair.of_provider().get("/enquiries/1", expect=404)
    page = visit.get(link(app, "enquiry-link"))
    assert "We are in Birkenhead." in page
    assert len(letters(app)) == 1, "looking sends nothing"
    page = page.submit(button="Send question")
    assert page.heading == "Your question to Lantern Lane Careers"
    assert letters(app)[1:] == TO_KEEPERS
    assert visit.get(link(app, "enquiry-link")).path == page.path, "the link opens the thread now"
    answer = pair.of_provider().get(link(app, "enquiry"))
    assert ADDRESS_ONLY in answer
    answer.submit({"text": "Yes."}, button="Send answer")
    assert letters(app)[-1] == ("enquiry-answered", "vic.reed@example.org")
    page = visit.get(link(app, "enquiry-answered"))
    assert "Yes." in page
    page.submit({"text": "Good."}, button="Send message")
    assert [letter for letter, _ in letters(app)][-2:] == ["enquiry-more"] * 2


def test_the_letters_link_is_named_to_nobody_and_a_wrong_one_opens_nothing(
    app: Flask, pair: Pair, visit: Visitor
) -> None:
    asked_by_visitor(pair)
    for path in (link(app, "enquiry-link"), "/enquiries/open/none", "/enquiries/prove/none"):
        page = visit.get(path, expect=404 if "none" in path else 200)
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert "This link opens nothing." in visit.get("/enquiries/open/none", expect=404)


def test_the_school_reads_no_name_and_no_address_of_the_providers_people(
    app: Flask, pair: Pair, visit: Visitor
) -> None:
    number = asked_by_visitor(pair, proved=True)
    school = pair.of_school()
    page = school("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    for path in (f"/enquiries/{number}", page.path):
        pair.of_provider().get(path).submit({"text": "Yes."}, button="Send answer")
    own, by_link = school.get(page.path), visit.get(link(app, "enquiry-link"))
    for seen in (own, by_link, school("enquiries.home")):
        assert "Ada" not in seen
        assert "ada.advice@example.org" not in seen.html
    assert "Lantern Lane Careers" in by_link
    assert "Yes." in by_link
    with app.app_context():
        values = db.session.scalars(db.select(Mail.values).where(Mail.letter == "enquiry-answered"))
        assert all("Ada" not in str(one) and "advice@" not in str(one) for one in values)
    colleague = pair.of_provider(pair.other_adviser).get(page.path)
    assert "Ada Advice, Lantern Lane Careers" in colleague, "colleagues see who answered"


def test_colleagues_of_both_sides_open_the_thread_and_nobody_else_does(
    app: Flask, pair: Pair
) -> None:
    page = pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    pair.of_school(pair.colleague).get(page.path)
    pair.of_provider(pair.other_adviser).get(page.path)
    with app.app_context():
        others = [
            (make_organisation(f"Other {kind}", kind), make_person(f"Other {kind}"))
            for kind in (Kind.SCHOOL, Kind.PROVIDER)
        ]
        for organisation, person in others:
            join(organisation, person)
    for organisation, person in others:
        stranger = signed_in(app, person, organisation)
        stranger.get(page.path, expect=404)
        assert "Example High" not in stranger("enquiries.home")


def test_whoever_no_longer_keeps_the_listing_reads_nothing_of_it(app: Flask, pair: Pair) -> None:
    page = pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    with app.app_context():
        db.session.get_one(Listing, pair.listing).organisation_id = None
        db.session.commit()
    pair.of_provider().get(page.path, expect=404)
    page = pair.of_school().get(page.path)
    assert STOPPED in page
    assert page.select("textarea") == []


def test_what_a_provider_was_asked_is_listed_unanswered_first(app: Flask, pair: Pair) -> None:
    school = pair.of_school()
    for text in ("First question", "Second question"):
        school("enquiries.ask", slug=pair.slug).submit({"text": text})
    adviser = pair.of_provider()
    adviser.get(link(app, "enquiry")).submit({"text": "Yes."}, button="Send answer")
    page = adviser("enquiries.home")
    assert page.select("main h2") == ["Not answered yet", "Answered or closed"]
    assert page.text.index("First question") < page.text.index("Second question")
    assert school("enquiries.home").text.index("Second") < page.text.index("Second")
    home = adviser("organisation.home").follow("Answer what schools ask you")
    assert home.heading == "What schools ask you"


def test_an_answer_by_mail_is_noted_and_mails_nobody(app: Flask, pair: Pair) -> None:
    school = pair.of_school()
    page = school("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    answered = pair.of_provider().get(page.path)
    answered.submit({"note": "x" * 501}, button="Note it as answered", expect=422)
    answered = answered.submit({"note": "Sent our prices."}, button="Note it as answered")
    assert answered.select(".app-badge__words")[0] == "Answered"
    assert letters(app) == TO_KEEPERS
    page = school.get(page.path)
    assert "Lantern Lane Careers answered by email" in page
    assert "Sent our prices." in page


@pytest.mark.parametrize("side", ["of_school", "of_provider"])
def test_either_side_closes_it_and_then_nobody_writes(app: Flask, pair: Pair, side: str) -> None:
    page = pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    before = pair.of_provider().get(page.path)
    closer = getattr(pair, side)()
    closer.get(page.path).submit(button="Close this enquiry")
    late = before.submit({"text": "Yes, on Tuesdays."}, button="Send answer", expect=409)
    assert "This enquiry is closed." in late
    assert "Yes, on Tuesdays." in late, "what was typed is not lost"
    assert letters(app) == TO_KEEPERS
    pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    assert len(letters(app)) == 4, "once it is closed the same may be asked again"


def test_a_visitor_closes_it_by_the_link(app: Flask, pair: Pair, visit: Visitor) -> None:
    asked_by_visitor(pair, proved=True)
    page = visit.get(link(app, "enquiry-link")).submit(button="Close this enquiry")
    assert "This enquiry is closed." in page


def test_who_writes_while_a_colleague_answers_is_shown_the_answer_first(
    app: Flask, pair: Pair
) -> None:
    path = pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION}).path
    first, second = (pair.of_provider(one).get(path) for one in (pair.adviser, pair.other_adviser))
    first.submit({"text": "Yes, on Tuesdays."}, button="Send answer")
    shown = second.submit({"text": "No."}, button="Send answer", expect=409)
    assert "Yes, on Tuesdays." in shown
    assert shown.soup.textarea is not None
    assert shown.soup.textarea.get_text().strip() == "No."
    assert len(letters(app)) == 3
    shown.submit(button="Send answer")
    assert len(letters(app)) == 4


def test_sending_a_form_twice_has_one_effect(app: Flask, pair: Pair) -> None:
    form = pair.of_school()("enquiries.ask", slug=pair.slug)
    page = form.submit({"text": QUESTION})
    assert form.submit({"text": QUESTION}).heading == "What you asked providers"
    answer = pair.of_provider().get(page.path)
    for _ in range(2):
        answer.submit({"text": "Yes."}, button="Send answer")
    assert len(letters(app)) == 3


def test_the_same_question_that_is_open_is_refused(app: Flask, pair: Pair) -> None:
    pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    page = pair.of_school(pair.colleague)("enquiries.ask", slug=pair.slug)
    said = page.submit({"text": f" {QUESTION.upper()}\n"}, expect=422)
    assert "the same already" in said.errors["text"]
    assert letters(app) == TO_KEEPERS


def test_a_visitor_who_asks_again_is_sent_the_same_link_once_more(
    app: Flask, pair: Pair, visit: Visitor
) -> None:
    asked_by_visitor(pair)
    first = link(app, "enquiry-link")
    asked_by_visitor(pair)
    assert link(app, "enquiry-link") == first
    assert [letter for letter, _ in letters(app)] == ["enquiry-link"] * 2
    visit.get(first).submit(button="Send question")
    page = visit("enquiries.ask", slug=pair.slug)
    said = page.submit(VISITOR | {"text": QUESTION}, button="Continue", expect=422)
    assert "the same already" in said.errors["text"]


def test_a_form_with_mistakes_keeps_what_was_typed(pair: Pair, visit: Visitor) -> None:
    typed = {"text": QUESTION, "name": "See x.example", "school": "Moss", "email": "a,b@x.example"}
    page = visit("enquiries.ask", slug=pair.slug).submit(typed, button="Continue", expect=422)
    assert page.errors == {"name": "Enter a name without a web or email address", "email": ADDRESS}
    assert "We are in Birkenhead." in page.html
    empty = visit("enquiries.ask", slug=pair.slug).submit(button="Continue", expect=422)
    assert set(empty.errors) == {"text", "name", "school", "email"}


def test_whoever_cannot_be_asked_says_why(app: Flask, pair: Pair, visit: Visitor) -> None:
    form = pair.of_school()("enquiries.ask", slug=pair.slug)
    assert OWN in pair.of_provider()("enquiries.ask", slug=pair.slug)
    nobody = visit("enquiries.ask", slug="no-such-listing", expect=404)
    assert "There is no listing at this address now." in nobody
    with app.app_context():
        db.session.get_one(Organisation, pair.provider).frozen_at = now()
        db.session.commit()
    assert STOPPED in visit("enquiries.ask", slug=pair.slug)
    late = form.submit({"text": QUESTION}, expect=409)
    assert "We are in Birkenhead." in late
    with app.app_context():
        listing = db.session.get_one(Listing, pair.listing)
        listing.organisation_id = None
        db.session.commit()
    assert NOBODY in visit("enquiries.ask", slug=pair.slug)
    assert "Ask this provider" not in visit("providers.listing", slug=pair.slug)
    with app.app_context():
        db.session.get_one(Listing, pair.listing).listing_status = ListingStatus.ARCHIVED
        db.session.commit()
    gone = visit("enquiries.ask", slug=pair.slug, expect=404)
    assert "Lantern Lane" not in gone
    assert letters(app) == []


def test_a_link_that_comes_too_late_for_the_listing_sends_nothing(
    app: Flask, pair: Pair, visit: Visitor
) -> None:
    asked_by_visitor(pair)
    page = visit.get(link(app, "enquiry-link"))
    with app.app_context():
        db.session.get_one(Listing, pair.listing).organisation_id = None
        db.session.commit()
    page = page.submit(button="Send question", expect=409)
    assert "this was not sent" in page
    assert [letter for letter, _ in letters(app)] == ["enquiry-link"]


def test_the_answer_goes_to_the_schools_administrators_once_whoever_asked_has_left(
    app: Flask, pair: Pair
) -> None:
    page = pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    with app.app_context():
        db.session.get_one(Membership, (pair.school, pair.asker)).end()
        db.session.commit()
    answer = pair.of_provider().get(page.path)
    assert "sam.smith@example.org" not in answer.html
    answer.submit({"text": "Yes."}, button="Send answer")
    assert letters(app)[-1] == ("enquiry-answered", "jo.jones@example.org")


def test_whoever_keeps_the_listing_later_reads_nothing_of_before(app: Flask, pair: Pair) -> None:
    page = pair.of_school()("enquiries.ask", slug=pair.slug).submit({"text": QUESTION})
    with app.app_context():
        later, rae = make_organisation("Quay Street", Kind.PROVIDER), make_person("Rae Rival")
        join(later, rae)
        listing = db.session.get_one(Listing, pair.listing)
        listing.organisation_id, listing.claimed_on = later, today() + timedelta(days=1)
        db.session.commit()
    keeper = signed_in(app, rae, later)
    keeper.get(page.path, expect=404)
    assert QUESTION.splitlines()[0] not in keeper("enquiries.home")
    asked = pair.of_school().get(page.path)
    assert STOPPED in asked
    assert asked.select("textarea") == []
    with app.app_context():
        enquiry = db.session.scalars(select(Enquiry)).one()
        listing = db.session.get_one(Listing, pair.listing)
        assert list_keepers_of(enquiry, listing) == []
        listing.claimed_on = today()
        db.session.commit()
        assert [one.person_id for one in list_keepers_of(enquiry, listing)] == [rae]
    assert keeper.get(page.path).path == page.path
