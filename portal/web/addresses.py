"""Addresses that a form may ask to be sent back to, only ones of this portal; and numbers in addresses."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST_ID = 2**31 - 1
"""No database of ours counts further; a larger number in an address is not found, rather than a fault."""


class Number(IntegerConverter):
    """`<int:…>` in an address: a number that a row may have, in the one way to write it."""

    regex = "[1-9][0-9]{0,9}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})


def read_number(typed: str) -> int | None:
    """The number that a form or a query names, if it is one that a row may have, in the one way to write it."""
    is_number = re.fullmatch(Number.regex, typed) is not None and int(typed) <= LARGEST_ID
    return int(typed) if is_number else None


def init_app(app: Flask) -> None:
    """Let every number in the addresses of `app` be one that a row may have; before the rooms open."""
    app.url_map.converters["int"] = Number


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
