"""Listings whose people give register numbers, lists that a moderator could have copied, and their browser."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Flask

from portal.credentials.models import Credential
from portal.credentials.queries import list_credentials
from portal.credentials.rules import Kind, Result
from portal.db import db
from portal.organisation.rules import Kind as OrganisationKind
from portal.providers.actions import add_adviser
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.builders import AT, DAY, add_provider, check
from tests.page import Page, Visitor

SOURCE = "The public register, as copied by hand"
FORM = {"register": "CDI", "source": SOURCE}
FIRST = "Ada Bea Cleo Dora Edna Fay Gwen Hope Iris Jane Kate Lena Mary Nora Olga Pia Rose Sara Tess Una".split()  # noqa: SIM905 - names
LAST = "Quill Thimble Larkspur Ember Wren Marsh Tansy Copper Lantern Bramble".split()  # noqa: SIM905 - names


@dataclass(frozen=True)
class Desk:
    """The Hub, and one of its staff who also belongs to a provider."""

    app: Flask
    hub: int
    person: int
    own: int

    def browser(self) -> Visitor:
        """The moderator's browser, by two steps."""
        return signed_in(self.app, self.person, self.hub, second=True)


def make_desk(app: Flask) -> Desk:
    """A moderator who belongs to a provider as well."""
    with app.app_context():
        hub, person = make_organisation("The Hub", OrganisationKind.HUB), make_person("Mo Khan")
        own = make_organisation("Mo's own provider", OrganisationKind.PROVIDER)
        join(hub, person)
        join(own, person)
    return Desk(app, hub, person, own)


def name_of(number: int) -> str:
    """One of two hundred names that are not alike."""
    return f"{FIRST[number % 20]} {LAST[number // 20]}"


def add_registered(
    number: int, *, name: str = "", listed: int | None = None, checked_on: date | None = DAY
) -> tuple[int, int]:
    """An adviser with a register number, on a listing of their own unless one is given; (listing, credential)."""
    listing = listed or add_provider(f"Provider {number}")
    adviser = add_adviser(
        listing,
        name or name_of(number),
        qualification="Q7_QCD",
        cdi_status="RCDP_CURRENT",
        by="test",
        at=AT,
    )
    (claim,) = [
        one
        for one in list_credentials(listing)
        if (one.kind, one.adviser_id) == (Kind.CDI, adviser)
    ]
    claim.number = f"RCDP {number:04}"
    db.session.commit()
    if checked_on is not None:
        check(claim.id, checked_on)
    return listing, claim.id


def results(credential_id: int) -> list[tuple[date, str, str]]:
    """(day, result, source) of each check of a claim."""
    (listing_id,) = db.session.execute(
        db.select(Credential.listing_id).where(Credential.id == credential_id)
    ).one()
    found = [one for one in list_credentials(listing_id) if one.id == credential_id]
    return [(one.checked_on, Result(one.result).value, one.source) for one in found[0].checks]


def csv_of(rows: Iterable[Sequence[str]]) -> str:
    """A list with the usual headings."""
    lines = [("Registration number", "Name", "Town", "Status"), *rows]
    return "\n".join(",".join(cells) for cells in lines) + "\n"


def compared(desk: Desk, text: str, *, seen_on: date, **more: str) -> Page:
    """The page on which a pasted list is compared with the listings."""
    page = desk.browser()("moderation.registers")
    day = {f"seen_on-{part}": str(getattr(seen_on, part)) for part in ("day", "month", "year")}
    return page.submit({**FORM, **day, "pasted": text, **more}, button="Compare")


def ticks(page: Page) -> tuple[list[str], list[str]]:
    """The names of what is ticked, and of what could be."""
    boxes = page.soup.select("input[name=record]")
    offered = [str(box["value"]) for box in boxes]
    return [str(box["value"]) for box in boxes if box.has_attr("checked")], offered
