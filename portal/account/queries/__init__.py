"""Reads of people and of where they are signed in."""

from portal.account.queries.keys import find_key
from portal.account.queries.people import find_person, one_person
from portal.account.queries.signing import find_sign_in, list_sign_ins

__all__ = ["find_key", "find_person", "find_sign_in", "list_sign_ins", "one_person"]
