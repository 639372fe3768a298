"""The plain words for every code that a listing may carry, and the filters made of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.credentials import catalogue as credentials
from portal.providers.rules import CdiStanding, ListingStatus, MatrixStanding

Words = dict[str, str]

PROVIDER_TYPES: Words = {
    "ORG_CHARITY": "Charity",
    "ORG_COMPANY": "Company",
    "ORG_CIC": "Community interest company",
    "LA_TRADED": "Council service that schools pay for",
    "LA_STATUTORY": "Council service provided by law",
    "EDU_PROVIDER": "College, university or training provider",
    "SELF_EMP": "Self-employed adviser",
    "SELF_LTD": "Adviser with a limited company",
    "PARTNERSHIP": "Partnership",
    "NATIONAL": "National service",
}
# Where a school buys nothing: the page says how to reach the service instead.
SIGNPOST_TYPES = frozenset({"LA_STATUTORY", "NATIONAL"})
# A college that also recruits pupils has a stake in what they choose.
IMPARTIALITY_TYPES = frozenset({"EDU_PROVIDER"})

BOROUGH_NAMES: Words = {
    "HAL": "Halton",
    "KNO": "Knowsley",
    "LIV": "Liverpool",
    "SHN": "St Helens",
    "SEF": "Sefton",
    "WIR": "Wirral",
}
AREAS: Words = {
    **BOROUGH_NAMES,
    "LCR_ALL": "All six Liverpool City Region boroughs",
    "OUT_CHW": "Cheshire West and Chester",
    "OUT_WAR": "Warrington",
    "OUT_WLA": "West Lancashire",
    "OUT_WIG": "Wigan",
    "OUT_OTHER": "Elsewhere in England",
    "REMOTE": "Anywhere, by video or phone",
}

SETTINGS: Words = {
    "MS_11_16": "Secondary school, 11 to 16",
    "MS_11_18": "Secondary school with sixth form, 11 to 18",
    "SFC": "Sixth-form college",
    "FE": "Further education college",
    "SPECIAL": "Special school",
    "PRU_AP": "Pupil referral unit or alternative provision",
    "UTC": "University technical college",
    "INDEP": "Independent school",
    "ITP": "Independent training provider",
    "HOME_HOSP": "Home or hospital education",
}

YEARS: Words = {
    "Y7": "Year 7",
    "Y8": "Year 8",
    "Y9": "Year 9",
    "Y10": "Year 10",
    "Y11": "Year 11",
    "Y12": "Year 12",
    "Y13": "Year 13",
    "P19_25": "Age 19 to 25 with an EHC plan",
}

SERVICES: Words = {
    "PG1": "One-to-one personal guidance meetings",
    "PG_FU": "Follow-up guidance meetings",
    "PG_GRP": "Group guidance sessions",
    "DROPIN": "Drop-in sessions",
    "RESULTS_DAY": "Results day support",
    "OPTIONS_EVE": "Options evening",
    "PARENT_EVE": "Parents' evening",
    "EHCP_AR": "EHC plan annual reviews",
    "ASSEMBLY": "Assemblies and talks",
    "STAFF_CPD": "Staff training",
    "CL_CONSULT": "Advice for careers leaders",
    "QICS_SUPPORT": "Help towards the Quality in Careers Standard",
    "DEST_TRACK": "Tracking where leavers go",
    "COVER": "Cover for an absent adviser",
    "QA_OBS": "Observing and quality-checking guidance",
    "SUPERVISION": "Professional supervision of advisers",
}
SERVICE_NOTES: Words = {
    "PG_GRP": "Group sessions do not count as a personal guidance meeting for Benchmark 8.",
}

SPECIALISMS: Words = {
    "SEND_GEN": "Special educational needs and disabilities (SEND)",
    "SEND_ASC": "Autism",
    "SEND_SEMH": "Social, emotional and mental health needs",
    "SEND_MLD": "Moderate learning difficulties",
    "SEND_SLD": "Severe learning difficulties",
    "SEND_PMLD": "Profound and multiple learning difficulties",
    "SEND_SLCN": "Speech, language and communication needs",
    "SEND_HI": "Hearing impairment",
    "SEND_VI": "Vision impairment",
    "SEND_PD": "Physical disability",
    "NEET_RISK": "At risk of being NEET",
    "CARE_EXP": "Care experienced",
    "YOUTH_JUSTICE": "Known to youth justice",
    "EHE": "Educated at home",
    "YOUNG_CARER": "Young carers",
    "EAL": "English as an additional language",
    "LOW_ATTEND": "Low attendance",
    "APPRENT": "Apprenticeships",
    "TLEVEL": "T Levels",
    "HE_UCAS": "University and UCAS",
    "MEDIC": "Medicine and dentistry",
    "POST16": "Choices after Year 11",
    "POST18": "Choices after Year 13",
    "OPTIONS_Y9": "Year 9 options",
    "LMI_LCR": "Local jobs and labour market",
    "PARENTS": "Working with parents and carers",
}

MODES: Words = {
    "F2F_SCHOOL": "In person at the school",
    "F2F_PROVIDER": "In person at the provider's base",
    "VIDEO": "Video call",
    "PHONE": "Phone",
    "HOME_VISIT": "Home visit",
}

# ISO 639-1 codes, and ISO 639-3 for British Sign Language. English goes without saying.
LANGUAGES: Words = {
    "bfi": "British Sign Language (BSL)",
    "am": "Amharic",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "cy": "Welsh",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ml": "Malayalam",
    "ne": "Nepali",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "so": "Somali",
    "sq": "Albanian",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "ti": "Tigrinya",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yo": "Yoruba",
    "zh": "Chinese",
}
BSL: Words = {
    "signs": "An adviser signs in BSL",
    "interpreter": "A BSL interpreter is arranged",
}

CAPACITY: Words = {
    "OPEN": "Taking bookings",
    "LIMITED": "A few places left",
    "FULL": "Fully booked",
    "PAUSED": "Not taking bookings for now",
}

PRICE_BASES: Words = {
    "DAY": "a day",
    "HALF": "a half-day",
    "MEETING": "a meeting",
    "ANNUAL": "a year",
    "FREE_LA": "Free to schools, paid for by the council",
}
PRICE_BANDS: Words = {
    "P0": "Not stated",
    "P1": "Under £200",
    "P2": "£200 to £249",
    "P3": "£250 to £299",
    "P4": "£300 to £349",
    "P5": "£350 to £449",
    "P6": "£450 or more",
}
VAT: Words = {
    "REGISTERED": "VAT is added",
    "NOT_REGISTERED": "No VAT is charged",
    "EXEMPT": "Exempt from VAT",
}

LISTING_STATUSES: Words = {
    ListingStatus.STUB: "Not claimed by the provider",
    ListingStatus.DRAFT: "Draft",
    ListingStatus.SUBMITTED: "Waiting to be looked at",
    ListingStatus.PUBLISHED: "Published",
    ListingStatus.SUSPENDED: "Suspended",
    ListingStatus.ARCHIVED: "Archived",
}
MATRIX_STANDINGS: Words = {
    MatrixStanding.CURRENT: "Current, certificate seen",
    MatrixStanding.WORKING_TOWARDS: "Working towards it",
    MatrixStanding.UNVERIFIED: "Stated, not checked",
    MatrixStanding.EXPIRED: "Expired",
    MatrixStanding.NONE: "None recorded",
}
CDI_STANDINGS: Words = {
    CdiStanding.REGISTERED: "Registered professional, entry seen",
    CdiStanding.UNVERIFIED: "Stated, not confirmed",
    CdiStanding.NONE: "None recorded",
}
MISTAKES: Words = {
    "AREA": "The areas it covers",
    "SERVICE": "The services or pupils it works with",
    "CREDENTIAL": "A qualification, register entry or standard",
    "CONTACT": "The name, website or contact details",
    "CLOSED": "It no longer offers this work",
    "OTHER": "Something else",
}

VOCABULARIES: dict[str, Words] = {
    "provider_type": PROVIDER_TYPES,
    "area": AREAS,
    "setting": SETTINGS,
    "year": YEARS,
    "service": SERVICES,
    "specialism": SPECIALISMS,
    "mode": MODES,
    "language": LANGUAGES,
    "bsl": BSL,
    "capacity": CAPACITY,
    "price_basis": PRICE_BASES,
    "price_band": PRICE_BANDS,
    "price_vat": VAT,
    "listing_status": LISTING_STATUSES,
    "mistake": MISTAKES,
    "qualification": credentials.QUALIFICATIONS,
    "cdi_status": credentials.CDI_STATUSES,
    "matrix_status": credentials.MATRIX_STATUSES,
    "dbs": credentials.DBS_LEVELS,
    "insurance_cover": credentials.INSURANCE_COVERS,
    "insurance_amount": credentials.INSURANCE_AMOUNTS,
    "verification": credentials.VERIFICATION_WORDS,
}
# Those of which a listing may hold several codes.
TERMS = ("area", "setting", "year", "service", "specialism", "mode", "language")


def words_for(vocabulary: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The words of some codes of a vocabulary."""
    return tuple(VOCABULARIES[vocabulary][code] for code in codes)


@dataclass(frozen=True)
class Facet:
    """One filter of the search page: its legend, and the words of each value in order."""

    legend: str
    values: Words


FACETS: dict[str, Facet] = {
    "borough": Facet("Where they work", {k: v for k, v in AREAS.items() if k != "LCR_ALL"}),
    "service": Facet("What they do", SERVICES),
    "setting": Facet("Type of school or college", SETTINGS),
    "year": Facet("Year group", YEARS),
    "specialism": Facet("Specialism", SPECIALISMS),
    "matrix": Facet("matrix Standard", MATRIX_STANDINGS),
    "cdi": Facet("CDI register", CDI_STANDINGS),
    "provider_type": Facet("Type of provider", PROVIDER_TYPES),
    "mode": Facet("How they meet pupils", MODES),
    "language": Facet("Languages besides English", LANGUAGES),
    "capacity": Facet("Availability", CAPACITY),
}
