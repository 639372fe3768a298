"""Looks a password up in a file of those that break-ins made public."""

from hashlib import sha1
from pathlib import Path

HASH = 40
"""Hexadecimal digits of SHA-1, with which each line begins."""


def is_breached(password: str, file: Path) -> bool:
    """Whether the file lists the password. Each of its lines begins with a SHA-1 in hexadecimal; they are sorted.

    That is the form in which Have I Been Pwned hands its passwords out. The file is searched where it lies,
    by halving, so its size costs neither memory nor time.

    Raises:
        OSError: the file cannot be read.
    """
    wanted = sha1(password.encode(), usedforsecurity=False).hexdigest().encode()
    with file.open("rb") as lines:
        low, high = 0, file.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()  # the rest of the line that the middle fell into
            found = lines.read(HASH).lower()
            if found and found < wanted:
                low = middle + 1
            else:
                high = middle
        lines.seek(low)
        if low:
            lines.readline()
        return lines.read(HASH).lower() == wanted
