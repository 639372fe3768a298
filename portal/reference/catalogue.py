"""Keeps each edition, threshold, figure and date about the world that a page or a rule states."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Basis(StrEnum):
    """How far a fact may be trusted; the words are the words on the page."""

    SEEN = "source seen"
    UNCONFIRMED = "not confirmed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated statement about the world.

    `value` is text: a whole number of pounds, years, weeks, hours or minutes, a date written out,
    a title or an address, as `words` says. `source_url` is empty where there is no public page.
    """

    key: str
    value: str
    words: str
    source: str
    source_url: str
    checked_on: date
    basis: Basis = Basis.SEEN


LOOKED = date(2026, 11, 24)

HUB_GUIDE = ("LCR Careers Hub guide to Benchmark 8", "")
BENCHMARK = (
    "Benchmark 8: personal guidance requirements (llbsp.org.uk)",
    "https://llbsp.org.uk/benchmark-8-personal-guidance-requirements",
)
GUIDANCE_PAGE = (
    "DfE statutory guidance",
    (
        "https://www.gov.uk/government/publications/"
        "careers-guidance-provision-for-young-people-in-schools/"
        "careers-guidance-and-access-for-education-and-training-providers"
    ),
)
GUIDANCE_NEWS = (
    "CDI news: DfE publishes updated statutory guidance",
    "https://www.thecdi.net/news/dfe-publishes-updated-statutory-guidance-for-careers-provision",
)
EDUCATION_ACT = (
    "Education Act 1997, Part VII",
    "https://www.legislation.gov.uk/ukpga/1997/44/part/VII",
)
SKILLS_ACT_NOTES = (
    "Education Act 2011, explanatory notes",
    "https://www.legislation.gov.uk/ukpga/2011/21/notes",
)
MATRIX_STANDARD = ("The matrix Standard", "https://matrixstandard.com/standard")
MATRIX_CHECKS = (
    "matrix Standard: continuous improvement checks",
    "https://matrixstandard.com/continuous-improvement-checks",
)
MATRIX_ABOUT = ("About the matrix Standard", "https://matrixstandard.com/about-the-standard")
MATRIX_BOOKING = (
    "matrix Standard: preparing for assessment",
    "https://matrixstandard.com/preparing-for-assessment",
)
CDI_REGISTER = (
    "CDI Professional Register: requirements",
    "https://www.thecdi.net/professional-register/requirements-of-the-professional-register",
)
BUYING = (
    "DfE: buying procedures and procurement law for schools",
    "https://www.gov.uk/guidance/buying-procedures-and-procurement-law-for-schools",
)
THRESHOLDS = (
    "LUPC: new financial thresholds, citing PPN 023",
    "https://www.lupc.ac.uk/news-events/newsarticle/new-financial-thresholds-from-1-january-2026",
)
COST_PAPER = (
    "Percy 2020, return-on-investment paper for The Careers & Enterprise Company",
    "https://studylib.net/doc/25617497",
)
DBS_NEWS = (
    "NHS Employers: DBS checks for self-employed people",
    "https://www.nhsemployers.org/news/dbs-checks-self-employed-people-and-personal-employees",
)
NCS_NEWS = (
    "CDI news: National Careers Service staff to move in-house",
    (
        "https://www.thecdi.net/news/"
        "uk-government-to-bring-national-careers-service-staff-in-house-from-october-2026"
    ),
)
QUALITY_AWARD = ("Quality in Careers", "https://www.qualityincareers.org.uk")
OFF_PAYROLL = ("Coventry City Council: off-payroll working", "https://www.coventry.gov.uk/IR35")
EHC_REVIEWS = (
    "Staffordshire County Council: preparing for adulthood",
    "https://www.staffordshire.gov.uk",
)
ACT_NEWS = ("affinia.co.uk on the Procurement Act 2023", "https://affinia.co.uk")
NOTICES = ("UK public notices for careers work", "https://d3tenders.com")
NO_SOURCE = ("General knowledge: no source seen yet", "")


def _seen(key: str, value: str, words: str, source: tuple[str, str]) -> Fact:
    return Fact(key, value, words, *source, checked_on=LOOKED)


def _unconfirmed(key: str, value: str, words: str, source: tuple[str, str]) -> Fact:
    return Fact(key, value, words, *source, checked_on=LOOKED, basis=Basis.UNCONFIRMED)


ENTITLEMENT = (
    _seen("benchmark8_by_16", "1", "Meetings each pupil should have had by age 16", BENCHMARK),
    _seen("benchmark8_by_18", "2", "Meetings in all by age 18, the first ones included", BENCHMARK),
    _seen("benchmark8_college", "1", "Meetings by the end of a study programme", BENCHMARK),
    _seen("benchmark8_in_force", "1 September 2025", "Present wording in force from", BENCHMARK),
    _seen(
        "guidance_title",
        "Careers guidance and access for education and training providers",
        "Title of the statutory guidance",
        GUIDANCE_PAGE,
    ),
    _seen("guidance_edition", "2026", "Newest edition we know of (year)", GUIDANCE_NEWS),
    _seen("guidance_url", GUIDANCE_PAGE[1], "Where the guidance is published", GUIDANCE_PAGE),
    _seen("guidance_plan_age", "25", "Upper age for those with an EHC plan", GUIDANCE_PAGE),
    _seen(
        "independence_law",
        "section 42A of the Education Act 1997",
        "The law that says guidance must be independent and impartial",
        EDUCATION_ACT,
    ),
    _seen("meeting_minutes_usual", "30", "Usual length of a meeting, minutes", HUB_GUIDE),
    _seen("meeting_minutes_longest", "60", "Longest meeting some services allow", HUB_GUIDE),
    _seen("meeting_minutes_good_practice", "45", "CDI good practice for one meeting", HUB_GUIDE),
    _seen("adviser_level", "6", "Lowest qualification level for an adviser", HUB_GUIDE),
    _unconfirmed(
        "qualification_frameworks",
        "RQF (older papers say QCF)",
        "The framework that sets qualification levels",
        NO_SOURCE,
    ),
)

