"""The words of the Hub's desk: the letters that its decisions send, a file for each subject."""

from portal.moderation.catalogue import listings, organisations, revisions

LETTERS = (
    *organisations.LETTERS,
    *revisions.LETTERS,
    *listings.LETTERS,
)

__all__ = ["LETTERS"]
