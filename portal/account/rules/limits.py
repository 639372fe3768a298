"""How often passwords may be guessed and letters asked for. docs/operating.md tells operators of them."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

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

WHOLE_NETWORK = 64
"""Bits of an IPv6 address that a household or a school is given to use as it likes."""


def network_of(address: str) -> str:
    """What is counted as one place: an IPv4 address, or the network that an IPv6 address belongs to."""
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if read.version == 4:  # noqa: PLR2004 - the version's name
        return str(read)
    mapped = getattr(read, "ipv4_mapped", None)
    return str(mapped or ip_network((int(read), WHOLE_NETWORK), strict=False))
