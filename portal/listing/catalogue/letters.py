"""The mail that the room sends. Each group of letters stands in the file of its subject."""

from portal.mail.rules import Letter

LETTERS: tuple[Letter, ...] = ()
