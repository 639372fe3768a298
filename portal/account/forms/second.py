"""Forms of the second step: codes, and what browsers answer for passkeys."""

import secrets
from typing import Any

from flask import current_app, session
from wtforms import HiddenField

from portal.account.rules.passkeys import (
    CHALLENGE_LASTS,
    Answer,
    Home,
    Refusal,
    Refused,
    options_to_make,
    options_to_use,
    read_answer,
)
from portal.clock import now
from portal.web.fields import HouseForm, TextField
from portal.web.keys import blind

VISIT_KEY = "passkeys"
NONCE, MOMENT = 16, 5
"""How many bytes of a challenge are random, and how many say when it was made."""


class CodeForm(HouseForm):
    """A code of the authenticator app."""

    code = TextField(
        "Code from your authenticator app",
        missing="Enter the six-digit code that your authenticator app shows",
        called="Code",
        hint="Six digits, such as 123 456. The app shows a new code every 30 seconds.",
        most=20,
        width=10,
        autocomplete="one-time-code",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.code.inputmode = "numeric"  # a phone shows its digits


class RecoverForm(HouseForm):
    """A recovery code."""

    code = TextField(
        "Recovery code",
        missing="Enter one of your recovery codes",
        hint="Such as abcd-efgh-jkmn. Each works once.",
        most=40,
        width=20,
        autocomplete="off",
    )


class PasskeyForm(HouseForm):
    """A passkey that is used. The page's script fills `passkey` in with the browser's answer.

    `has` are the passkeys of whom it has to be; empty, it may be anybody's.
    """

    ceremony = "use"
    passkey = HiddenField()

    def __init__(self, purpose: str, *, has: list[str] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.purpose = purpose
        self.has = has or []
        self.home = home()

    @property
    def options(self) -> str:
        """What the browser is asked for, as JSON, with a challenge that this visit can answer once."""
        return options_to_use(self.home, new_challenge(self.purpose), has=self.has)

    def answer(self) -> Answer:
        """What the browser sent, to one of our challenges. It is never sent back.

        Raises:
            Refused: it is no answer, or not to a challenge of this visit and purpose in the last five minutes.
        """
        sent, self.passkey.data = self.passkey.data or "", ""
        answer = read_answer(sent)
        if not is_challenge(answer.challenge, self.purpose):
            raise Refused(Refusal.LATE)
        return answer


class AddPasskeyForm(PasskeyForm):
    """A new passkey and what the person calls it."""

    ceremony = "make"
    name = TextField(
        "Name of the passkey",
        missing="Give the passkey a name",
        hint="So that you know it again later, such as “Work laptop” or “My phone”.",
        most=60,
        width=20,
        autocomplete="off",
    )

    def __init__(
        self, *, handle: bytes, account: str, person: str, has: list[str], **options: Any
    ) -> None:
        super().__init__("add", has=has, **options)
        self.about: dict[str, Any] = {"handle": handle, "account": account, "name": person}

    @property
    def options(self) -> str:
        """What the browser is asked for, as JSON."""
        return options_to_make(self.home, new_challenge(self.purpose), has=self.has, **self.about)


def home() -> Home:
    """The website that passkeys are made for; what a request says of its host counts for nothing."""
    settings = current_app.extensions["settings"]
    return Home.of(settings.base_url, settings.service_name)


def new_challenge(purpose: str) -> bytes:
    """A challenge that only this visit can have been given, only for `purpose`. Nothing has to be kept of it."""
    session.setdefault(VISIT_KEY, secrets.token_urlsafe(16))
    made = secrets.token_bytes(NONCE) + int(now().timestamp()).to_bytes(MOMENT, "big")
    return made + _mark(made, purpose)


def is_challenge(challenge: bytes, purpose: str) -> bool:
    """Whether this visit was given `challenge` for `purpose` in the last five minutes."""
    made, mark = challenge[: NONCE + MOMENT], challenge[NONCE + MOMENT :]
    if VISIT_KEY not in session or not secrets.compare_digest(mark, _mark(made, purpose)):
        return False
    age = int(now().timestamp()) - int.from_bytes(made[NONCE:], "big")
    return 0 <= age < CHALLENGE_LASTS.total_seconds()


def _mark(made: bytes, purpose: str) -> bytes:
    told = f"{session[VISIT_KEY]}:{purpose}:{made.hex()}"
    return bytes.fromhex(blind("passkey challenge", told))
