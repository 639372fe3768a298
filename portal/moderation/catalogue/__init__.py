"""The words of the Hub's desk: the letters that its decisions send, a file for each subject."""

from portal.moderation.catalogue import checks, claims, listings, organisations, revisions

LETTERS = (
    *organisations.LETTERS,
    *revisions.LETTERS,
    *listings.LETTERS,
    *claims.LETTERS,
    *checks.LETTERS,
)

__all__ = ["LETTERS"]
