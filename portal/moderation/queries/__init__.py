"""Reads for the Hub's desk: organisations with how many people they have, and names for what the journal tells of."""

from portal.moderation.queries.names import find_names
from portal.moderation.queries.organisations import (
    Asked,
    Found,
    count_organisations,
    find_hub,
    find_organisation,
    find_place,
    find_reason,
    list_organisations,
)
from portal.moderation.queries.queue import (
    find_listing_of,
    find_mark,
    find_objection,
    list_notes,
    list_own,
    list_theirs,
)
from portal.moderation.queries.waiting import REMIND, list_waiting

__all__ = [
    "REMIND",
    "Asked",
    "Found",
    "count_organisations",
    "find_hub",
    "find_listing_of",
    "find_mark",
    "find_names",
    "find_objection",
    "find_organisation",
    "find_place",
    "find_reason",
    "list_notes",
    "list_organisations",
    "list_own",
    "list_theirs",
    "list_waiting",
]
