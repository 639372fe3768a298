"""The words of the Hub's desk: the letters that its decisions send, a file for each subject."""

from portal.moderation.catalogue import organisations

LETTERS = (*organisations.LETTERS,)

__all__ = ["LETTERS"]
