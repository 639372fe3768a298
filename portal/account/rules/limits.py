"""How often passwords may be guessed and letters asked for. docs/operating.md tells operators of them."""

from datetime import timedelta

from portal.journal.rules import Limit

WINDOW = timedelta(minutes=15)
WRONG_PASSWORDS = Limit("wrong password", 10, WINDOW)
"""For one address that somebody signs in with, whether or not it has an account, from wherever they do."""
WRONG_PASSWORDS_FROM = Limit("wrong passwords from", 30, WINDOW)
"""From one network, whomever they try to be."""
LETTERS_TO = Limit("letters to", 5, WINDOW)
"""To one address, asked for by whoever knows it."""
LETTERS_FROM = Limit("letters from", 30, WINDOW)
"""Asked for from one network."""
