"""Addresses that a form may ask to be sent back to: only ones of this portal."""

from urllib.parse import urlsplit


def local_address(asked: str, default: str) -> str:
    """`asked` if it plainly is an address of this portal, path and query only; else `default`.

    Browsers read backslashes as slashes and drop tabs and line ends, so an address with one is refused.
    """
    if (
        not asked.startswith("/")
        or asked.startswith("//")  # another host; and Python's parser fails on some of these
        or any(sign in asked for sign in "\\\t\r\n")
        or not asked.isprintable()
    ):
        return default
    parts = urlsplit(asked)
    return asked if not parts.scheme and not parts.netloc else default
