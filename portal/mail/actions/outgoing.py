"""A mail on its way out: what every way of sending is handed, and what it says when it fails."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import urlsplit

from portal.config import Settings
from portal.mail.queries import Written
from portal.mail.rules import clean, is_address

NOBODY = "no-reply@localhost"


@dataclass(frozen=True)
class Outgoing:
    """One mail to one address, ready to be sent. `message_id` is the left part of its Message-ID."""

    message_id: str
    to: str
    written_at: datetime
    words: Written


class Transport(Protocol):
    """A way of sending. It gives up by itself after the time that the settings allow."""

    def send(self, mail: Outgoing) -> None:
        """Hand the mail over.

        Raises:
            Undelivered: it was not taken, or it is not known whether it was.
        """


class Undelivered(Exception):  # noqa: N818 - it is what happened, not a fault
    """A mail was not taken. `for_good`: it never will be. `nobody`: no mail was, because nobody answers."""

    def __init__(self, trouble: str, *, for_good: bool = False, nobody: bool = False) -> None:
        super().__init__(trouble)
        self.trouble, self.for_good, self.nobody = clean(trouble)[:200], for_good, nobody


def timeout_of(settings: Settings) -> timedelta:
    """How long sending one mail may take."""
    return timedelta(seconds=settings.mail_timeout)


def sender(settings: Settings) -> Address:
    """Whom the mail comes from: the address of the settings, under the service's name."""
    return Address(clean(settings.service_name), addr_spec=settings.mail_from or NOBODY)


def message_of(mail: Outgoing, settings: Settings) -> EmailMessage:
    """The mail as RFC 5322 has it: the same text, to the byte, at each attempt.

    Its date is when the letter was written. That is when what it tells of happened, which is what a reader
    of a late letter must know, and it does not change from one attempt to the next.
    """
    if not is_address(mail.to):
        raise Undelivered("this is not one plain email address", for_good=True)
    message = EmailMessage(policy=SMTP)
    message["From"] = sender(settings)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = clean(mail.words.subject)
    message["Date"] = format_datetime(mail.written_at)
    message["Message-ID"] = f"<{mail.message_id}@{_domain(settings.base_url)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.words.text, cte="quoted-printable")
    message.add_alternative(mail.words.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"part-{mail.message_id}")  # a random one would differ at each attempt
    return message


def _domain(base_url: str) -> str:
    """The host of the portal; a name where it is a bare address of IPv6."""
    host = urlsplit(base_url).hostname or ""
    return "localhost" if ":" in host else host
