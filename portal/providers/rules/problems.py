"""What a listing, an adviser or a report may contain, and why it is refused when it may not."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from portal.credentials.rules import Problem, is_in_training, months_after
from portal.providers.rules.showing import PRICE_MONTHS, UNDISCLOSED

LONGEST = {"name": 120, "summary": 300, "about": 5000, "website": 300, "source_note": 200}
LONGEST_LABEL = 80
LONGEST_REPORT = 2000
LONGEST_CONTACT = 254
MOST_HALF_DAYS = 200
LAST_CONTROL, FIRST_HIGH_CONTROL, LAST_HIGH_CONTROL = 31, 127, 159


class ListingRefused(ValueError):  # noqa: N818 - it is what happened, not a fault
    """A listing, an adviser or a report cannot be recorded as it stands."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.words}" for p in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Particulars:
    """What a listing says of itself: plain values, codes of the vocabularies.

    `terms` maps area, setting, year, service, specialism, mode and language to codes. `easting`
    and `northing` are metres; left out, they are looked up from the outward code. `half_days` are
    half-days a week of all advisers together. The `…_said_on` dates are when the provider said so.
    """

    name: str
    provider_type: str
    summary: str = ""
    about: str = ""
    website: str = ""
    base_outward: str = ""
    easting: int | None = None
    northing: int | None = None
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    capacity: str = ""
    half_days: int | None = None
    earliest_start: date | None = None
    waiting_list: bool = False
    capacity_said_on: date | None = None
    price_basis: str = ""
    price_band: str = UNDISCLOSED
    price_vat: str = ""
    price_valid_to: date | None = None
    price_said_on: date | None = None
    price_public: bool = False
    bsl: str = ""
    bsl_level: int | None = None
    makaton: bool = False
    noindex: bool = False
    references_offered: bool = False
    source_note: str = ""


def slug_of(name: str) -> str:
    """The last part of a listing's address: small letters, figures and single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[: LONGEST["name"]]


def listing_problems(
    said: Particulars, codes: Mapping[str, Collection[str]], today: date
) -> tuple[Problem, ...]:
    """Every reason why these particulars cannot be recorded; `codes` are the vocabularies."""
    found = [*_text_problems(said), *_code_problems(said, codes), *_date_problems(said, today)]
    if said.website and not _is_web_address(said.website):
        found.append(Problem("website", "Enter a web address that starts with https://"))
    if (said.easting is None) is not (said.northing is None):
        found.append(Problem("base_outward", "Give both parts of the position, or neither"))
    if said.half_days is not None and not 0 <= said.half_days <= MOST_HALF_DAYS:
        found.append(Problem("half_days", "Days a week must be between 0 and 100"))
    return tuple(found)


def adviser_problems(label: str, supervisor: str, qualification: str) -> tuple[Problem, ...]:
    """Every reason why an adviser cannot be recorded; somebody in training needs a supervisor."""
    found = []
    if not label.strip() or len(label) > LONGEST_LABEL:
        found.append(Problem("label", f"Enter a name or role of up to {LONGEST_LABEL} characters"))
    if is_in_training(qualification) and not supervisor.strip():
        found.append(Problem("supervisor", "Enter who supervises the adviser in training"))
    return tuple(found)


def report_problems(
    what: str, details: str, contact: str, known: Collection[str]
) -> tuple[Problem, ...]:
    """Every reason why a report of a mistake cannot be taken."""
    found = []
    if what not in known:
        found.append(Problem("what", "Choose what is wrong"))
    if not details.strip():
        found.append(Problem("details", "Describe what is wrong"))
    if len(details) > LONGEST_REPORT:
        found.append(Problem("details", f"Use {LONGEST_REPORT:,} characters or fewer"))
    if len(contact) > LONGEST_CONTACT:
        found.append(Problem("contact", f"Use {LONGEST_CONTACT} characters or fewer"))
    return tuple(found)


def _text_problems(said: Particulars) -> list[Problem]:
    found = [] if said.name.strip() else [Problem("name", "Enter a name")]
    for name, most in LONGEST.items():
        text = str(getattr(said, name))
        if len(text) > most:
            found.append(Problem(name, f"Use {most:,} characters or fewer"))
        if any(map(_is_control, text)):
            found.append(Problem(name, "Remove the characters that cannot be printed"))
    return found


def _is_control(sign: str) -> bool:
    """Whether this is a character that Word and PDF files cannot hold; new lines are not."""
    at = ord(sign)
    return sign != "\n" and (at <= LAST_CONTROL or FIRST_HIGH_CONTROL <= at <= LAST_HIGH_CONTROL)


def _code_problems(said: Particulars, codes: Mapping[str, Collection[str]]) -> list[Problem]:
    single = ("provider_type", "capacity", "price_basis", "price_band", "price_vat", "bsl")
    given = [(name, code) for name in single if (code := str(getattr(said, name)))]
    given += [(name, code) for name, chosen in said.terms.items() for code in chosen]
    return [
        Problem(name, "Choose from the list") for name, code in given if code not in codes[name]
    ]


def _date_problems(said: Particulars, today: date) -> list[Problem]:
    found = []
    for name in ("capacity_said_on", "price_said_on"):
        day = getattr(said, name)
        if day is not None and day > today:
            found.append(Problem(name, "The date must be today or in the past"))
    start = said.price_said_on or today
    if said.price_valid_to is not None and said.price_valid_to > months_after(start, PRICE_MONTHS):
        found.append(Problem("price_valid_to", "A price can stand for 12 months at most"))
    return found


def _is_web_address(text: str) -> bool:
    """Whether it is one that shows itself as it is: no blank, and no sign that turns the text after it."""
    if " " in text or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
