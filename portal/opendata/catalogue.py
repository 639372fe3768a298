"""The columns of the file of listings: what each holds, and which of them may be brought in."""

from portal.opendata.rules import Column
from portal.providers.catalogue import VOCABULARIES

COLUMNS = (
    Column("slug", "Last part of the address of its page"),
    Column("name", "Name", "name"),
    Column("provider_type", "Type of provider", "provider_type", "provider_type"),
    Column("summary", "One line about it", "summary"),
    Column("about", "More about it", "about"),
    Column("website", "Website", "website"),
    Column("outward_code", "First half of the postcode where it is based", "base_outward"),
    Column("areas", "Where it works", "area", "area", many=True),
    Column("settings", "Schools and colleges that it works with", "setting", "setting", many=True),
    Column("years", "Year groups", "year", "year", many=True),
    Column("services", "What it does", "service", "service", many=True),
    Column("specialisms", "Specialisms", "specialism", "specialism", many=True),
    Column("modes", "How it meets pupils", "mode", "mode", many=True),
    Column("languages", "Languages besides English", "language", "language", many=True),
    Column("bsl", "British Sign Language", "bsl", "bsl"),
    Column("bsl_level", "Level in British Sign Language, if an adviser signs", "bsl_level"),
    Column("makaton", "Whether an adviser uses Makaton: yes or no", "makaton"),
    Column("where_from", "Where the entry comes from", "source_note"),
    Column("availability", "Room for new work", codes="capacity"),
    Column("availability_said_on", "The day on which the provider said so"),
    Column(
        "price_band", "Price band, where the provider lets everybody see it", codes="price_band"
    ),
    Column("price_basis", "What the price is for", codes="price_basis"),
    Column("price_vat", "VAT", codes="price_vat"),
    Column("price_said_on", "The day on which the provider gave the price"),
    Column("claims", "What the provider holds, with what that rests on and the day"),
    Column("adviser_claims", "What its advisers hold, with what that rests on and the day"),
    Column("claimed", "Whether a provider keeps the entry: yes or no"),
    Column("confirmed_on", "The day on which the provider last confirmed the entry"),
    Column("changed_on", "The day on which the entry last changed"),
    Column("example", "Whether it is invented, for trying things out: yes or no"),
)
BY_NAME = {column.name: column for column in COLUMNS}
TAKEN = tuple(column for column in COLUMNS if column.field)
"""What a file may bring in. The rest is for the provider to say, or for the Hub to check."""
NEEDED = ("name", "provider_type")
CODES = {column.codes: VOCABULARIES[column.codes] for column in COLUMNS if column.codes}
