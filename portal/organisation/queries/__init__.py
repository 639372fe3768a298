"""Reads of schools, organisations and who belongs to them."""

from portal.organisation.queries.people import find_membership, list_members, list_memberships
from portal.organisation.queries.schools import list_schools, one_school

__all__ = ["find_membership", "list_members", "list_memberships", "list_schools", "one_school"]
