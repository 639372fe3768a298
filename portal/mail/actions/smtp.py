"""Mail by SMTP: encrypted where the server offers it, and ended by the clock however slowly the server answers."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from threading import Timer
from urllib.parse import parse_qs, unquote, urlsplit

from portal.config import Settings, SettingsError
from portal.mail.actions.outgoing import Outgoing, Undelivered, message_of

PORTS = {"smtp": 587, "smtps": 465}
FROM_HERE_ON_FOR_GOOD = 500  # RFC 5321, 4.2.1: 4xx try again, 5xx do not
TLS = ("offered", "required", "off")
FORM = (
    "PORTAL_MAIL must be console, file, notify, or an address such as "
    "smtp://user:password@mail.example.org:587; ?tls= may be offered, required or off."
)


@dataclass(frozen=True)
class Server:
    """Where mail is handed over, as PORTAL_MAIL says it."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, address: str) -> "Server":
        """The server that an address such as smtp://user:password@host:587?tls=required names.

        Raises:
            SettingsError: it names none. The address is not repeated, because a password may stand in it.
        """
        try:
            parts = urlsplit(address)
            port = parts.port or PORTS[parts.scheme]
            tls = parse_qs(parts.query, strict_parsing=bool(parts.query)).pop("tls", ["offered"])[0]
        except (ValueError, KeyError):
            raise SettingsError(FORM) from None
        if not parts.hostname or tls not in TLS or parts.path not in {"", "/"}:
            raise SettingsError(FORM)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        at_once = parts.scheme == "smtps"
        return cls(parts.hostname, port, "at once" if at_once else tls, user, password)


class Smtp:
    """Hands each mail to one server, over a connection of its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.server = Server.parse(settings.mail)

    def send(self, mail: Outgoing) -> None:
        """Hand the mail over within the time that the settings allow, or not at all.

        Raises:
            Undelivered: the server refused it, was too slow, or cannot be reached.
        """
        message = message_of(mail, self.settings)
        ends = time.monotonic() + self.settings.mail_timeout
        try:
            connection = self._reach(ends)
        except (OSError, SMTPException) as fault:
            raise Undelivered(said(fault, ends), nobody=True) from fault
        try:
            with shut_at(ends, connection):
                connection.send_message(message)
        except SMTPRecipientsRefused as refused:
            ((code, text),) = refused.recipients.values()
            raise refusal(code, text) from refused
        except SMTPResponseException as refused:
            raise refusal(refused.smtp_code, refused.smtp_error) from refused
        except (OSError, SMTPException) as fault:
            raise Undelivered(said(fault, ends)) from fault
        finally:
            _leave(connection)

    def _reach(self, ends: float) -> SMTP:
        """A connection over which mail can be handed over.

        Raises:
            OSError, SMTPException: there is none.
            Undelivered: there is one, but not for a password.
        """
        server, left = self.server, max(0.1, ends - time.monotonic())
        if server.tls == "at once":
            tls = ssl.create_default_context()
            connection: SMTP = SMTP_SSL(server.host, server.port, timeout=left, context=tls)
        else:
            connection = SMTP(server.host, server.port, timeout=left)
        try:
            with shut_at(ends, connection):
                self._introduce(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _introduce(self, connection: SMTP) -> None:
        server = self.server
        connection.ehlo_or_helo_if_needed()
        encrypted = server.tls == "at once"
        if server.tls == "required" or (
            server.tls == "offered" and connection.has_extn("starttls")
        ):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
            encrypted = True
        if server.user:
            if not encrypted and server.tls != "off":
                trouble = "the server offers no encryption, so it gets no password"
                raise Undelivered(trouble, nobody=True)
            connection.login(server.user, server.password)


@contextmanager
def shut_at(ends: float, connection: SMTP) -> Iterator[None]:
    """Shut the connection when its time is over. A socket's own timeout begins anew with each byte.

    Raises:
        TimeoutError: the time was over before it began.
    """
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    watch = Timer(left, _shut, (connection,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _shut(connection: SMTP) -> None:
    if connection.sock is not None:
        with suppress(OSError):  # not the method of an encrypted socket, which forgets its keys
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _leave(connection: SMTP) -> None:
    """Say goodbye, and do not wait for the answer: what was taken was taken."""
    with suppress(OSError, SMTPException):
        connection.putcmd("quit")
    with suppress(OSError, SMTPException):
        connection.close()


def refusal(code: int, text: bytes | str) -> Undelivered:
    """What a server's refusal of one mail means."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return Undelivered(f"refused: {code} {words}", for_good=code >= FROM_HERE_ON_FOR_GOOD)


def said(fault: Exception, ends: float) -> str:
    """A fault in words that carry no password; `ends` is when the time for sending is over."""
    if isinstance(fault, SMTPAuthenticationError):
        return f"the server refused our name or password: {fault.smtp_code}"
    if isinstance(fault, SMTPResponseException):
        return refusal(fault.smtp_code, fault.smtp_error).trouble
    if isinstance(fault, TimeoutError) or time.monotonic() >= ends:
        return "the server took too long"
    return f"the server cannot be reached or broke off: {type(fault).__name__}"
