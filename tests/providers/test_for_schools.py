"""What signed-in schools are shown besides what everybody sees, and what search engines may read as data."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from portal.credentials.rules import Claim, Kind, Result
from portal.organisation import rules as organisations
from portal.providers.actions import record_credential
from portal.providers.queries import list_addresses
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.builders import AT, DAY, add_matrix, add_person, add_provider, check
from tests.page import Page, Visitor

SLUG = "lantern-lane-careers"
FOR_SCHOOLS = (
    "Public liability insurance, £5 million",
    "Enhanced with children's barred list",
    "Employers",
    "£300 to £349 a day",
    "Offered on request",
    "2 listed, 1 of them qualified",
)
ADDRESSES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("providers.listing", {"slug": SLUG}),
    ("providers.compare", {"pick": SLUG}),
    ("providers.search", {"q": "lantern"}),
    ("providers.shortlist", {}),
)
LINKED = {"@context", "@type", "name", "url", "description", "sameAs", "areaServed"}
TERRIBLE = "</script><script>PWN=1</script><!--<script> ]]> \u2028 &quot;' {{7*7}} \\"


@pytest.fixture
def provider(app: Flask) -> Flask:
    """A provider with something of everything that only schools are shown."""
    with app.app_context():
        listing = add_provider(
            price_basis="DAY",
            price_band="P4",
            price_said_on=DAY,
            price_vat="EXEMPT",
            references_offered=True,
        )
        adviser = add_person(listing)
        add_person(listing, "Q4_IA", "NOT_REGISTERED")
        ends = date(2027, 6, 1)
        for status, amount in (("PL", "5"), ("EL", "10")):
            claim = Claim(Kind.INSURANCE, status, DAY, review_due=ends, amount=amount)
            record_credential(listing, claim, by="test", at=AT)
        declared = Claim(Kind.DBS, "ENH_CBL", DAY)
        record_credential(listing, declared, adviser_id=adviser, by="test", at=AT)
    return app


def acting_for(app: Flask, kind: organisations.Kind) -> Visitor:
    """A browser of somebody who acts for an organisation of this kind."""
    with app.app_context():
        person, organisation = make_person(), make_organisation("Theirs", kind)
        join(organisation, person)
    return signed_in(app, person, organisation)


def everything(visit: Visitor) -> str:
    """What every page about the provider says to this reader."""
    visit.send("/providers/shortlist", {"slug": SLUG, "change": "add"})
    return " ".join(visit(endpoint, **values).text for endpoint, values in ADDRESSES)


def linked(page: Page) -> dict[str, object] | None:
    """The page's data for search engines."""
    found = page.soup.select('script[type="application/ld+json"]')
    assert len(found) <= 1
    return json.loads(str(found[0].string)) if found else None


@pytest.mark.parametrize("word", FOR_SCHOOLS)
def test_a_signed_in_school_is_shown_it(provider: Flask, word: str) -> None:
    assert word in everything(acting_for(provider, organisations.Kind.SCHOOL))


def test_nobody_else_is_whoever_they_are(provider: Flask) -> None:
    for visit in (
        Visitor(provider),
        acting_for(provider, organisations.Kind.PROVIDER),
        signed_in(provider, 1),
    ):
        said = everything(visit)
        assert [word for word in (*FOR_SCHOOLS, "£", "DBS check:") if word in said] == []
        assert "A school that signs in is also shown insurance" in said


def test_what_a_school_is_shown_says_what_it_rests_on(provider: Flask) -> None:
    page = acting_for(provider, organisations.Kind.SCHOOL)("providers.listing", slug=SLUG)
    assert "stated by the provider on 24 November 2026, not checked, cover ends 1 June 2027" in page
    assert "£300 to £349 a day. Exempt from VAT. Not checked. Shown to signed-in schools" in page
    assert "A school that signs in" not in page
    assert "no-store" in page.response.headers["Cache-Control"]


def test_a_price_for_everybody_says_nothing_of_schools(provider: Flask) -> None:
    with provider.app_context():
        add_provider(
            "Open", price_basis="DAY", price_band="P4", price_said_on=DAY, price_public=True
        )
    page = Visitor(provider)("providers.listing", slug="open")
    assert "£300 to £349 a day. Not checked." in page
    assert "signed-in schools only" not in page


