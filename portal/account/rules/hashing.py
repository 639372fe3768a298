"""How passwords are kept: as argon2id hashes, of which few are worked out at a time."""

from base64 import b64encode
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
"""The least that OWASP's Password Storage Cheat Sheet asks of argon2id."""
AT_ONCE = 2
"""How many hashes one process works out at a time, so that many people signing in cannot use up its memory."""

_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
_room = BoundedSemaphore(AT_ONCE)
_NOBODYS = (
    f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}"
    f"${b64encode(bytes(15)).decode()}${b64encode(bytes(33)).decode()}"
)
"""A hash that no password has: checking one against it takes as long as against a person's."""


def hash_password(password: str) -> str:
    """What is kept of a password. Takes tens of milliseconds: hold no transaction open meanwhile."""
    with _room:
        return _hasher.hash(_as_hashed(password))


def matches(held: str | None, password: str) -> bool:
    """Whether `password` is the one whose hash is held. Takes as long where none is held, and is then False."""
    with _room:
        try:
            _hasher.verify(held or _NOBODYS, _as_hashed(password))
        except (VerificationError, InvalidHashError):
            return False
    return held is not None


def is_outdated(held: str) -> bool:
    """Whether a hash was made with other settings than today's, so that it is to be made anew."""
    return _hasher.check_needs_rehash(held)


def _as_hashed(password: str) -> str:
    """One spelling for what looks the same, since keyboards differ in how they send an accented letter (NFKC)."""
    return normalize("NFKC", password)
