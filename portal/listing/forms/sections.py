"""The forms of a listing's sections; each field bears the name of what it fills, and none has to be filled at once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from portal.credentials.rules import Problem
from portal.listing.catalogue.sections import LABELS
from portal.places import Outside, Place, Suggestion, find_place, normalise_postcode
from portal.providers.catalogue import VOCABULARIES
from portal.web.fields import (
    Choice,
    DateField,
    DecimalField,
    HouseForm,
    LongTextField,
    ManyChoices,
    TextField,
    clean_text,
)

UNSAID = ("", "Not said")
"""So that what was chosen once can be taken out again."""

LEVELS = (UNSAID, *((str(level), f"Level {level}") for level in range(1, 7)))
LONGEST_OUTWARD = 4


def _codes(vocabulary: str) -> tuple[tuple[str, str], ...]:
    return tuple(VOCABULARIES[vocabulary].items())


def _many(vocabulary: str, hint: str = "") -> ManyChoices:
    return ManyChoices(LABELS[vocabulary], choices=_codes(vocabulary), hint=hint)


class Tick(ManyChoices):
    """One box to tick. Data: ["yes"] or []."""

    def __init__(self, label: str, *, words: str, **options: Any) -> None:
        super().__init__(label, choices=(("yes", words),), **options)

    def process_data(self, value: Any) -> None:
        """Take a truth."""
        self.data = ["yes"] if value else []


class HalfDaysField(DecimalField):
    """Days a week, in halves; kept as half-days."""

    def process_data(self, value: Any) -> None:
        """Take half-days."""
        self.data = None if value is None else Decimal(value) / 2


class OutwardField(TextField):
    """The first part of a postcode. A whole one is refused: it may lead to somebody's home."""

    def read(self, typed: str) -> str:
        """The first part, in capital letters."""
        if normalise_postcode(typed) is not None:
            raise ValueError(
                "Give only the first part of the postcode, like CH41. A full postcode can lead to somebody's home"
            )
        found, bare = find_place(typed), "".join(typed.split()).upper()
        if isinstance(found, Place | Outside) and len(bare) <= LONGEST_OUTWARD:
            return bare
        meant = f": did you mean {found.instead[0]}?" if isinstance(found, Suggestion) else ""
        raise ValueError(f"Enter the first part of a postcode, like CH41{meant}")


class OneLineField(LongTextField):
    """A text of one paragraph, with room to see all of it and a count of what is left."""

    def clean(self, raw: object) -> str:
        """`raw` on one line."""
        return clean_text(raw)


class SectionForm(HouseForm):
    """A form of a section."""

    def values(self, names: Iterable[str]) -> dict[str, Any]:
        """What was filled in, as JSON keeps it."""
        return {name: _plain(self[name]) for name in names}

    def hang(self, problems: Iterable[Problem]) -> None:
        """Say at each field what is wrong with it."""
        for problem in problems:
            self[problem.field].errors = [*self[problem.field].errors, problem.words]


def _plain(field: Any) -> Any:
    if isinstance(field, Tick):
        return bool(field.data)
    if isinstance(field, HalfDaysField):
        return None if field.data is None else int(field.data * 2)
    if isinstance(field.data, date):
        return field.data.isoformat()
    if field.name == "bsl_level":
        return int(field.data) if field.data else None
    return field.data


class AboutForm(SectionForm):
    """Who the provider is."""

    name = TextField(
        "Name", hint="As schools know you.", missing="Enter a name", most=120, is_name=True
    )
    provider_type = Choice("Type of provider", choices=_codes("provider_type"))
    summary = OneLineField(
        "Summary", hint="One or two sentences about your work.", most=300, rows=3
    )
    about = LongTextField(
        "In your own words",
        hint="How you work, and what pupils get from it. Do not include personal details.",
        most=5000,
        rows=8,
    )
    references_offered = Tick("References", words="We offer references to schools that ask")
    noindex = Tick(
        "Search engines",
        words="Ask search engines not to show this page",
        hint="Schools still find you here. It suits you if you work alone under your own name.",
    )


class AreasForm(SectionForm):
    """Where the provider works."""

    area = _many("area", "Tick every area in which you meet pupils.")
    base_outward = OutwardField(
        "Where you are based (optional)",
        hint="The first part of your postcode, like CH41. Leave it empty to show only the areas.",
        called="The first part of the postcode",
        most=20,
        width=5,
    )


class ServicesForm(SectionForm):
    """What the provider does, and for whom."""

    service = _many("service")
    setting = _many("setting")
    year = _many("year")
    specialism = _many("specialism", "Only what your advisers know well.")


class ModesForm(SectionForm):
    """How the provider meets pupils."""

    mode = _many("mode")
    bsl = Choice("British Sign Language (optional)", choices=(("", "Not offered"), *_codes("bsl")))
    bsl_level = Choice(
        "Level of British Sign Language, if an adviser signs", choices=LEVELS, inline=True
    )
    makaton = Tick("Makaton", words="An adviser uses Makaton")
    language = _many("language", "Tick those in which an adviser can hold a meeting.")


class PriceForm(SectionForm):
    """What it costs."""

    price_basis = Choice("What is the price for?", choices=(UNSAID, *_codes("price_basis")))
    price_band = Choice("Price, without VAT", choices=_codes("price_band"))
    price_vat = Choice("VAT", choices=(UNSAID, *_codes("price_vat")))
    price_valid_to = DateField(
        "Until when does it stand? (optional)",
        hint="At most 12 months from today. After that it is no longer shown.",
        called="The last day",
    )
    price_public = Tick(
        "Who sees it",
        words="Everybody",
        hint="Without the tick, only schools that are signed in.",
    )


class AvailabilityForm(SectionForm):
    """Whether there is room for new work."""

    capacity = Choice("Can you take on new work?", choices=_codes("capacity"))
    half_days = HalfDaysField(
        "Days a week (optional)",
        hint="Of all your advisers together, like 2.5.",
        called="Days a week",
        most=100,
        step=Decimal("0.5"),
    )
    earliest_start = DateField("Earliest start (optional)", called="The earliest start")
    waiting_list = Tick("Waiting list", words="We keep a waiting list")


class WebsiteForm(SectionForm):
    """The provider's own site."""

    website = TextField(
        "Web address (optional)",
        hint="Like https://www.example.org",
        called="The web address",
        most=300,
        input_type="url",
        autocomplete="url",
    )


FORMS: dict[str, type[SectionForm]] = {
    "about": AboutForm,
    "areas": AreasForm,
    "services": ServicesForm,
    "modes": ModesForm,
    "price": PriceForm,
    "availability": AvailabilityForm,
    "website": WebsiteForm,
}
