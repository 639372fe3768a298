"""Reads of schools, organisations and who belongs to them."""

from portal.organisation.queries.invitations import (
    count_invitations,
    find_invitation,
    find_invitation_to,
    find_invited,
    is_open,
    list_invitations,
    list_invitations_to,
)
from portal.organisation.queries.people import (
    find_last_organisation,
    find_member,
    find_membership,
    list_administrators,
    list_frozen,
    list_hub_administrators,
    list_members,
    list_memberships,
    list_names,
)
from portal.organisation.queries.schools import (
    find_school_organisation,
    list_schools,
    one_school,
    search_schools,
)

__all__ = [
    "count_invitations",
    "find_invitation",
    "find_invitation_to",
    "find_invited",
    "find_last_organisation",
    "find_member",
    "find_membership",
    "find_school_organisation",
    "is_open",
    "list_administrators",
    "list_frozen",
    "list_hub_administrators",
    "list_invitations",
    "list_invitations_to",
    "list_members",
    "list_memberships",
    "list_names",
    "list_schools",
    "one_school",
    "search_schools",
]
