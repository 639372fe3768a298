"""A mail server for tests: it takes mail on a port of its own, and is as slow or as rude as it is told to be."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from aiosmtpd import smtp
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.serving import free_port

TAKEN = "250 OK"


@dataclass
class Postbox:
    """What the server took, in order, and what it says before it takes anything.

    `at_recipient` and `at_end` are asked for a reply to each recipient and to each whole mail. A reply may
    be a number of seconds instead: then it says nothing for so long, and takes the mail after all.
    """

    port: int
    at_recipient: Callable[[str], str | float] = lambda _address: TAKEN
    at_end: Callable[[str], str | float] = lambda _address: TAKEN
    slowness: float = 0.0
    recipients: list[list[str]] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it can be reached, as PORTAL_MAIL says it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self,
        _server: smtp.SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Answer to a recipient."""
        reply = await self._said(self.at_recipient(address))
        if reply == TAKEN:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, _server: smtp.SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer to a whole mail."""
        reply = await self._said(self.at_end(envelope.rcpt_tos[0]))
        if reply == TAKEN:
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=SMTP)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.recipients.append(list(envelope.rcpt_tos))
            self.encrypted.append(session.ssl is not None)
        return reply

    async def _said(self, reply: str | float) -> str:
        await asyncio.sleep(self.slowness + (reply if isinstance(reply, float) else 0.0))
        return reply if isinstance(reply, str) else TAKEN

    def let_in(self, *_: Any) -> AuthResult:
        """Let in whoever knows the password."""
        given = _[-1]
        assert isinstance(given, LoginPassword)
        self.users.append(given.login.decode())
        return AuthResult(success=given.password == b"pass word", handled=False)


@contextmanager
def receiving(
    *, certificate: ssl.SSLContext | None = None, asks_for_password: bool = False
) -> Iterator[Postbox]:
    """A mail server for a while; with a `certificate` it offers encryption."""
    box = Postbox(free_port())
    more: dict[str, Any] = {"tls_context": certificate} if certificate else {}
    if asks_for_password:
        more |= {"authenticator": box.let_in, "auth_required": certificate is not None}
        more |= {"auth_require_tls": certificate is not None}
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **more)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
