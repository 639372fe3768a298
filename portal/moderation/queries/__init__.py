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

__all__ = [
    "Asked",
    "Found",
    "count_organisations",
    "find_hub",
    "find_names",
    "find_organisation",
    "find_place",
    "find_reason",
    "list_organisations",
]
