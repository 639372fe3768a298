"""What counts as one place on the network, wherever something is counted by where it comes from."""

from ipaddress import ip_address, ip_network

WHOLE_NETWORK = 64
"""Bits of an IPv6 address that a household or a school is given; whoever is in it may take any of the rest."""


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
