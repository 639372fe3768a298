"""The mail that the room sends. Each group of letters stands in the file of its subject."""

from portal.listing.catalogue import claims, deciding, freshness
from portal.mail.rules import Letter

LETTERS: tuple[Letter, ...] = (*claims.LETTERS, *deciding.LETTERS, *freshness.LETTERS)
