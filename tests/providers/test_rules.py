"""What of a listing may be shown on a day, and what is refused."""

from datetime import date, timedelta

import pytest

from portal import places
from portal.credentials.rules import Claim, Kind, Record, Result, Seen
from portal.providers.catalogue import (
    AREAS,
    BOROUGH_NAMES,
    CDI_STANDINGS,
    FACETS,
    LISTING_STATUSES,
    MATRIX_STANDINGS,
    SERVICES,
    TERMS,
    VOCABULARIES,
)
from portal.providers.rules import (
    BOROUGHS,
    GUIDANCE_SERVICES,
    CdiStanding,
    ListingStatus,
    MatrixStanding,
    Particulars,
    Person,
    adviser_problems,
    are_all_in_training,
    boroughs_of,
    cdi_standing,
    is_capacity_fresh,
    listing_problems,
    matrix_standing,
    may_be_listed,
    needs_confirming,
    offer_of,
    price_today,
    report_problems,
    slug_of,
    why_person_may_not_guide,
)

TODAY = date(2026, 11, 24)
SEEN = Seen(date(2026, 10, 12), "the Hub", Result.CONFIRMED)
CONFIRMED = date(2026, 5, 24)


def person(qualification: str, cdi: str = "NOT_REGISTERED", *checks: Seen) -> Person:
    return Person(
        "Adviser",
        "",
        (Record(Claim(Kind.QUALIFICATION, qualification, TODAY)),),
        (Record(Claim(Kind.CDI, cdi, TODAY), checks),),
    )


@pytest.mark.parametrize(
    ("today", "listed", "asks"),
    [
        (date(2026, 11, 24), True, False),
        (date(2026, 11, 25), True, True),
        (date(2026, 12, 24), True, True),
        (date(2026, 12, 25), False, True),
    ],
)
def test_a_listing_is_shown_for_six_months_after_it_was_confirmed_and_thirty_days_more(
    today: date, *, listed: bool, asks: bool
) -> None:
    assert may_be_listed(ListingStatus.PUBLISHED, CONFIRMED, today) is listed
    assert needs_confirming(ListingStatus.PUBLISHED, CONFIRMED, today) is asks


def test_a_stub_has_nobody_to_confirm_it_and_stays() -> None:
    assert may_be_listed(ListingStatus.STUB, None, TODAY)
    assert not needs_confirming(ListingStatus.STUB, None, TODAY)


@pytest.mark.parametrize("status", sorted(set(ListingStatus) - {"STUB", "PUBLISHED"}))
def test_no_other_status_is_shown(status: ListingStatus) -> None:
    assert not may_be_listed(status, TODAY, TODAY)


def test_a_published_listing_that_nobody_confirmed_is_not_shown() -> None:
    assert not may_be_listed(ListingStatus.PUBLISHED, None, TODAY)


def test_free_time_is_fresh_for_ninety_days() -> None:
    assert is_capacity_fresh(TODAY - timedelta(days=90), TODAY)
    assert not is_capacity_fresh(TODAY - timedelta(days=91), TODAY)
    assert not is_capacity_fresh(None, TODAY)


def test_a_price_is_undisclosed_once_its_own_day_or_a_year_has_passed() -> None:
    said = date(2025, 11, 24)
    assert price_today("P3", TODAY, said, TODAY) == "P3"
    assert price_today("P3", None, said, TODAY) == "P3"
    assert price_today("P3", TODAY - timedelta(days=1), said, TODAY) == "P0"
    assert price_today("P3", None, said, TODAY + timedelta(days=1)) == "P0"
    assert price_today("P3", TODAY, None, TODAY) == "P0"


def test_the_whole_region_is_spelt_out_as_six_boroughs_each_once() -> None:
    assert boroughs_of(("LCR_ALL", "REMOTE")) == (*BOROUGHS, "REMOTE")
    assert boroughs_of(("WIR", "LCR_ALL"))[0] == "WIR"
    assert len(boroughs_of(("WIR", "LCR_ALL"))) == 6


@pytest.mark.parametrize(
    ("qualification", "cdi", "words"),
    [
        ("Q6_CL", "RCL_ONLY", "careers leader"),
        ("Q_NONE", "RCL_ONLY", "careers leader"),
        ("Q4_IA", "NOT_REGISTERED", "information and advice only"),
        ("Q_TRAINEE", "APPLIED", "in training"),
        ("QX_LEGACY", "RCDP_LAPSED", "current entry on the CDI register"),
        ("Q_NONE", "UNKNOWN", "Level 6"),
    ],
)
def test_those_who_may_not_give_guidance_lose_only_those_services_and_are_told_why(
    qualification: str, cdi: str, words: str
) -> None:
    offer = offer_of(("PG1", "PG_FU", "CL_CONSULT"), [person(qualification, cdi)], TODAY)
    assert offer.shown == ("CL_CONSULT",)
    assert [code for code, _ in offer.withheld] == ["PG1", "PG_FU"]
    assert words in offer.withheld[0][1]


def test_one_qualified_adviser_is_enough_and_nobody_is_not() -> None:
    team = [person("Q4_IA"), person("Q6_DIPCGD")]
    assert offer_of(("PG1",), team, TODAY).shown == ("PG1",)
    assert offer_of(("PG1",), [], TODAY).withheld[0][0] == "PG1"
    assert offer_of(("ASSEMBLY",), [], TODAY) == offer_of(("ASSEMBLY",), team, TODAY)


def test_an_older_award_counts_until_the_register_was_not_seen_for_a_year() -> None:
    adviser = person("QX_COMP", "RCDP_CURRENT", SEEN)
    assert why_person_may_not_guide(adviser, date(2027, 10, 12)) is None
    assert why_person_may_not_guide(adviser, date(2027, 10, 13)) is not None


