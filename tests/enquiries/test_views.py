"""Asking and answering, from page to page."""

from flask import Flask

from tests.account.letters import letters, link
from tests.enquiries.threads import QUESTION, VISITOR, Pair
from tests.page import Visitor


def test_a_school_asks_and_an_adviser_answers(app: Flask, pair: Pair) -> None:
    school = pair.of_school()
    page = school("providers.listing", slug=pair.slug).follow("Ask this provider")
    page = page.submit({"text": QUESTION}, button="Send question")
    assert page.heading == "Your question to Lantern Lane Careers"
    assert letters(app) == [
        ("enquiry", "ada.advice@example.org"),
        ("enquiry", "bea.advice@example.org"),
    ]
    adviser = pair.of_provider()
    page = adviser.get(link(app, "enquiry"))
    assert "Sam Smith, Example High" in page
    assert "sam.smith@example.org" in page
    page = page.submit({"text": "Yes, on Tuesdays."}, button="Send answer")
    assert letters(app)[2:] == [("enquiry-answered", "sam.smith@example.org")]
    page = school.get(link(app, "enquiry-answered"))
    assert "Yes, on Tuesdays." in page
    assert "Answered" in page


def test_a_visitor_proves_the_address_first(app: Flask, pair: Pair, visit: Visitor) -> None:
    page = visit("enquiries.ask", slug=pair.slug).submit(
        VISITOR | {"text": QUESTION}, button="Continue"
    )
    assert "we have sent a link to vic.reed@example.org" in page
    assert letters(app) == [("enquiry-link", "vic.reed@example.org")]
    page = visit.get(link(app, "enquiry-link")).submit(button="Send question")
    assert page.heading == "Your question to Lantern Lane Careers"
    assert [letter for letter, _ in letters(app)[1:]] == ["enquiry", "enquiry"]
    adviser = pair.of_provider()
    adviser.get(link(app, "enquiry")).submit({"text": "Yes."}, button="Send answer")
    page = visit.get(link(app, "enquiry-answered"))
    assert "Yes." in page
    page.submit({"text": "Good."}, button="Send message")
    assert letters(app)[-1][0] == "enquiry-more"
