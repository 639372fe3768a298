"""Decides what a contract is worth over its whole life, and which way of buying that suggests."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from portal.checklist.rules.findings import Finding, advice, error

TIMES = "\N{MULTIPLICATION SIGN}"
NEAR = Decimal("0.9")
"""A value within a tenth below a limit is near enough to ask whether the need was divided."""


class Band(StrEnum):
    """The Department for Education's words for the size of a purchase."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    ABOVE = "above the threshold"


class Route(StrEnum):
    """The ways of buying, with the codes of the route question."""

    QUOTES = "quotes"
    ADVERTISE = "advertise"
    FRAMEWORK = "framework"
    ACT = "act"


@dataclass(frozen=True)
class Limits:
    """Figures that change, so the caller passes them in from the dated reference table.

    `medium_from` and `high_above` are the bands of the Department for Education's guide to buying
    for schools, in pounds without VAT: low is under the first, high over the second. `threshold` is
    the threshold of the Procurement Act 2023 for goods and services bought by bodies such as
    schools, `light_touch` the one for light-touch services; both include VAT. `quotes` is how many
    quotes the guide wants for a low or medium purchase, `vat_percent` the standard rate of VAT.
    """

    medium_from: Decimal
    high_above: Decimal
    threshold: Decimal
    light_touch: Decimal
    quotes: int
    vat_percent: Decimal


@dataclass(frozen=True)
class Policy:
    """A school's own limits in pounds without VAT, and quotes; None leaves the general figure."""

    medium_from: Decimal | None = None
    high_above: Decimal | None = None
    quotes: int | None = None


@dataclass(frozen=True)
class LifeValue:
    """What a contract is worth, extensions included, in pounds; `vat_percent` is the rate of VAT."""

    annual: Decimal
    initial_years: int
    extensions: int
    vat_percent: Decimal

    @property
    def years(self) -> int:
        """The longest it can run."""
        return self.initial_years + self.extensions

    @property
    def without_vat(self) -> Decimal:
        """The whole life without VAT."""
        return self.annual * self.years

    @property
    def with_vat(self) -> Decimal:
        """The whole life with VAT at the standard rate, as the threshold counts it."""
        return self.without_vat * (100 + self.vat_percent) / 100

    @property
    def working(self) -> str:
        """The sum in words."""
        return (
            f"{pounds(self.annual)} a year {TIMES} {self.years} years ({self.initial_years} "
            f"and up to {self.extensions} more) = {pounds(self.without_vat)} without VAT, "
            f"{pounds(self.with_vat)} with VAT at {self.vat_percent:f}%"
        )


@dataclass(frozen=True)
class Suggestion:
    """The route a value suggests, its band, the number of quotes (0 if none) and the reasons."""

    route: Route
    band: Band
    quotes: int
    reason: str


def annual_cost(days: Decimal, day_rate: Decimal) -> Decimal:
    """Adviser days of a year times the day rate, in pounds without VAT."""
    return days * day_rate


def per_meeting(annual: Decimal, first_meetings: int) -> Decimal | None:
    """The cost of a year for each first meeting, to the penny; None without meetings."""
    return pence(annual / first_meetings) if first_meetings else None


def band_of(value: LifeValue, limits: Limits, policy: Policy) -> Band:
    """The band of a whole-life value; a school's own limits come before the general ones.

    A value of exactly `high_above` is still medium, one of exactly `threshold` is already above.
    No policy of a school moves the threshold.
    """
    medium_from = limits.medium_from if policy.medium_from is None else policy.medium_from
    high_above = limits.high_above if policy.high_above is None else policy.high_above
    if value.with_vat >= limits.threshold:
        return Band.ABOVE
    if value.without_vat > high_above:
        return Band.HIGH
    return Band.MEDIUM if value.without_vat >= medium_from else Band.LOW


def suggest_route(value: LifeValue, limits: Limits, policy: Policy) -> Suggestion:
    """The route to take, with a reason that a governor can follow."""
    band = band_of(value, limits, policy)
    quotes = policy.quotes or limits.quotes
    own = policy.high_above is not None
    high_above = policy.high_above if policy.high_above is not None else limits.high_above
    whose = "your own policy's limit" if own else "the Department for Education's limit"
    if band is Band.ABOVE:
        reason = f"This reaches the threshold of {pounds(limits.threshold)} with VAT in the "
        reason += "Procurement Act 2023: take procurement advice before going on."
        return Suggestion(Route.ACT, band, 0, f"{value.working}. {reason}")
    if band is Band.HIGH:
        reason = f"This is above {whose} of {pounds(high_above)}, so advertise."
        if value.annual <= high_above:
            reason += " One year alone would be below it, but the whole life of a contract counts."
        return Suggestion(Route.ADVERTISE, band, 0, f"{value.working}. {reason}")
    reason = f"This is not above {whose} of {pounds(high_above)}, so written quotes will do: "
    reason += f"ask for at least {quotes}."
    return Suggestion(Route.QUOTES, band, quotes, f"{value.working}. {reason}")


def few_providers(matching: int, wanted: int, reason: str) -> Finding | None:
    """What to say when fewer providers match than quotes are wanted; None when there are enough.

    Going on is allowed, but somebody has to write down why and have it approved.
    """
    if matching >= wanted:
        return None
    words = f"Only {matching} of the {wanted} providers wanted match. Try a wider area or meetings "
    words += "by video, or keep a reason and its approval with your records."
    return advice(words) if reason.strip() else error(words)


def looks_divided(value: LifeValue, limits: Limits, policy: Policy) -> bool:
    """Whether a value lies so close under a limit that one must ask if the need was divided.

    Purchases for one and the same need count together; several schools of a trust do too.
    """
    high_above = limits.high_above if policy.high_above is None else policy.high_above
    close = high_above * NEAR <= value.without_vat <= high_above
    return close or limits.threshold * NEAR <= value.with_vat < limits.threshold


def pence(amount: Decimal) -> Decimal:
    """An amount to the penny, halves up."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def pounds(amount: Decimal) -> str:
    """An amount as printed: whole pounds without pence, otherwise with both digits."""
    rounded = pence(amount)
    return f"£{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"£{rounded:,.2f}"