def test_an_award_whose_evidence_was_not_accepted_does_not_count() -> None:
    refused = Seen(SEEN.checked_on, "the Hub", Result.REJECTED)
    award = Record(Claim(Kind.QUALIFICATION, "Q7_MA", TODAY), (refused,))
    assert why_person_may_not_guide(Person("Adviser", "", (award,)), TODAY) is not None


def test_the_matrix_filter_holds_only_what_is_checked_and_in_date() -> None:
    due = date(2026, 12, 1)
    claim = Claim(Kind.MATRIX, "HELD", TODAY, "2023", date(2024, 1, 1), due)
    checked = [Record(claim, (SEEN,))]
    assert matrix_standing(checked, due) is MatrixStanding.CURRENT
    assert matrix_standing(checked, due + timedelta(days=1)) is MatrixStanding.EXPIRED
    assert matrix_standing([Record(claim)], TODAY) is MatrixStanding.UNVERIFIED
    towards = [Record(Claim(Kind.MATRIX, "WORKING_TOWARDS", TODAY))]
    assert matrix_standing(towards, TODAY) is MatrixStanding.WORKING_TOWARDS
    assert matrix_standing([], TODAY) is MatrixStanding.NONE
    withdrawn = [Record(Claim(Kind.MATRIX, "WITHDRAWN", TODAY))]
    assert matrix_standing(withdrawn, TODAY) is MatrixStanding.NONE


def test_the_register_filter_holds_only_professionals_seen_within_a_year() -> None:
    seen = person("Q7_MA", "RCDP_CURRENT", SEEN)
    assert cdi_standing([person("Q6_CL", "RCL_ONLY", SEEN), seen], TODAY) is CdiStanding.REGISTERED
    assert cdi_standing([seen], date(2027, 10, 13)) is CdiStanding.UNVERIFIED
    assert cdi_standing([person("Q6_CL", "RCL_ONLY", SEEN)], TODAY) is CdiStanding.NONE
    gone = Seen(date(2026, 11, 1), "the Hub", Result.NOT_FOUND)
    assert cdi_standing([person("Q7_MA", "RCDP_CURRENT", SEEN, gone)], TODAY) is CdiStanding.NONE


def test_an_adviser_in_training_needs_a_supervisor_and_is_marked() -> None:
    assert [p.field for p in adviser_problems("A", "", "Q_TRAINEE")] == ["supervisor"]
    assert adviser_problems("A", "Head of guidance", "Q_TRAINEE") == ()
    assert [p.field for p in adviser_problems(" ", "", "Q7_MA")] == ["label"]
    assert are_all_in_training([person("Q_TRAINEE")])
    assert not are_all_in_training([person("Q_TRAINEE"), person("Q7_MA")])
    assert not are_all_in_training([])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"about": "x" * 200_000}, "about"),
        ({"summary": "bell \x07"}, "summary"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "https://"}, "website"),
        ({"website": "https://[broken"}, "website"),
        ({"provider_type": "ROYAL"}, "provider_type"),
        ({"terms": {"service": ("PG1", "PG9")}}, "service"),
        ({"capacity": "MAYBE"}, "capacity"),
        ({"half_days": -1}, "half_days"),
        ({"easting": 331_000}, "base_outward"),
        ({"capacity_said_on": TODAY + timedelta(days=1)}, "capacity_said_on"),
        ({"price_said_on": TODAY, "price_valid_to": date(2027, 11, 25)}, "price_valid_to"),
    ],
)
def test_what_cannot_be_recorded_is_refused_at_its_field(
    more: dict[str, object], field: str
) -> None:
    values: dict[str, object] = {"name": "Lantern", "provider_type": "SELF_EMP"}
    said = Particulars(**(values | more))  # type: ignore[arg-type]  # fields by name
    assert {p.field for p in listing_problems(said, VOCABULARIES, TODAY)} == {field}


def test_emoji_other_scripts_and_markup_are_kept_as_text() -> None:
    about = "Helo 👩🏽\u200d🏫 مرحبا <script>alert(1)</script>\n=1+1"
    said = Particulars("Łódź & Šárka's", "", about=about)
    assert listing_problems(said, VOCABULARIES, TODAY) == ()


def test_a_report_says_what_is_wrong_within_bounds() -> None:
    assert report_problems("AREA", "Not Halton.", "", VOCABULARIES["mistake"]) == ()
    bad = report_problems("?", " " * 2001, "x" * 255, VOCABULARIES["mistake"])
    assert [p.field for p in bad] == ["what", "details", "details", "contact"]


def test_an_address_is_made_of_plain_letters() -> None:
    assert slug_of("TAGS \u2013 SEND") == "tags-send"
    assert slug_of("Zoë's Guidance & Co.") == "zoes-guidance-co"


def test_every_code_has_words_and_every_filter_its_values() -> None:
    assert set(TERMS) <= set(VOCABULARIES)
    assert set(LISTING_STATUSES) == set(ListingStatus)
    assert set(MATRIX_STANDINGS) == set(MatrixStanding)
    assert set(CDI_STANDINGS) == set(CdiStanding)
    assert set(SERVICES) >= GUIDANCE_SERVICES
    assert set(AREAS) - set(FACETS["borough"].values) == {"LCR_ALL"}
    for words in VOCABULARIES.values():
        assert len(set(words.values())) == len(words)


def test_the_boroughs_are_those_that_places_knows() -> None:
    assert dict(places.BOROUGHS) == BOROUGH_NAMES
    assert set(BOROUGHS) == set(BOROUGH_NAMES)
