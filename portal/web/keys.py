"""Keys that come from the portal's one secret: emailed links, digests for counting, and sealed text."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app


def _derive(purpose: str, text: str = "") -> bytes:
    """32 bytes that follow from the portal's secret, `purpose` and `text`, and tell nothing of any of them."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(hmac.digest(secret, purpose.encode(), "sha256"), text.encode(), "sha256")


def emailed_key(nonce: str) -> str:
    """The key in an emailed link: 256 bits, 43 characters that an address can carry.

    It follows from the portal's secret and `nonce`, so no table and no waiting mail holds it: what is read
    out of the database opens nothing.
    """
    return urlsafe_b64encode(_derive("emailed key", nonce)).decode().rstrip("=")


def digest(key: str) -> str:
    """What a table keeps of a random key: 64 hexadecimal digits of SHA-256, whatever somebody sends for a key."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def blind(purpose: str, text: str) -> str:
    """64 hexadecimal digits by which to count `text`, an address say, without keeping it."""
    return _derive(purpose, text).hex()


def seal(text: str) -> str:
    """`text` encrypted with the portal's secret (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return Fernet(urlsafe_b64encode(_derive("seal"))).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """What was sealed; None where it was sealed with another secret, or changed."""
    try:
        return Fernet(urlsafe_b64encode(_derive("seal"))).decrypt(sealed).decode()
    except InvalidToken:
        return None