STANDARDS = (
    _seen("matrix_cycle_years", "3", "Most years between matrix assessments", MATRIX_CHECKS),
    _seen("matrix_call_months", "3", "Months to the first call after award", MATRIX_CHECKS),
    _seen("matrix_check_months", "12 and 24", "Months to each yearly check", MATRIX_CHECKS),
    _seen("matrix_booking_weeks", "12", "Weeks of notice to book an assessment", MATRIX_BOOKING),
    _seen("matrix_elements", "7", "Elements in the newer framework", MATRIX_STANDARD),
    _seen("matrix_elements_before", "4", "Elements in the older framework", MATRIX_ABOUT),
    _seen("matrix_revised", "2023", "Year of the newer framework", MATRIX_STANDARD),
    _unconfirmed("matrix_owner", "the government", "Owner of the matrix Standard", MATRIX_ABOUT),
    _seen("cdi_credits", "60", "Level 6 credits for a registered professional", CDI_REGISTER),
    _seen("cdi_leader_credits", "20", "Level 6 credits for a careers leader", CDI_REGISTER),
    _seen("cdi_cpd_hours", "25", "Hours of training each year to stay on", CDI_REGISTER),
    _seen("quality_award_years", "3", "Longest a school's award may last", QUALITY_AWARD),
    _seen("quality_award_revised", "1 September 2025", "Award criteria from", QUALITY_AWARD),
)

SUPPORT = (
    _seen("la_plan_age", "25", "Birthday to which councils help with SEND", HUB_GUIDE),
    _seen("la_help_ages", "13 to 19", "Ages the participation duty covers", SKILLS_ACT_NOTES),
    _seen(
        "la_help_ages_difficulty",
        "20 to 24",
        "Ages the same duty covers with a learning difficulty",
        SKILLS_ACT_NOTES,
    ),
    _seen("september_ages", "16 and 17", "Ages in the September Guarantee", NOTICES),
    _seen("plan_review_year", "9", "School year from which reviews look ahead", EHC_REVIEWS),
    _seen("ncs_due_to_move", "1 October 2026", "Adult advice was due to move to DWP", NCS_NEWS),
    _unconfirmed("ncs_from_age", "13", "Youngest age the service helps", HUB_GUIDE),
    _seen(
        "dbs_self_employed_from",
        "21 January 2026",
        "Sole traders can get an Enhanced check through an umbrella body from",
        DBS_NEWS,
    ),
)

BUYING_FIGURES = (
    _seen("band_medium_from", "10000", "Medium value starts at (pounds)", BUYING),
    _seen("band_high_from", "40000", "High value starts above (pounds)", BUYING),
    _seen("quotes_wanted", "3", "Written quotes to ask for", BUYING),
    _seen("assessors_wanted", "2", "Fewest people who score the bids", BUYING),
    _seen("procurement_act_in_force", "24 February 2025", "Act in force from", ACT_NEWS),
    _seen("threshold_in_force", "1 January 2026", "Thresholds in force from", THRESHOLDS),
    _seen(
        "threshold_goods_services_inc_vat",
        "207720",
        "Threshold for goods and services, with VAT (pounds)",
        THRESHOLDS,
    ),
    _seen(
        "threshold_light_touch_inc_vat",
        "663540",
        "Threshold for light-touch services, with VAT (pounds)",
        THRESHOLDS,
    ),
    _seen("careers_purchase_code", "79634000", "CPV code for careers guidance", NOTICES),
    _seen("off_payroll_reply_days", "45", "Days to answer a status dispute", OFF_PAYROLL),
    _seen("cost_two_meetings", "80", "Direct cost of two meetings in 2020 (pounds)", COST_PAPER),
    _seen("cost_two_meetings_year", "2020", "Year of that cost", COST_PAPER),
    _unconfirmed("vat_rate", "20", "Standard rate of VAT, per cent", NO_SOURCE),
    _unconfirmed("day_rate_self_low", "200", "Self-employed day rate from", NO_SOURCE),
    _unconfirmed("day_rate_self_high", "320", "Self-employed day rate to", NO_SOURCE),
    _unconfirmed("day_rate_organisation_low", "260", "Organisation day rate from", NO_SOURCE),
    _unconfirmed("day_rate_organisation_high", "420", "Organisation day rate to", NO_SOURCE),
)

FACTS: tuple[Fact, ...] = ENTITLEMENT + STANDARDS + SUPPORT + BUYING_FIGURES


def facts_by_key() -> dict[str, Fact]:
    """Every shipped fact by its key, in the order of the catalogue."""
    return {fact.key: fact for fact in FACTS}
