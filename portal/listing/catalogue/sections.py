"""The words of what a provider edits: its sections, its fields, and values as a page says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.credentials.rules import long_date
from portal.listing.rules.revisions import ADVISER, DAYS, Change
from portal.providers.catalogue import VOCABULARIES

TITLES = {
    "about": "About you",
    "areas": "Where you work",
    "services": "What you do, and for whom",
    "modes": "How you meet pupils",
    "people": "Your advisers",
    "credentials": "Qualifications, registrations and insurance",
    "price": "Price",
    "availability": "Availability",
    "website": "Website",
}
LABELS = {
    "": "The whole listing",
    "name": "Name",
    "provider_type": "Type of provider",
    "summary": "Summary",
    "about": "In your own words",
    "references_offered": "References offered to schools",
    "noindex": "Kept out of search engines",
    "base_outward": "Where you are based",
    "area": "Areas",
    "service": "Services",
    "setting": "Schools and colleges",
    "year": "Year groups",
    "specialism": "Specialisms",
    "mode": "Ways to meet pupils",
    "language": "Languages besides English",
    "bsl": "British Sign Language",
    "bsl_level": "Level of British Sign Language",
    "makaton": "Makaton",
    "price_basis": "What the price is for",
    "price_band": "Price",
    "price_vat": "VAT",
    "price_valid_to": "Last day of the price",
    "price_public": "Price shown to everybody",
    "capacity": "Availability",
    "half_days": "Days a week",
    "earliest_start": "Earliest start",
    "waiting_list": "Waiting list",
    "website": "Website",
    "people": "Advisers",
}
NOTHING = "Nothing"


@dataclass(frozen=True)
class Told:
    """One change in words: the name of the field, what it is called, what it says, and what it should say."""

    name: str
    label: str
    old: str
    new: str


def label_of(name: str) -> str:
    """What a field, a vocabulary or a person's entry is called on a page."""
    return "Adviser" if name.startswith(ADVISER) else LABELS[name]


def is_asked(name: str) -> bool:
    """Whether a page asks for it, so that it has a name there; the day on which something was said has none."""
    return name.startswith(ADVISER) or name in LABELS


def in_words(changes: Iterable[Change]) -> tuple[Told, ...]:
    """Changes as a page shows them side by side."""
    return tuple(
        Told(one.name, label_of(one.name), said(one.name, one.old), said(one.name, one.new))
        for one in changes
    )


def said(name: str, value: Any) -> str:
    """A value of a field, kept as JSON, in words; nothing for none."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if not value:
        return ""
    if isinstance(value, dict):
        trained = f", supervised by {value['supervisor']}" if value.get("supervisor") else ""
        return f"{value['label']}{trained}"
    if isinstance(value, list):
        words = VOCABULARIES[name]
        return ", ".join(words[code] for code in words if code in value)
    if name in DAYS:
        return long_date(date.fromisoformat(value))
    if name == "half_days":
        return f"{value / 2:g}"
    return VOCABULARIES[name].get(value, str(value)) if name in VOCABULARIES else str(value)
