"""Codes of the second step: those of an authenticator app, and the recovery codes that stand in for one."""

import hmac
import re
from datetime import datetime, timedelta

import pyotp

from portal.journal.rules import Limit

STEP_SECONDS = 30
DRIFT = (0, -1, 1)
"""A phone's clock may be one step off in either direction."""
SECOND_STEP = Limit("second step", 5, timedelta(minutes=15))
"""How often one person may give a wrong code, of the app or a recovery code."""
CODES = 10
FEW_CODES = 3
"""From how few recovery codes on we ask to make new ones."""
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What recovery codes are made of: no letter that looks like a digit."""
GROUPS, GROUP = 3, 4
_DIGITS = re.compile(r"[0-9]{6}")
_SHAPE = re.compile(f"[{ALPHABET}]{{{GROUPS * GROUP}}}")
_BETWEEN = re.compile(r"[\s\u2010-\u2015-]+")


def new_secret() -> str:
    """The secret that a new authenticator app shares with us: 160 random bits, in base 32."""
    return pyotp.random_base32()


def secret_address(secret: str, *, account: str, service: str) -> str:
    """The address (otpauth:) that the picture for the app stands for."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=service))


def in_groups(text: str) -> str:
    """`text` in groups of four, as it is easily typed."""
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def matching_step(secret: str, typed: str, at: datetime) -> int | None:
    """The 30-second step whose code `typed` is: that of `at`, the one before or the one after; None for none.

    Blanks and hyphens in the code count for nothing.
    """
    code = _BETWEEN.sub("", typed)
    if not _DIGITS.fullmatch(code):
        return None
    app, here = pyotp.TOTP(secret), int(at.timestamp()) // STEP_SECONDS
    for drift in DRIFT:
        if hmac.compare_digest(app.generate_otp(here + drift), code):
            return here + drift
    return None


def recovery_code(number: int) -> str:
    """A recovery code, such as "abcd-efgh-jkmn", out of a large random number: about 59 bits of it count."""
    signs = ""
    for _ in range(GROUPS * GROUP):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return in_groups(signs).replace(" ", "-")


def tidy_recovery_code(typed: str) -> str:
    """A recovery code as we write it, however its case and gaps were typed; "" for what cannot be one."""
    signs = _BETWEEN.sub("", typed).lower()
    return in_groups(signs).replace(" ", "-") if _SHAPE.fullmatch(signs) else ""
