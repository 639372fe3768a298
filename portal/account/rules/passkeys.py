"""Passkeys (WebAuthn): what browsers are asked for, and what of their answers is believed."""

import hashlib
import ipaddress
import json
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    bytes_to_base64url,
    parse_attestation_object,
    parse_authenticator_data,
    parse_client_data_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorData,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

LONGEST_ANSWER = 16_000
CHALLENGE_LASTS = timedelta(minutes=5)
"""How long a browser may take to answer."""
MOST_PASSKEYS = 20
_UNREADABLE = (
    WebAuthnException,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
)
"""What the parsers raise on an answer that is not one."""


class Refusal(StrEnum):
    """Why the answer of a passkey is not believed, as the person reads it."""

    UNREADABLE = "We could not read your browser's answer. Try again"
    LATE = "That took too long, or was sent before. Try again"
    ELSEWHERE = "The passkey answered for another website. Open this page by its own address"
    UNVERIFIED = "Use a passkey that asks for your fingerprint, your face or a PIN"
    UNKNOWN = "We do not know that passkey. It may have been removed, or belong to another account"
    KNOWN = "That passkey is on your account already, or you have as many as fit. Remove one first"
    COPIED = "That passkey may have been copied, so we did not accept it. Sign in another way and remove it"
    FORGED = "We could not confirm that passkey. Try again"


class Refused(Exception):  # noqa: N818 - it is what happened, not a fault
    """The answer of a passkey is not believed."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.name)
        self.why = why


@dataclass(frozen=True)
class Home:
    """The website that passkeys are made for. `rp_id` is the host name that they are bound to."""

    rp_id: str
    origin: str
    name: str

    @classmethod
    def of(cls, base_url: str, name: str) -> "Home":
        """The website at `base_url`.

        Passkeys are bound to names, not numbers, so for the machine itself its name `localhost` stands.
        """
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        if _is_this_machine(host):
            host = "localhost"
        port = f":{parts.port}" if parts.port else ""
        return cls(host, f"{parts.scheme}://{host}{port}", name)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Answer:
    """What a browser sent for a passkey: its text, the passkey's id (base64url), and the challenge it answers."""

    text: str
    credential: str
    challenge: bytes


@dataclass(frozen=True)
class Made:
    """A new passkey; `public_key` is COSE, both are base64url."""

    credential: str
    public_key: str
    sign_count: int


def read_answer(text: str) -> Answer:
    """What a browser sent, before anything of it is believed.

    Raises:
        Refused: it is no answer of a passkey.
    """
    if not 0 < len(text) <= LONGEST_ANSWER:
        raise Refused(Refusal.UNREADABLE)
    try:
        sent = json.loads(text)
        said = parse_client_data_json(base64url_to_bytes(sent["response"]["clientDataJSON"]))
        answer = Answer(text, str(sent["id"]), said.challenge)
    except _UNREADABLE as unreadable:
        raise Refused(Refusal.UNREADABLE) from unreadable
    return answer


def options_to_make(
    home: Home, challenge: bytes, *, handle: bytes, account: str, name: str, has: list[str]
) -> str:
    """What a browser is asked for to make a passkey, as JSON; `has` are the ids of those that the person has."""
    asked = generate_registration_options(
        rp_id=home.rp_id,
        rp_name=home.name,
        user_id=handle,
        user_name=account,
        user_display_name=name,
        challenge=challenge,
        timeout=_milliseconds(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_named(has),
    )
    return options_to_json(asked)


def options_to_use(home: Home, challenge: bytes, *, has: list[str]) -> str:
    """What a browser is asked for to use a passkey, as JSON: one of `has`, or any for this website if empty."""
    asked = generate_authentication_options(
        rp_id=home.rp_id,
        challenge=challenge,
        timeout=_milliseconds(),
        allow_credentials=_named(has),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(asked)


def check_made(answer: Answer, home: Home) -> Made:
    """The passkey that was made. That `answer.challenge` is one of ours is for the caller to see to.

    Raises:
        Refused: the answer is not to be believed.
    """
    try:
        sent = json.loads(answer.text)["response"]
        parsed = parse_attestation_object(base64url_to_bytes(sent["attestationObject"]))
        _check_place(sent, parsed.auth_data, home)
        made = verify_registration_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=home.rp_id,
            expected_origin=home.origin,
            require_user_verification=True,
        )
    except _UNREADABLE as forged:
        raise Refused(Refusal.FORGED) from forged
    return Made(
        bytes_to_base64url(made.credential_id),
        bytes_to_base64url(made.credential_public_key),
        made.sign_count,
    )


def check_used(
    answer: Answer, home: Home, *, public_key: str, sign_count: int, handle: bytes
) -> int:
    """How often the passkey says it was used, now that it was used rightly; 0 where it does not count.

    `handle` is the person's, as it was given when the passkey was made. The challenge is as in `check_made`.

    Raises:
        Refused: the answer is not to be believed.
    """
    try:
        sent = json.loads(answer.text)["response"]
        data = parse_authenticator_data(base64url_to_bytes(sent["authenticatorData"]))
        _check_place(sent, data, home)
        if sent.get("userHandle") and base64url_to_bytes(sent["userHandle"]) != handle:
            raise Refused(Refusal.UNKNOWN)
        if data.sign_count <= sign_count and (data.sign_count or sign_count):
            raise Refused(Refusal.COPIED)
        used = verify_authentication_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=home.rp_id,
            expected_origin=home.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except _UNREADABLE as forged:
        raise Refused(Refusal.FORGED) from forged
    return used.new_sign_count


def _check_place(sent: dict[str, str], data: AuthenticatorData, home: Home) -> None:
    """Say in our own words what the library would refuse as well: another website, and nobody verified."""
    said = parse_client_data_json(base64url_to_bytes(sent["clientDataJSON"]))
    here = hashlib.sha256(home.rp_id.encode()).digest()
    if said.origin != home.origin or said.cross_origin or data.rp_id_hash != here:
        raise Refused(Refusal.ELSEWHERE)
    if not data.flags.uv:
        raise Refused(Refusal.UNVERIFIED)


def _named(credentials: list[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in credentials]


def _milliseconds() -> int:
    return int(CHALLENGE_LASTS.total_seconds()) * 1000
