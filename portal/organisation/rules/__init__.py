"""Kinds of organisation, roles in them, and what a role may do."""

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation is."""

    SCHOOL = "school"
    PROVIDER = "provider"
    HUB = "hub"


class Role(StrEnum):
    """What a person may do for an organisation. An administrator may also say who belongs to it."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"
