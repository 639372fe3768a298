"""A passkey device made of software, for tests: it answers as browsers and phones do, or as an attacker would."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from bs4 import BeautifulSoup
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from tests.page import Page

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(value: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(value).decode().rstrip("=")


@dataclass
class Device:
    """One device with at most one passkey. What it is told to lie about differs from what an honest one says."""

    origin: str = "http://localhost"
    rp_id: str = "localhost"
    verifies: bool = True
    cross_origin: bool = False
    counts: bool = True
    count: int = 0
    credential: bytes = b""
    handle: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: dict[str, Any]) -> str:
        """A new passkey, as the page's script sends it."""
        assert options["authenticatorSelection"]["userVerification"] == "required"
        assert options["authenticatorSelection"]["residentKey"] == "required"
        self.credential = hashlib.sha256(self._point()).digest()
        self.handle = options["user"]["id"].encode()
        size = len(self.credential).to_bytes(2, "big")
        attested = bytes(16) + size + self.credential + self._point()
        data = self._data(ATTESTED) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options["challenge"])
        return self._sent({"clientDataJSON": b64(said), "attestationObject": b64(made)})

    def use(self, options: dict[str, Any], *, handle: bool = True) -> str:
        """The passkey used, as the page's script sends it."""
        assert options["userVerification"] == "required"
        said = self._said("webauthn.get", options["challenge"])
        data = self._data(0)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": b64(said),
            "authenticatorData": b64(data),
            "signature": b64(signature),
        }
        if handle:
            response["userHandle"] = self.handle.decode()
        return self._sent(response)

    def _data(self, flags: int) -> bytes:
        self.count += self.counts
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        here = hashlib.sha256(self.rp_id.encode()).digest()
        return here + bytes([flags]) + self.count.to_bytes(4, "big")

    def _point(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _said(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said | {"crossOrigin": self.cross_origin}).encode()

    def _sent(self, response: dict[str, str]) -> str:
        name = b64(self.credential)
        sent = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(sent)


def options_on(page: Page) -> dict[str, Any]:
    """What a page asks the browser for."""
    form = BeautifulSoup(page.html, "html5lib").select_one("form[data-passkey]")
    assert form is not None, f"no passkey is asked for at {page.path}"
    asked: dict[str, Any] = json.loads(str(form["data-options"]))
    return asked


def use_passkey(page: Page, device: Device, *, button: str, expect: int = 200) -> Page:
    """Use the device on a page that asks for a passkey."""
    return page.submit({"passkey": device.use(options_on(page))}, button=button, expect=expect)
