"""The pages on which a provider edits: a section's form, an adviser's entry, and what another one saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.listing.catalogue.sections import NOTHING, TITLES, label_of, said
from portal.listing.forms.people import AdviserForm
from portal.listing.forms.sections import FORMS, SectionForm
from portal.listing.models import Revision, entry_of, shows_at_once, standing_of
from portal.listing.queries import find_kept
from portal.listing.queries.revisions import find_saver
from portal.listing.rules.revisions import (
    ADVISER,
    Section,
    State,
    fingerprint,
    merged,
    section_of,
    value_in,
)
from portal.providers.models import Adviser, Listing

Rows = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class SectionPage:
    """One section. `reasons`: what the Hub asks to be changed, by field. `rows`: field, saved meanwhile, typed here."""

    listing: Listing
    section: Section
    title: str
    form: SectionForm
    seen: str
    reasons: Mapping[str, str]
    at_once: bool
    with_hub: bool
    rows: Rows = ()
    saver: str = ""

    @property
    def typed(self) -> dict[str, Any]:
        """What was filled in."""
        return self.form.values(self.section.names)

    def overtaken(self, now: Mapping[str, Any], own: str) -> "SectionPage":
        """This page with what was saved meanwhile beside what was typed; saving again replaces it."""
        typed = self.typed
        rows = tuple(
            (label_of(name), said(name, value) or NOTHING, said(name, typed[name]) or NOTHING)
            for name, value in now.items()
            if (value or None) != (typed[name] or None)
        )
        seen = fingerprint(now, self.section.names)
        return replace(self, rows=rows, seen=seen, saver=saver_of(self.listing.id, own))

    def held(self) -> "SectionPage":
        """This page where the changes went to the Hub while it was open."""
        return replace(self, with_hub=True)


@dataclass(frozen=True)
class AdviserPage:
    """One adviser's entry, or that of somebody new."""

    listing: Listing
    form: AdviserForm
    seen: str = ""
    reason: str = ""
    with_hub: bool = False
    rows: Rows = ()
    saver: str = ""

    def overtaken(self, now: dict[str, str], own: str) -> "AdviserPage":
        """This page with what was saved meanwhile beside what was typed."""
        typed, labels = self.form.entry(), {"label": "Role or name", "supervisor": "Supervisor"}
        rows = tuple(
            (labels[name], value or NOTHING, typed[name] or NOTHING)
            for name, value in now.items()
            if value != typed[name]
        )
        saver = saver_of(self.listing.id, own)
        return replace(self, rows=rows, seen=fingerprint(now, now), saver=saver)

    def held(self) -> "AdviserPage":
        """This page where the changes went to the Hub while it was open."""
        return replace(self, with_hub=True)


def section_page(listing_id: int, organisation_id: int, slug: str) -> SectionPage | None:
    """The page of a section of a kept listing, filled with what it says; None where there is none."""
    section, listing = section_of(slug), find_kept(listing_id, organisation_id)
    if section is None or listing is None:
        return None
    at_once, edit = section.live and shows_at_once(listing), Revision.open_of(listing_id)
    shown = merged(standing_of(listing), edit.said if edit is not None and not at_once else {})
    values = {name: value_in(shown, name) for name in section.names}
    reasons = edit.reasons if edit is not None and not at_once else {}
    return SectionPage(
        listing=listing,
        section=section,
        title=TITLES[slug],
        form=FORMS[slug](data=_filled(values)),
        seen=fingerprint(shown, section.names),
        reasons={name: reasons[name] for name in section.names if name in reasons},
        at_once=at_once,
        with_hub=not at_once and edit is not None and edit.state is State.SUBMITTED,
    )


def adviser_page(
    listing_id: int, organisation_id: int, adviser_id: int | None = None
) -> AdviserPage | None:
    """The page of an adviser's entry, or of a new one; None where there is none."""
    listing, edit = find_kept(listing_id, organisation_id), Revision.open_of(listing_id)
    if listing is None:
        return None
    with_hub = edit is not None and edit.state is State.SUBMITTED
    if adviser_id is None:
        return AdviserPage(listing, AdviserForm(), with_hub=with_hub)
    adviser = find_adviser(listing, adviser_id)
    if adviser is None:
        return None
    entry = edit.entry_of(adviser) if edit is not None else entry_of(adviser)
    return AdviserPage(
        listing,
        AdviserForm(data=entry),
        seen=fingerprint(entry, entry),
        reason=edit.reasons.get(f"{ADVISER}{adviser_id}", "") if edit is not None else "",
        with_hub=with_hub,
    )


def find_adviser(listing: Listing, adviser_id: int) -> Adviser | None:
    """One of a listing's advisers who has not left."""
    present = (one for one in listing.advisers if one.left_at is None)
    return next((one for one in present if one.id == adviser_id), None)


def saver_of(listing_id: int, own: str) -> str:
    """Who saved last: "You", a colleague's name, or nothing. `own` is the reader, as the journal has them."""
    saver = find_saver(listing_id)
    if saver is None:
        return ""
    return "You" if own == f"person:{saver.id}" else saver.name


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    level = values.get("bsl_level")
    return (
        {**values, "bsl_level": str(level) if level else ""}
        if "bsl_level" in values
        else dict(values)
    )
