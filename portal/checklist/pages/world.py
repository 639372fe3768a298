"""What the rules and the brief need to know of the world: the reference facts, as they take them."""

from dataclasses import dataclass
from datetime import date

from portal.checklist.rules.money import Limits
from portal.clock import today
from portal.reference.queries import list_facts, one_amount

Facts = dict[str, tuple[str, str, date]]


@dataclass(frozen=True)
class World:
    """The reference facts (key -> value, source, day checked), the limits among them, and the day."""

    facts: Facts
    limits: Limits
    today: date


def present_world() -> World:
    """The world as the reference table knows it today.

    Raises:
        LookupError: the starting data lacks a limit.
    """
    held = (
        list_facts()
    )  # kept to the end: while they are held, the session finds the amounts among them
    facts = {fact.key: (fact.value, fact.source, fact.checked_on) for fact in held}
    limits = Limits(
        medium_from=one_amount("band_medium_from"),
        high_above=one_amount("band_high_from"),
        threshold=one_amount("threshold_goods_services_inc_vat"),
        light_touch=one_amount("threshold_light_touch_inc_vat"),
        quotes=int(one_amount("quotes_wanted")),
        vat_percent=one_amount("vat_rate"),
    )
    return World(facts, limits, today())
