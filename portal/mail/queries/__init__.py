"""Reads of the mail that waits or was sent, and of the letters that there are."""

from portal.mail.queries.letters import (
    Written,
    find_letter,
    link_address,
    list_letters,
    preview,
    written,
)
from portal.mail.queries.outbox import (
    PER_PAGE,
    count_mail,
    count_waiting,
    find_mail,
    list_mail,
    oldest_waiting,
)

__all__ = [
    "PER_PAGE",
    "Written",
    "count_mail",
    "count_waiting",
    "find_letter",
    "find_mail",
    "link_address",
    "list_letters",
    "list_mail",
    "oldest_waiting",
    "preview",
    "written",
]