def test_past_insurance_and_an_old_declaration_are_hidden_from_schools_too(app: Flask) -> None:
    with app.app_context():
        listing = add_provider()
        over = Claim(Kind.INSURANCE, "PL", DAY, review_due=DAY - timedelta(days=1), amount="5")
        record_credential(listing, over, by="test", at=AT)
        old = Claim(Kind.DBS, "ENH", DAY - timedelta(days=370))
        record_credential(listing, old, by="test", at=AT)
    page = acting_for(app, organisations.Kind.SCHOOL)("providers.listing", slug=SLUG)
    assert "insurance" not in page.text.replace("shown insurance", "")
    assert "DBS check" not in page


def test_pages_say_when_the_hub_last_saw_evidence_and_when_the_provider_confirmed(
    app: Flask,
) -> None:
    with app.app_context():
        listing = add_provider(confirmed_on=date(2026, 11, 2))
        claim = add_matrix(listing, date(2028, 1, 1), checked_on=date(2026, 10, 12))
    visit = Visitor(app)
    for endpoint, values in ADDRESSES[:3]:
        page = visit(endpoint, **values)
        assert "Last check by the Hub" in page
        assert "12 October 2026" in page
        assert "2 November 2026" in page
    with app.app_context():
        check(claim, date(2026, 11, 20), Result.NOT_FOUND)
    page = visit("providers.listing", slug=SLUG)
    assert (
        "Nothing checked yet" in page
    )  # what was looked at and not borne out is no mark of honour


def test_nothing_is_said_of_checks_where_nobody_keeps_the_entry(app: Flask) -> None:
    with app.app_context():
        add_provider(status=ListingStatus.STUB, confirmed_on=None, terms={}, provider_type="")
    page = Visitor(app)("providers.listing", slug=SLUG)
    assert "Last check by the Hub" not in page
    assert linked(page) is None


@pytest.mark.parametrize("more", [{"noindex": True}, {"is_example": True}])
def test_search_engines_that_are_to_stay_away_find_no_data_nor_the_address(
    app: Flask, more: dict[str, bool]
) -> None:
    with app.app_context():
        add_provider(**more)  # type: ignore[arg-type]
        if "noindex" in more:
            assert list_addresses(DAY) == []
    page = Visitor(app)("providers.listing", slug=SLUG)
    assert page.soup.select_one("meta[name=robots][content=noindex]") is not None
    assert linked(page) is None


def test_the_data_for_search_engines_have_the_named_keys_and_no_other(provider: Flask) -> None:
    with provider.app_context():
        add_provider("Whole", website="https://whole.example", about="Long", source_note="Why")
    said = linked(Visitor(provider)("providers.listing", slug="whole"))
    assert said is not None
    assert set(said) == LINKED
    assert said["url"] == "http://localhost/providers/whole"
    assert said["areaServed"] == ["Liverpool", "Wirral"]
    as_school = acting_for(provider, organisations.Kind.SCHOOL)("providers.listing", slug=SLUG)
    assert set(linked(as_school) or {}) <= LINKED


@pytest.mark.parametrize("field", ["name", "summary", "website"])
def test_hostile_text_in_the_data_stays_what_it_was(app: Flask, field: str) -> None:
    typed = f"https://a.example/?{TERRIBLE.replace(' ', '')}" if field == "website" else TERRIBLE
    typed = typed.replace("\u2028", "") if field == "website" else typed
    given = {"name": "Plain", field: typed}
    with app.app_context():
        add_provider(**given)  # type: ignore[arg-type]
        slug = list_addresses(DAY)[0].slug
    page = Visitor(app)("providers.listing", slug=slug)
    said = linked(page)
    assert said is not None
    assert said[{"name": "name", "summary": "description", "website": "sameAs"}[field]] == typed
    assert len(page.soup.select("script:not([src])")) == 1
    assert "PWN=1" not in "".join(str(tag.string) for tag in page.soup.select("script:not([type])"))
